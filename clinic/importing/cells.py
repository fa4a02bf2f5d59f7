"""Words of a file: codes, names, texts, yes and no, and words of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from clinic.importing.refusals import (
    EmptyCell,
    NoFlag,
    NotOneOf,
    PersonalCode,
    TextTooLong,
)
from clinic.reading.edges import quoted
from clinic.reading.phone import begins_with_phone
from clinic.text import clean, folded

MAX_CODE = 64
MAX_NAME = 128
MAX_TEXT = 4096

_CACHED = 1 << 14
_BLANK = frozenset({"", "-", "–", "—"})
_YES = frozenset(["1", "yes", "y", "true", "+", "x", "да", "д", "так", "є", "是"])
_NO = frozenset(["0", "no", "n", "false", "нет", "н", "ні", "否"])
_WHOLE = re.compile(r"([0-9]+)\.0")
_PHONE = re.compile(r"\+[0-9 ()-]{9,}|[0-9]?[ -]?\([0-9]{3,5}\)[0-9 -]{5,}")

Reader = Callable[[str], Any]


def code(text: str) -> str:
    """Return a patient's code; raises EmptyCell, TextTooLong or PersonalCode."""
    found = code_or_none(text)
    if found is None:
        raise EmptyCell
    return found


def code_or_none(text: str) -> str | None:
    """Return a patient's code, None for an empty cell; ``#`` and ``.0`` are the file's."""
    typed = " ".join(shown(text).split()).removeprefix("#")
    if not typed:
        return None
    if len(typed) > MAX_CODE:
        raise TextTooLong(size=len(typed), limit=MAX_CODE)
    if begins_with_phone(typed) or (not typed.isdecimal() and _is_personal(typed)):
        raise PersonalCode
    whole = _WHOLE.fullmatch(typed)
    return whole[1] if whole else typed


def _is_personal(typed: str) -> bool:
    words = typed.split()
    named = all(re.sub("[.,-]", "", word).isalpha() for word in words)
    written_out = len(words) > 1 and len(max(words, key=len)) > 2
    return (named and written_out) or "@" in typed or _PHONE.fullmatch(typed) is not None


def name(text: str) -> str | None:
    """Return a name on one line, None for an empty cell; raises TextTooLong."""
    typed = " ".join(shown(text).split())
    if len(typed) > MAX_NAME:
        raise TextTooLong(size=len(typed), limit=MAX_NAME)
    return typed or None


def words(text: str) -> str:
    """Return text as written, cleaned of what cannot be seen; raises TextTooLong."""
    typed = clean(text).strip() if text else ""
    if len(typed) > MAX_TEXT:
        raise TextTooLong(size=len(typed), limit=MAX_TEXT)
    return typed


def some_words(text: str) -> str:
    """Return text as ``words`` does; raises EmptyCell where there is none."""
    if not (typed := words(text)):
        raise EmptyCell
    return typed


def flag(text: str) -> bool:
    """Return yes or no, no for an empty cell; raises NoFlag."""
    typed = folded(shown(text))
    if typed in _YES:
        return True
    if typed and typed not in _NO:
        raise NoFlag(part=quoted(typed))
    return False


def one_of(known: dict[str, str]) -> Reader:
    """Return a reader of a cell that holds one of the words; values are what each means."""

    def read(text: str) -> str | None:
        typed = folded(shown(text)).replace("_", " ")
        if typed and typed not in known:
            raise NotOneOf(part=quoted(typed), known=", ".join(dict.fromkeys(known.values())))
        return known[typed] if typed else None

    return read


def once(read: Reader) -> Reader:
    """Return the reader with a memory: days, services and prices repeat in a file."""
    return lru_cache(_CACHED)(read)


def shown(text: str) -> str:
    """Return what can be seen of a cell; a lone dash is an empty one."""
    typed = clean(text).strip()
    return "" if typed in _BLANK else typed
