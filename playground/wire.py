"""What goes over the wire: JSON objects of the Bot API, kept as plain dictionaries for speed."""

from typing import Any

Wire = dict[str, Any]


def utf16_length(text: str) -> int:
    """Return the length of text in UTF-16 code units, in which Telegram counts."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def without_none(**fields: object) -> Wire:
    """Return the fields that have a value: the Bot API leaves the others out."""
    return {name: value for name, value in fields.items() if value is not None}
