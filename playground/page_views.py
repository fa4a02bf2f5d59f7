"""What the page is told: the state when it opens, then each change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from playground.wire import Wire

if TYPE_CHECKING:
    from playground.chats import Chat
    from playground.people import Person
    from playground.world import World

# Of a long chat the page gets the newest messages; older ones only cost time.
MESSAGES_SHOWN = 300


def state(world: World) -> Wire:
    """Return the event that a page begins with: everybody, every chat, the newest messages."""
    people = [person_view(world, person) for person in world.people.values()]
    chats = list(world.bot.chats.values()) if world.bots else []
    return {
        "kind": "state",
        "people": people,
        "chats": [chat_view(chat) for chat in chats],
        "messages": [message.view() for chat in chats for message in chat.screen[-MESSAGES_SHOWN:]],
    }


def told(world: World, event: str, payload: Wire) -> Iterator[Wire]:
    """Yield what the page hears of an event of World.listen."""
    if event == "commands":
        for person in world.people.values():
            yield {"kind": "person", "person": person_view(world, person)}
    elif event == "person":
        person = world.people[payload["id"]]
        yield {"kind": "person", "person": person_view(world, person)}
    elif event == "chat":
        yield {"kind": "chat", "chat": _described(world, payload)}
    elif event == "reaction":
        message = world.chat(payload["chat"]).messages[payload["message"]]
        yield {"kind": "edited", "chat": payload["chat"], "message": message.view()}
    else:
        yield {"kind": event, **payload}


def person_view(world: World, person: Person) -> Wire:
    """Return a person with the commands of each chat he is in, by chat id."""
    chats = world.bot.chats.values() if world.bots else ()
    menus = {
        str(chat.chat_id): chat.bot.commands_for(chat, person)
        for chat in chats
        if person.person_id in chat.people
    }
    return {**person.view(), "commands": menus}


def chat_view(chat: Chat) -> Wire:
    """Return a chat with what the bot says about itself in the language of the person."""
    return _described(chat.bot.world, chat.view())


def _described(world: World, view: Wire) -> Wire:
    person = world.people.get(view["id"])
    texts = world.bot.names.get("description", {})
    tongue = person.tongue if person else ""
    return {**view, "description": texts.get(tongue) or texts.get("", "")}
