"""What another process can do with groups; playground/control.py lists the routes."""

from playground.remote import chat_of, person_of
from playground.wire import Wire
from playground.world import World


def add_group(world: World, given: Wire) -> Wire:
    """Add a group of people that are there."""
    rest = {name: part for name, part in given.items() if name not in ("title", "people")}
    members = [world.people[number] for number in given["people"]]
    return world.add_group(given["title"], members, **rest).view()


def place_bot(world: World, given: Wire) -> Wire:
    """Add the bot to a group, make it an administrator, or put it out."""
    person, chat = person_of(world, given), chat_of(world, given)
    if given["status"] == "kicked":
        person.puts_bot_out(chat)
    else:
        person.brings_bot(chat, given["status"])
    return chat.view()


def place_member(world: World, given: Wire) -> Wire:
    """Let a person come into a group or go."""
    person, chat = person_of(world, given), chat_of(world, given)
    by = world.people[int(given["by"])] if "by" in given else None
    if given["status"] == "left":
        person.leaves(chat, by)
    elif given["status"] == "member":
        person.joins(chat, by)
    else:
        raise ValueError('a person\'s status is "member" or "left"')
    return chat.view()


def privacy(world: World, given: Wire) -> Wire:
    """Turn the bot's privacy mode, and say whether mentions reach it all the same."""
    bot = world.bot
    bot.reads_groups = not given.get("on", not bot.reads_groups)
    bot.hears_mentions = bool(given.get("mentions", bot.hears_mentions))
    return {"on": not bot.reads_groups, "mentions": bot.hears_mentions}


def migrate(world: World, given: Wire) -> Wire:
    """Turn a group into a supergroup."""
    return world.migrate(world.chat(int(given["chat"]))).view()
