"""What people do, as the updates that it puts into the bot's queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.members import bot_member
from playground.wire import Wire

if TYPE_CHECKING:
    from playground.bots import Query
    from playground.chats import Chat
    from playground.messages import Message
    from playground.people import Person

# core.telegram.org/bots/api#message: "sent on behalf of a chat ... the field from contains a
# fake sender user in non-channel chats"; this is the fake sender of anonymous administrators.
ANONYMOUS: Wire = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def sender_of(about: Wire, content: Wire) -> Wire:
    """Return the from field of a message; with sender_chat it is the anonymous administrator."""
    return ANONYMOUS if "sender_chat" in content else about


def tap(person: Person, message: Message, button_data: str) -> Query:
    """Put a callback query into the queue and return it."""
    chat = message.chat
    query = chat.bot.ask(person, message)
    shown = message.wire
    if message.deleted:
        shown = {"chat": chat.wire(), "message_id": message.message_id, "date": 0}
    chat.bot.queue.put(
        "callback_query",
        {
            "id": query.query_id,
            "from": person.about(),
            "message": shown,
            "chat_instance": str(-7 * 10**17 - chat.chat_id),
            "data": button_data,
        },
    )
    return query


def react(person: Person, message: Message, emoji: str | None) -> None:
    """Change a person's reaction; the bot hears of it only if it asked for message_reaction."""
    chat = message.chat
    mine = [one for one in message.reactions if one["person"] == person.person_id]
    message.reactions = [one for one in message.reactions if one not in mine]
    if emoji:
        message.reactions.append({"person": person.person_id, "emoji": emoji})
    tell_reactions(message)
    change = {
        "chat": chat.wire(),
        "message_id": message.message_id,
        "user": person.about(),
        "date": int(chat.bot.world.now()),
        "old_reaction": [{"type": "emoji", "emoji": one["emoji"]} for one in mine],
        "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
    }
    chat.bot.queue.put("message_reaction", change)


def tell_reactions(message: Message) -> None:
    """Tell the listeners which reactions a message has now."""
    chat = message.chat
    told = {"chat": chat.chat_id, "message": message.message_id, "reactions": message.reactions}
    chat.bot.world.tell("reaction", told)


def change_status(chat: Chat, person: Person, status: str) -> None:
    """Block or unblock a bot, add it to a group, make it administrator, put it out."""
    tell_status(chat, person.about(), status)


def tell_status(chat: Chat, by: Wire, status: str) -> None:
    """Change the bot's place in a chat and tell it who did so."""
    before, about = chat.bot_status, chat.bot.about()
    chat.bot_status = status
    if chat.private:
        chat.blocked = status == "kicked"
    change = {
        "chat": chat.wire(),
        "from": by,
        "date": int(chat.bot.world.now()),
        "old_chat_member": bot_member(about, before),
        "new_chat_member": bot_member(about, status),
    }
    chat.bot.queue.put("my_chat_member", change)
    chat.bot.world.tell("chat", chat.view())
