"""Changing what was sent: edits, deletions, pins, reactions.

Sources: telegram-bot-api/Client.cpp, process_edit_message_text_query and its kin;
tdlib/td MessagesManager.cpp, edit_message_text, delete_messages, can_revoke_message.
"""

from playground import access, errors
from playground.acts import tell_reactions
from playground.asked import Asked
from playground.bots import Bot
from playground.chats import Chat
from playground.keyboards import asked_markup, inline
from playground.messages import Message
from playground.methods.attached import asked_media
from playground.methods.method import Method
from playground.reactions import REACTIONS
from playground.texts import asked_caption, asked_text
from playground.wire import Wire

_MEDIA = ("photo", "document")
_CONTENT = (*_MEDIA, "text", "entities", "caption", "caption_entities", "reply_markup")


def edit_text(bot: Bot, asked: Asked) -> Wire:
    """Change the text of an own message and return it."""
    shown = {**asked_text(asked), **inline(asked_markup(asked))}
    message = _own(bot, asked)
    if "text" not in message.wire:
        errors.bad(errors.NO_TEXT_TO_EDIT)
    return _change(message, shown)


def edit_caption(bot: Bot, asked: Asked) -> Wire:
    """Change the caption of an own picture or document and return it."""
    shown = {**asked_caption(asked), **inline(asked_markup(asked))}
    message = _own(bot, asked)
    media = {name: message.wire[name] for name in _MEDIA if name in message.wire}
    if not media:
        errors.bad(errors.NO_CAPTION_TO_EDIT)
    return _change(message, {**media, **shown})


def edit_media(bot: Bot, asked: Asked) -> Wire:
    """Replace the picture or document of an own message, or its text by one, and return it."""
    media = asked.parsed("media", errors.MEDIA_JSON)
    if not isinstance(media, dict):
        errors.bad(errors.MEDIA_JSON)
    message = _own(bot, asked)
    return _change(message, {**asked_media(bot, asked, media), **inline(asked_markup(asked))})


def edit_markup(bot: Bot, asked: Asked) -> Wire:
    """Change the keyboard under an own message, which leaves no edited mark, and return it."""
    markup = inline(asked_markup(asked))
    message = _own(bot, asked)
    shown = {name: part for name, part in _content(message).items() if name != "reply_markup"}
    return _change(message, {**shown, **markup}, mark=False)


def delete_message(bot: Bot, asked: Asked) -> bool:
    """Delete a message of at most 48 hours for everybody."""
    chat = access.chat_to_write(bot, asked)
    message = access.message_in(chat, asked, errors.DELETE_UNKNOWN)
    _check_deletion(chat, message)
    chat.remove(message)
    return True


def delete_messages(bot: Bot, asked: Asked) -> bool:
    """Delete up to 100 messages at once; those that are gone are passed over."""
    numbers = asked.parsed("message_ids", "can't parse message_ids JSON object")
    if not isinstance(numbers, list) or not numbers:
        errors.bad(errors.MESSAGES_EMPTY)
    if len(numbers) > errors.DELETED_AT_ONCE:
        errors.bad(errors.MESSAGES_MANY)
    if not all(isinstance(number, int) for number in numbers):
        errors.bad(errors.MESSAGES_WRONG)
    chat = access.chat_to_write(bot, asked)
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    for message in found:
        _check_deletion(chat, message)
    for message in found:
        chat.remove(message)
    return True


def pin_message(bot: Bot, asked: Asked) -> bool:
    """Pin a message on top of the chat."""
    chat = access.chat_to_write(bot, asked)
    message = access.message_in(chat, asked, errors.PIN_UNKNOWN)
    chat.pinned = [number for number in chat.pinned if number != message.message_id]
    chat.pinned.append(message.message_id)
    bot.world.tell("chat", chat.view())
    return True


def unpin_message(bot: Bot, asked: Asked) -> bool:
    """Unpin a message, the newest pinned one when none is named."""
    chat = access.chat_to_write(bot, asked)
    number = asked.number("message_id") or next(reversed(chat.pinned), 0)
    if number not in chat.pinned:
        errors.bad(errors.UNPIN_UNKNOWN)
    chat.pinned.remove(number)
    bot.world.tell("chat", chat.view())
    return True


def set_reaction(bot: Bot, asked: Asked) -> bool:
    """Put one emoji under a message, or take the bot's away with an empty list."""
    chat = access.chat_to_read(bot, asked)
    message = access.message_in(chat, asked, errors.REACT_UNKNOWN)
    emoji = [one.get("emoji") for one in asked.array("reaction")]
    if len(emoji) > 1 or not REACTIONS.issuperset(emoji):
        errors.bad(errors.REACTION_INVALID)
    others = [one for one in message.reactions if "person" in one]
    message.reactions = others + [{"bot": bot.bot_id, "emoji": one} for one in emoji]
    tell_reactions(message)
    return True


def _own(bot: Bot, asked: Asked) -> Message:
    chat = access.chat_to_edit(bot, asked)
    message = access.message_in(chat, asked, errors.EDIT_UNKNOWN)
    if not message.from_bot or "forward_origin" in message.wire:
        errors.bad(errors.EDIT_REFUSED)
    return message


def _content(message: Message) -> Wire:
    return {name: message.wire[name] for name in _CONTENT if name in message.wire}


def _change(message: Message, shown: Wire, *, mark: bool = True) -> Wire:
    if shown == _content(message):
        errors.bad(errors.NOT_MODIFIED)
    message.chat.change(message, shown, mark=mark)
    return message.wire


def _check_deletion(chat: Chat, message: Message) -> None:
    allowed = chat.private or message.from_bot or chat.bot_status == "administrator"
    if not allowed:
        errors.bad(errors.DELETE_REFUSED)
    if chat.bot.world.now() - message.date > errors.DELETABLE and chat.kind != "supergroup":
        errors.bad(errors.DELETE_LATE)


_WHICH = ("chat_id", "message_id", "reply_markup")
_ELSEWHERE = ("business_connection_id", "inline_message_id")

METHODS = (
    Method(
        "editMessageText",
        edit_text,
        (),
        (*_WHICH, "text", "parse_mode", "entities"),
        (*_ELSEWHERE, "link_preview_options", "disable_web_page_preview", "rich_message"),
    ),
    Method(
        "editMessageCaption",
        edit_caption,
        (),
        (*_WHICH, "caption", "parse_mode", "caption_entities"),
        (*_ELSEWHERE, "show_caption_above_media"),
    ),
    Method("editMessageMedia", edit_media, ("media",), _WHICH, _ELSEWHERE),
    Method("editMessageReplyMarkup", edit_markup, (), _WHICH, _ELSEWHERE),
    Method("deleteMessage", delete_message, ("chat_id", "message_id")),
    Method("deleteMessages", delete_messages, ("chat_id", "message_ids")),
    Method(
        "pinChatMessage",
        pin_message,
        ("chat_id", "message_id"),
        (),
        ("business_connection_id", "disable_notification"),
    ),
    Method(
        "unpinChatMessage",
        unpin_message,
        ("chat_id",),
        ("message_id",),
        ("business_connection_id",),
    ),
    Method(
        "setMessageReaction",
        set_reaction,
        ("chat_id", "message_id"),
        ("reaction",),
        ("is_big",),
    ),
)
