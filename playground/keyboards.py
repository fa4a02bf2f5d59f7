"""Keyboards under messages: read, checked, and shown as the Bot API shows them.

Source: telegram-bot-api/Client.cpp, get_reply_markup and get_inline_keyboard_button_type.
"""

from playground import errors
from playground.asked import Asked
from playground.wire import Wire

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
    _check_rows(markup.get("keyboard"), errors.KEYBOARD_ROWS)
    for row in _check_rows(markup.get("inline_keyboard"), errors.INLINE_ROWS):
        for button in row:
            _check_button(button)
    return markup


def inline(markup: Wire) -> Wire:
    """Return the reply_markup field of a sent message: only inline keyboards stay with it."""
    rows = [row for row in markup.get("inline_keyboard", []) if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


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
