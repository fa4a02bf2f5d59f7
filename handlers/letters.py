"""Letters: what is said, as plain JSON of the Bot API."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message

from storage.unit import Letter, Priority


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text of at most 256 characters."""

    text: str


Button = tuple[str, CallbackData | Copy | str]
"""A label, and what the button carries; text that begins with https:// is a link."""

Keys = Sequence[Sequence[str]]
"""The labels of a reply keyboard, row by row."""

Rows = Sequence[Sequence[Button]]
LONGEST = 900
"""Characters of any message but the help: longer ones are not read on a phone."""

LONGEST_ALERT = 200
TAG = re.compile(r"</?[a-z]+>")


def shortened(text: str, most: int) -> str:
    """Return the text in at most so many characters, with a sign where it was cut."""
    return text if len(text) <= most else f"{text[: max(0, most - 1)]}…"


def in_rows(buttons: Sequence[Button], a_row: int) -> list[Sequence[Button]]:
    """Return buttons in rows of so many."""
    return [buttons[i : i + a_row] for i in range(0, len(buttons), a_row)]


def keyboard(rows: Rows) -> dict[str, Any]:
    """Return an inline keyboard."""
    return {"inline_keyboard": [[_button(*button) for button in row] for row in rows if row]}


def token_of(written: Message, number: int) -> str:
    """Return the token of a message's nth line, under which its entry is written once only.

    Each bot numbers its messages anew, so its id is part of it.
    """
    bot = written.bot
    bot_id = bot.id if bot else 0
    return f"{bot_id}:{written.chat.id}:{written.message_id}:{number}"


def message(chat_id: int, text: str, rows: Rows = (), card_id: int | None = None) -> Letter:
    """Return a new message in Telegram's HTML."""
    return Letter(chat_id, "sendMessage", _body(chat_id, text, rows), card_id=card_id)


def reply(chat_id: int, text: str, message_id: int) -> Letter:
    """Return an answer that shows which message of a group it answers, while that is there."""
    answered = {"message_id": message_id, "allow_sending_without_reply": True}
    body = {**_body(chat_id, text, ()), "reply_parameters": answered}
    return Letter(chat_id, "sendMessage", body)


def in_plain(text: str) -> str:
    """Return Telegram's HTML as the plain text of an alert, in at most 200 characters."""
    return shortened(html.unescape(TAG.sub("", text)), LONGEST_ALERT)


def with_keys(chat_id: int, text: str, keys: Keys) -> Letter:
    """Return a new message that puts a reply keyboard in place; none takes it away."""
    board = [[{"text": label} for label in row] for row in keys]
    markup: dict[str, Any] = {"keyboard": board, "resize_keyboard": True, "is_persistent": True}
    body = {
        **_body(chat_id, text, ()),
        "reply_markup": markup if keys else {"remove_keyboard": True},
    }
    return Letter(chat_id, "sendMessage", body)


def to_stranger(chat_id: int, text: str) -> Letter:
    """Return the one line a stranger gets; staff go first."""
    return Letter(chat_id, "sendMessage", _body(chat_id, text, ()), Priority.STRANGER)


def edit_card(chat_id: int, card_id: int, text: str, rows: Rows = ()) -> Letter:
    """Return an edit of the card, wherever its message is."""
    return Letter(chat_id, "editMessageText", _body(chat_id, text, rows), card_id=card_id)


def edit_message(chat_id: int, message_id: int, text: str, rows: Rows = ()) -> Letter:
    """Return an edit of a message that is no card: the one whose button was tapped."""
    body = {**_body(chat_id, text, rows), "message_id": message_id}
    return Letter(chat_id, "editMessageText", body)


def edit_caption(chat_id: int, message_id: int, caption: str, rows: Rows = ()) -> Letter:
    """Return an edit of the caption of the picture whose button was tapped."""
    body: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
    body |= {"caption": caption, "parse_mode": "HTML"}
    if rows:
        body["reply_markup"] = keyboard(rows)
    return Letter(chat_id, "editMessageCaption", body)


def picture(chat_id: int, picture_id: int, caption: str, rows: Rows = ()) -> Letter:
    """Return a picture with its caption."""
    body: dict[str, Any] = {"chat_id": chat_id, "caption": caption, "parse_mode": "HTML"}
    if rows:
        body["reply_markup"] = keyboard(rows)
    return Letter(chat_id, "sendPhoto", body, picture_id=picture_id)


def document(chat_id: int, picture_id: int, name: str, caption: str, rows: Rows = ()) -> Letter:
    """Return a file under its name in the chat; its bytes lie where those of pictures do."""
    sent = picture(chat_id, picture_id, caption, rows)
    return Letter(
        chat_id, "sendDocument", {**sent.payload, "file_name": name}, picture_id=picture_id
    )


def _body(chat_id: int, text: str, rows: Rows) -> dict[str, Any]:
    body: dict[str, Any] = {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if rows:
        body["reply_markup"] = keyboard(rows)
    return body


def _button(label: str, carries: CallbackData | Copy | str) -> dict[str, Any]:
    if isinstance(carries, CallbackData):
        return {"text": label, "callback_data": carries.pack()}
    if isinstance(carries, Copy):
        return {"text": label, "copy_text": {"text": carries.text}}
    return {"text": label, "url": carries}
