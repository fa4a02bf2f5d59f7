"""What another process can do and ask in a world; playground/control.py lists the routes.

Each function takes the world and the JSON of a request and returns JSON. LookupError, TypeError
and ValueError say what cannot be done.
"""

import base64
from itertools import islice

from playground.chats import Chat
from playground.messages import Message
from playground.people import Person
from playground.wire import Wire
from playground.world import World


def people(world: World, _given: Wire) -> list[Wire]:
    """Return everybody."""
    return [person.view() for person in world.people.values()]


def add_person(world: World, given: Wire) -> Wire:
    """Add a person."""
    return world.add_person(**given).view()


def send(world: World, given: Wire) -> Wire:
    """Send a text."""
    return _send(world, given).view()


def send_many(world: World, given: Wire) -> Wire:
    """Send many texts at once."""
    return {"messages": [_send(world, one).message_id for one in given["messages"]]}


def start(world: World, given: Wire) -> Wire:
    """Press Start, with a payload or without."""
    chat = chat_of(world, given)
    return person_of(world, given).starts(given.get("payload", ""), chat).view()


def edit(world: World, given: Wire) -> Wire:
    """Edit an own message."""
    message = _message(world, given)
    person_of(world, given).edits(message, given["text"])
    return message.view()


def tap(world: World, given: Wire) -> Wire:
    """Tap an inline button."""
    message = _message(world, given) if "message" in given else None
    person, chat = person_of(world, given), chat_of(world, given)
    stale = bool(given.get("stale"))
    return {"query": person.taps(given["button"], message, stale=stale, chat=chat).query_id}


def press(world: World, given: Wire) -> Wire:
    """Press a key of the reply keyboard."""
    return person_of(world, given).presses(given["label"], chat_of(world, given)).view()


def choose(world: World, given: Wire) -> Wire:
    """Choose a command: from the menu, or where it stands in a text."""
    person, chat = person_of(world, given), chat_of(world, given)
    acted = person.follows if given.get("in_text") else person.chooses
    return acted(given["command"], chat).view()


def scan(world: World, given: Wire) -> Wire:
    """Open the link of a QR code and press Start."""
    return person_of(world, given).scans(given["link"]).view()


def copy(world: World, given: Wire) -> Wire:
    """Tap a copy button."""
    message = _message(world, given)
    return {"text": person_of(world, given).copies(given["button"], message)}


def react(world: World, given: Wire) -> Wire:
    """Put an emoji under a message, or take it away."""
    person_of(world, given).reacts(_message(world, given), given["emoji"])
    return {}


def send_document(world: World, given: Wire) -> Wire:
    """Send a file."""
    content = base64.b64decode(given["content"], validate=True)
    caption, chat = given.get("caption", ""), chat_of(world, given)
    return person_of(world, given).sends_document(content, given["name"], caption, chat).view()


def send_photo(world: World, given: Wire) -> Wire:
    """Send a picture."""
    content = base64.b64decode(given["content"], validate=True)
    caption, chat = given.get("caption", ""), chat_of(world, given)
    sent = person_of(world, given).sends_photo(content, caption, chat, given.get("reply_to"))
    return sent.view()


def send_album(world: World, given: Wire) -> list[Wire]:
    """Send several pictures at once."""
    contents = [base64.b64decode(content, validate=True) for content in given["contents"]]
    caption, chat = given.get("caption", ""), chat_of(world, given)
    sent = person_of(world, given).sends_album(contents, caption, chat, given.get("reply_to"))
    return [message.view() for message in sent]


def block(world: World, given: Wire) -> Wire:
    """Block the bot, or let it write again."""
    person = person_of(world, given)
    if given["blocked"]:
        person.blocks()
    else:
        person.unblocks()
    return {}


def messages(world: World, given: Wire) -> list[Wire]:
    """Return the messages of a chat after a number."""
    chat, after = world.chat(int(given["chat"])), int(given.get("after", 0))
    return [message.view() for number, message in chat.messages.items() if number > after]


def alerts(world: World, given: Wire) -> list[Wire]:
    """Return the answers to a person's taps."""
    return list(person_of(world, given).alerts)


def counts(world: World, given: Wire) -> list[Wire]:
    """Return what everybody, or one person, tapped and typed."""
    asked = [person_of(world, given)] if "person" in given else world.people.values()
    return [{"person": person.person_id, **person.counted.view()} for person in asked]


def recount(world: World, given: Wire) -> list[Wire]:
    """Begin to count anew, for everybody or one person."""
    for person in [person_of(world, given)] if "person" in given else world.people.values():
        person.recounts()
    return counts(world, given)


def queue(world: World, _given: Wire) -> Wire:
    """Return how far the bot is with its updates."""
    waiting = world.bot.queue
    return {
        "waiting": waiting.pending,
        "repeats": sum(one.owed for one in waiting.again),
        "delivered": waiting.delivered,
        "confirmed": waiting.confirmed,
        "next": waiting.next_number,
    }


def calls(world: World, given: Wire) -> Wire:
    """Return how often each method was called, and the last calls when asked for."""
    told = {
        "counts": dict(world.calls_of),
        "unknown_parameters": sorted(world.unknown_parameters),
    }
    if "last" not in given:
        return told
    newest = list(islice(reversed(world.calls), int(given["last"])))[::-1]
    shown = [{"method": one.method, "parameters": one.parameters, "at": one.at} for one in newest]
    return {**told, "last": shown}


def knobs(world: World, _given: Wire) -> Wire:
    """Return how the knobs stand and how often each fault happened."""
    return world.knobs.view()


def turn_knobs(world: World, given: Wire) -> Wire:
    """Turn knobs and return how they stand."""
    if "next_update" in given:
        world.bot.queue.next_number = int(given["next_update"])
    world.knobs.turn(given)
    return world.knobs.view()


def person_of(world: World, given: Wire) -> Person:
    """Return the person who is asked for; LookupError when nobody has this id."""
    return world.people[int(given["person"])]


def chat_of(world: World, given: Wire) -> Chat:
    """Return the chat that is asked for, else the person's private one."""
    return world.chat(int(given.get("chat") or given["person"]))


def _message(world: World, given: Wire) -> Message:
    return chat_of(world, given).messages[int(given["message"])]


def _send(world: World, given: Wire) -> Message:
    person, chat = person_of(world, given), chat_of(world, given)
    return person.sends(given["text"], chat, given.get("reply_to"))
