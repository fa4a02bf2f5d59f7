"""Sending: texts, pictures, documents, albums, copies, forwards, "typing".

Source of the fields: core.telegram.org/bots/api#message.
"""

from playground import access, errors
from playground.asked import Asked
from playground.bots import Bot
from playground.chats import Chat
from playground.keyboards import asked_markup, inline
from playground.messages import Message
from playground.methods.attached import album_media, asked_document, asked_photo
from playground.methods.method import Method
from playground.texts import asked_caption, asked_text
from playground.wire import Wire

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(bot: Bot, asked: Asked) -> Wire:
    """Send a text and return the message."""
    shown = asked_text(asked)
    if asked.has("link_preview_options"):
        shown["link_preview_options"] = asked.parsed("link_preview_options", "")
    return _send(bot, asked, shown)


def send_photo(bot: Bot, asked: Asked) -> Wire:
    """Send a picture and return the message."""
    caption = asked_caption(asked)
    access.chat_to_write(bot, asked)
    return _send(bot, asked, {"photo": asked_photo(bot, asked), **caption, **_look(asked)})


def send_document(bot: Bot, asked: Asked) -> Wire:
    """Send a document and return the message."""
    caption = asked_caption(asked)
    access.chat_to_write(bot, asked)
    return _send(bot, asked, {"document": asked_document(bot, asked), **caption})


def send_media_group(bot: Bot, asked: Asked) -> list[Wire]:
    """Send two to ten pictures or documents as an album and return the messages."""
    chat = access.chat_to_write(bot, asked)
    answered = _answered(chat, asked)
    contents = album_media(bot, asked)
    group = {"media_group_id": str(bot.number_album())}
    return [chat.add(bot.about(), {**answered, **group, **one}).wire for one in contents]


def copy_message(bot: Bot, asked: Asked) -> Wire:
    """Send a copy without a link to the original and return its number."""
    found = _original(bot, asked, errors.COPY_UNKNOWN)
    content = _content(found)
    if "caption" in asked.values and "text" not in content:
        content = {name: part for name, part in content.items() if "caption" not in name}
        content |= asked_caption(asked)
    return {"message_id": _send(bot, asked, content)["message_id"]}


def forward_message(bot: Bot, asked: Asked) -> Wire:
    """Forward a message and return the new one."""
    found = _original(bot, asked, errors.FORWARD_UNKNOWN)
    origin = {"type": "user", "sender_user": found.wire["from"], "date": found.date}
    return _send(bot, asked, {"forward_origin": origin, **_content(found)})


def send_chat_action(bot: Bot, asked: Asked) -> bool:
    """Show "typing" or the like for a while."""
    action = asked.text("action").lower()
    if action not in ACTIONS:
        errors.bad(errors.ACTION)
    chat = access.chat_to_write(bot, asked)
    bot.world.tell("typing", {"chat": chat.chat_id, "action": action})
    return True


def _send(bot: Bot, asked: Asked, content: Wire) -> Wire:
    markup = asked_markup(asked)
    chat = access.chat_to_write(bot, asked)
    protected = {"has_protected_content": True} if asked.flag("protect_content") else {}
    shown = {**_answered(chat, asked), **content, **protected, **inline(markup)}
    message = chat.add(bot.about(), shown)
    if markup:
        chat.take_keyboard(markup, message)
    return message.wire


def _answered(chat: Chat, asked: Asked) -> Wire:
    given = asked.parsed("reply_parameters", "can't parse reply parameters JSON object") or {}
    number = given.get("message_id") or asked.number("reply_to_message_id")
    if not number:
        return {}
    lenient = given.get("allow_sending_without_reply") or asked.flag("allow_sending_without_reply")
    found = chat.answered(int(number))
    if not found and not lenient:
        errors.bad(errors.REPLY_UNKNOWN)
    return found


def _look(asked: Asked) -> Wire:
    marks = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": ""}
    return {shown or name: True for name, shown in marks.items() if asked.flag(name)}


def _original(bot: Bot, asked: Asked, words: str) -> Message:
    chat = access.chat_to_read(bot, asked, "from_chat_id")
    return access.message_in(chat, asked, words)


def _content(found: Message) -> Wire:
    kept = ("text", "entities", "caption", "caption_entities", "photo", "document")
    return {name: found.wire[name] for name in kept if name in found.wire}


_PLACE = ("business_connection_id", "message_thread_id", "direct_messages_topic_id")
_MANNER = ("disable_notification", "allow_paid_broadcast", "message_effect_id")
_RECENT = ("ephemeral_message_parameters", "receiver_user_id", "callback_query_id")
_REPLY = ("reply_parameters", "reply_to_message_id", "allow_sending_without_reply")
_UNDER = ("reply_markup", "protect_content")
_TEXT = ("parse_mode", "entities", "link_preview_options", *_UNDER)
_CAPTION = ("caption", "parse_mode", "caption_entities", *_UNDER)
_SILENT = (*_PLACE, *_MANNER, *_RECENT, "suggested_post_parameters")

METHODS = (
    Method(
        "sendMessage",
        send_message,
        ("chat_id", "text"),
        (*_TEXT, *_REPLY),
        (*_SILENT, "disable_web_page_preview"),
    ),
    Method(
        "sendPhoto",
        send_photo,
        ("chat_id", "photo"),
        (*_CAPTION, *_REPLY, "has_spoiler", "show_caption_above_media"),
        _SILENT,
    ),
    Method(
        "sendDocument",
        send_document,
        ("chat_id", "document"),
        (*_CAPTION, *_REPLY),
        (*_SILENT, "thumbnail", "disable_content_type_detection"),
    ),
    Method(
        "sendMediaGroup",
        send_media_group,
        ("chat_id", "media"),
        _REPLY,
        (*_PLACE, *_MANNER, "protect_content"),
    ),
    Method(
        "copyMessage",
        copy_message,
        ("chat_id", "from_chat_id", "message_id"),
        (*_CAPTION, *_REPLY),
        (
            *_PLACE[1:],
            *_MANNER,
            "suggested_post_parameters",
            "video_start_timestamp",
            "show_caption_above_media",
        ),
    ),
    Method(
        "forwardMessage",
        forward_message,
        ("chat_id", "from_chat_id", "message_id"),
        ("protect_content",),
        (
            *_PLACE[1:],
            "disable_notification",
            "message_effect_id",
            "suggested_post_parameters",
            "video_start_timestamp",
        ),
    ),
    Method("sendChatAction", send_chat_action, ("chat_id", "action"), (), _PLACE[:2]),
)
