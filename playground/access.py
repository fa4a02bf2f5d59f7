"""May the bot do this in that chat? Asked before every call, answered in Telegram's words.

Source: telegram-bot-api/Client.cpp, check_chat, check_chat_access and check_message.
"""

from playground import errors
from playground.asked import Asked
from playground.bots import Bot
from playground.chats import Chat
from playground.messages import Message


def chat_to_read(bot: Bot, asked: Asked, name: str = "chat_id") -> Chat:
    """Return the chat a call names; Refused when the bot never met it."""
    if not asked.has(name):
        errors.bad(errors.CHAT_EMPTY)
    chat = bot.chats.get(asked.number(name))
    if chat is None:
        errors.bad(errors.CHAT_UNKNOWN)
    return chat


def chat_to_write(bot: Bot, asked: Asked) -> Chat:
    """Return the chat a call writes to; Refused when the bot is not allowed to."""
    chat = chat_to_edit(bot, asked)
    if chat.migrated_to is not None:
        raise errors.upgraded(chat.migrated_to)
    if not chat.private:
        return chat
    if chat.blocked:
        raise errors.BLOCKED
    if not chat.started:
        _refuse_stranger(bot, chat)
    return chat


def chat_to_edit(bot: Bot, asked: Asked) -> Chat:
    """Return the chat in which a call changes something; Refused when the bot is out of it."""
    chat = chat_to_read(bot, asked)
    if not chat.private and chat.migrated_to is None and chat.bot_status in ("kicked", "left"):
        words = errors.KICKED if chat.bot_status == "kicked" else errors.LEFT
        raise errors.Refused(403, words.format(chat.kind))
    return chat


def message_in(chat: Chat, asked: Asked, words: str, name: str = "message_id") -> Message:
    """Return the message a call names; Refused with these words when it is not there."""
    message = chat.messages.get(asked.number(name))
    if message is None:
        errors.bad(words)
    return message


def _refuse_stranger(bot: Bot, chat: Chat) -> None:
    """Telegram knows people only from what a bot has seen: an id alone is nobody."""
    met = any(chat.chat_id in other.people for other in bot.chats.values() if not other.private)
    if met:
        raise errors.STRANGER
    errors.bad(errors.CHAT_UNKNOWN)
