"""Keyboards under messages: read, checked, and shown as the Bot API shows them.

Sources: telegram-bot-api/Client.cpp, get_reply_markup and get_inline_keyboard_button_type;
core.telegram.org/bots/api#replykeyboardmarkup (for whom a selective one is).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from playground import errors
from playground.asked import Asked
from playground.wire import Wire

if TYPE_CHECKING:
    from playground.messages import Message
    from playground.people import Person

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def asked_markup(asked: Asked) -> Wire:
    """Return the reply_markup object, empty without one; Refused when it is wrong."""
    if not asked.has("reply_markup"):
        return {}
    markup = asked.parsed("reply_markup", errors.MARKUP_JSON)
    if not isinstance(markup, dict):
        errors.bad(errors.MARKUP_OBJECT)
    for row in _check_rows(markup.get("keyboard"), errors.KEYBOARD_ROWS):
        for key in row:
            _check_key(key)
    if len(str(markup.get("input_field_placeholder") or "")) > errors.PLACEHOLDER:
        errors.bad(errors.PLACEHOLDER_LONG)
    for row in _check_rows(markup.get("inline_keyboard"), errors.INLINE_ROWS):
        for button in row:
            _check_button(button)
    return markup


def inline(markup: Wire) -> Wire:
    """Return the reply_markup field of a sent message: only inline keyboards stay with it."""
    rows = [row for row in markup.get("inline_keyboard", []) if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def shown_to(markup: Wire, message: Message, people: Mapping[int, Person]) -> Collection[int]:
    """Return the ids of those people for whom a reply keyboard, or its removal, is meant.

    A selective one is for who is @mentioned in the text and for whom the message answers.
    """
    if not markup.get("selective"):
        return list(people)
    meant = {message.wire.get("reply_to_message", {}).get("from", {}).get("id")}
    meant |= {mark["user"]["id"] for mark, _ in message.marked("text_mention")}
    names = {part.lower().removeprefix("@") for _, part in message.marked("mention")}
    meant |= {one.person_id for one in people.values() if (one.username or "").lower() in names}
    return [person_id for person_id in people if person_id in meant]


def keys_of(markup: Wire | None) -> list[list[str]]:
    """Return the labels of a reply keyboard by rows; none without one."""
    rows = (markup or {}).get("keyboard", [])
    return [[key if isinstance(key, str) else key["text"] for key in row] for row in rows]


def _check_rows(rows: object, words: str) -> list[list[Wire]]:
    if rows is None:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        errors.bad(words)
    return rows


def _check_button(button: object) -> None:
    if not isinstance(button, dict):
        errors.bad(errors.BUTTON_OBJECT)
    if not button.get("text"):
        errors.bad(errors.BUTTON_TEXT)
    if not any(button.get(action) not in (None, "", False) for action in _ACTIONS):
        errors.bad(errors.BUTTON_PLAIN)
    if len(str(button.get("callback_data") or "").encode()) > errors.BUTTON_DATA:
        errors.bad(errors.BUTTON_DATA_INVALID)
    if "copy_text" in button:
        _check_copied(button["copy_text"])


def _check_copied(copied: object) -> None:
    if not isinstance(copied, dict):
        errors.bad(errors.COPY_OBJECT)
    if not isinstance(copied.get("text"), str):
        errors.bad(errors.BUTTON_TEXT)
    if not 1 <= len(copied["text"]) <= errors.COPIED:
        errors.bad(errors.COPY_INVALID)


def _check_key(key: object) -> None:
    if not isinstance(key, str | dict):
        errors.bad(errors.KEY_OBJECT)
    if isinstance(key, dict) and not isinstance(key.get("text"), str):
        errors.bad(errors.KEY_TEXT)
