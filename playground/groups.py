"""Groups: they begin, people and the bot come and go, and they become supergroups.

Sources: core.telegram.org/bots/api#chatmemberupdated and #message (service messages);
telegram-bot-api/Client.cpp, need_skip_update_message (of a chat it is out of, a bot hears only
that it went); github.com/tdlib/telegram-bot-api/issues/266 (the updates of a migration: the bot
joins the supergroup, and is never told that it left the group).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import acts
from playground.chats import Chat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.bots import Bot
    from playground.people import Person
    from playground.wire import Wire

HERE = ("member", "administrator")


def begin(bot: Bot, title: str, people: Iterable[Person], kind: str, bot_status: str) -> Chat:
    """Return a new group whose owner is the first of these people; he adds the bot, or not."""
    number = bot.world.number_group()
    chat_id = -number if kind == "group" else -number - 996_000_000_000
    chat = Chat(bot, chat_id, kind, title)
    chat.people = {person.person_id: person for person in people}
    owner = next(iter(chat.people.values()))
    chat.administrators = {owner.person_id}
    bot.chats[chat.chat_id] = chat
    chat.bot_status = "left"
    if bot_status == "left":
        bot.world.tell("chat", chat.view())
    else:
        acts.change_status(chat, owner, bot_status)
    return chat


def note_beginning(chat: Chat) -> None:
    """Write the service message with which a new group begins for its bot."""
    owner = chat.people[min(chat.administrators)]
    came: Wire = {"group_chat_created": True}
    # docs: supergroup_chat_created "can't be received", no bot is a member at that moment
    if chat.kind == "supergroup":
        came = {"new_chat_members": [chat.bot.about()]}
    if chat.bot_status in HERE:
        note(chat, owner, came)


def bring_bot(chat: Chat, by: Person, status: str = "member") -> None:
    """Add the bot, or make it an administrator, or a plain member again."""
    _check_member(chat, by)
    if status not in HERE:
        raise ValueError(f"a bot is added as one of {HERE}, not as {status!r}")
    was_here = chat.bot_status in HERE
    acts.change_status(chat, by, status)
    if not was_here:
        note(chat, by, {"new_chat_members": [chat.bot.about()]})


def put_bot_out(chat: Chat, by: Person) -> None:
    """Remove the bot; it may not come back by itself."""
    _check_member(chat, by)
    _bot_goes(chat, by.about(), "kicked")


def bot_leaves(chat: Chat) -> None:
    """Let the bot go out by its own will."""
    _bot_goes(chat, chat.bot.about(), "left")


def join(chat: Chat, person: Person, by: Person | None = None) -> None:
    """Let a person come, by himself or brought by somebody."""
    chat.people[person.person_id] = person
    chat.bot.world.tell("chat", chat.view())
    note(chat, by or person, {"new_chat_members": [person.about()]})


def leave(chat: Chat, person: Person, by: Person | None = None) -> None:
    """Let a person go, by himself or put out by somebody; LookupError when he is not there."""
    _check_member(chat, person)
    note(chat, by or person, {"left_chat_member": person.about()})
    del chat.people[person.person_id]
    chat.keyboards.pop(person.person_id, None)
    chat.bot.world.tell("chat", chat.view())


def migrate(group: Chat) -> Chat:
    """Turn a group into a supergroup and return it; the old id answers with the new one."""
    if group.private or group.migrated_to is not None:
        raise ValueError("only a group that is none yet becomes a supergroup")
    title, people = group.title or "", group.people.values()
    grown = begin(group.bot, title, people, "supergroup", group.bot_status)
    grown.administrators = set(group.administrators)
    group.migrated_to = grown.chat_id
    group.keyboards.clear()
    owner = group.people[min(group.administrators)]
    note(group, owner, {"migrate_to_chat_id": grown.chat_id})
    # Client.cpp: what a chat says itself comes from the fake sender of anonymous administrators
    itself = {"sender_chat": grown.wire(), "migrate_from_chat_id": group.chat_id}
    note(grown, owner, itself)
    group.bot.world.tell("chat", group.view())
    return grown


def note(chat: Chat, by: Person, content: Wire) -> None:
    """Write a service message, which every bot in the group hears."""
    message = chat.add(acts.sender_of(by.about(), content), content)
    if chat.bot_status in HERE:
        chat.bot.queue.put("message", message.wire)


def _bot_goes(chat: Chat, by: Wire, status: str) -> None:
    if chat.bot_status not in HERE:
        raise LookupError(f"the bot is not in {chat.title!r}")
    chat.keyboards.clear()
    acts.tell_status(chat, by, status)
    message = chat.add(by, {"left_chat_member": chat.bot.about()})
    chat.bot.queue.put("message", message.wire)


def _check_member(chat: Chat, person: Person) -> None:
    if chat.private or person.person_id not in chat.people:
        raise LookupError(f"{person!r} is not in {chat.title or 'a group'!r}")
