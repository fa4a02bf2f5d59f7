"""Text as people type it: capped, cleaned of what cannot be seen, and folded for search."""

from __future__ import annotations

import re
import unicodedata

from clinic.refusals import MessageTooLong

MAX_BYTES = 4096

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f]")
_UNSEEN = re.compile(f"[{_BIDI}\u200b\u2060\ufeff\ud800-\udfff]")
_SAME_LETTERS = str.maketrans({"ё": "е", "ґ": "г", "'": None, "’": None, "ʼ": None, "`": None})


def capped(text: str, limit: int = MAX_BYTES) -> str:
    """Return the text unless it has more than ``limit`` bytes as UTF-8.

    Raises MessageTooLong. Comes first, so that nothing below works on a text of any length.
    """
    size = len(text.encode(errors="replace"))
    if size > limit:
        raise MessageTooLong(size=size, limit=limit)
    return text


def clean(text: str) -> str:
    """Return the text in NFC, without control characters, marks of direction and zero widths.

    Every kind of line break becomes a newline, a tab or another control character a space.
    """
    lines = _CONTROL.sub(" ", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines))


def folded(text: str) -> str:
    """Return the key under which a text is searched: letter case, ё, ґ, apostrophes do not count.

    Spaces at the ends and repeated spaces go too.
    """
    normal = unicodedata.normalize("NFC", text.casefold().translate(_SAME_LETTERS))
    return " ".join(normal.split())
