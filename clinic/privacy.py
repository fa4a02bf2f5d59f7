"""Free text must name nobody: phones, addresses, papers and full names are found here.

A chat lies on foreign servers and cannot be recalled, so that the bot leaves them out first and
asks then. What is found is a guess; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from clinic.full_names import Known, full_names
from clinic.reading.phone import phones_in

LEFT_OUT = "…"
"""What stands in the place of a part that was left out."""

_LETTER = "A-Za-z0-9"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w@./])@[A-Za-z][{_LETTER}_]{{4,31}}"
    r"|(?:https?://)?(?<!\w)(?:www\.)?(?:t\.me|telegram\.me|wa\.me|vk\.com|m\.me|instagram\.com"
    r"|facebook\.com|fb\.com|ok\.ru|viber\.com)/[^\s,;)…]+"
    r"|(?:微信|WeChat|wechat|QQ)(?:号|id|ID)?[:： ]{0,2}(?P<account>[A-Za-z0-9][\w-]{4,19})",
    re.ASCII,
)
_LOCAL_PHONE = re.compile(r"(?<![\d.,-])\d{3}-\d{2}-\d{2}(?![\d-])(?![.,]\d)")
_PAPER = re.compile(
    r"(?<![A-Za-z0-9_.,])(?:\d{9,}[XxХх]?|\d{2} ?\d{2} (?:№ ?)?\d{6})(?![\w.,]*\d)"
    r"|(?:паспорт\w{0,2}|passport|护照|身份证)(?:号码?|[ :：№#]){0,4}"
    r"(?P<number>[A-Za-zА-ЯІЇЄа-яіїє]{0,3} ?\d[\d ]{4,18}\d)",
    re.IGNORECASE,
)


class Personal(StrEnum):
    """What a part of a text would tell of somebody."""

    PHONE = "phone"
    ADDRESS = "address"
    PAPER = "paper"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text from ``start`` to ``end`` that seems to be personal."""

    start: int
    end: int
    kind: Personal


def personal_parts(text: str, names: Collection[str] = ()) -> tuple[Part, ...]:
    """Return what looks like a phone, an address, a paper's number or a full name, in order.

    ``names`` are the clinic's own: its doctors, staff and services may be written.
    """
    known = Known(names)
    found = [
        *_addresses(text),
        *(Part(*span, Personal.PHONE) for span in phones_in(text)),
        *(Part(*each.span(), Personal.PHONE) for each in _LOCAL_PHONE.finditer(text)),
        *_papers(text),
        *(
            Part(start, end, Personal.NAME)
            for start, end in full_names(text)
            if text[start:end] not in known
        ),
    ]
    return tuple(_apart(sorted(found, key=lambda part: (part.start, -part.end))))


def without(text: str, parts: tuple[Part, ...]) -> str:
    """Return the text with an ellipsis in the place of each part."""
    kept, end = [], 0
    for part in parts:
        kept += [text[end : part.start], LEFT_OUT]
        end = part.end
    return "".join([*kept, text[end:]])


def _addresses(text: str) -> Iterator[Part]:
    for found in _ADDRESS.finditer(text):
        yield Part(*found.span(found.lastgroup or 0), Personal.ADDRESS)


def _papers(text: str) -> Iterator[Part]:
    for found in _PAPER.finditer(text):
        yield Part(*found.span(found.lastgroup or 0), Personal.PAPER)


def _apart(parts: list[Part]) -> Iterator[Part]:
    """Yield parts that do not overlap; those that do become one."""
    whole: Part | None = None
    for part in parts:
        if whole is None or part.start >= whole.end:
            if whole is not None:
                yield whole
            whole = part
        elif part.end > whole.end:
            whole = Part(whole.start, part.end, whole.kind)
    if whole is not None:
        yield whole
