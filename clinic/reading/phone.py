"""Phone numbers and addresses in a line: never an amount, never a patient's code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinic.currencies import SIGNS, WORDS
from clinic.reading.edges import LETTERS, any_of
from clinic.reading.rest import Rest

_SIGNS = " \u00a0\u2009\u202f\u2011–-"
_GAP = f"[{_SIGNS}]{{1,3}}"
_ANY = f"[(){_SIGNS}]{{0,3}}"
_LOCAL = f"[{_SIGNS}]{{0,3}}[0-9]"
_LAST_SEVEN = (
    f"[0-9]{{3}}{_GAP}(?:[0-9]{{2}}{_GAP}[0-9]{{2}}|[0-9]{{4}})"
    f"|[0-9]{{7}}|[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}"
)
_LED = (
    f"(?:[0178]|38|380|375){_GAP}(?:[0-9]{{10}}|[0-9]{{2,3}}{_GAP}(?:{_LAST_SEVEN})"
    f"|(?!20)[0-9]{{4}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}})"
)
_PLUS = (
    rf"\+(?:[17](?:{_ANY}[0-9]){{10}}|86(?:{_ANY}[0-9]){{11}}"
    rf"|[0-9](?:{_ANY}[0-9]){{9,11}}(?<=[0-9]{{2}}))"
)
_BRACKETS = (
    rf"(?:[0-9]{{1,3}}[{_SIGNS}]{{0,3}})?\( ?(?:[0-9]{{3}} ?\)(?:{_LOCAL}){{7}}"
    rf"|[0-9]{{4}} ?\)(?:{_LOCAL}){{6}}|[0-9]{{5}} ?\)(?:{_LOCAL}){{5}})"
)
# Amounts too stand side by side: without a sign of a phone only its usual groups are one.
_GROUPS = f"[0-9]{{3}}{_GAP}(?:{_LAST_SEVEN})|1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}"
# Any other ten figures may be an amount with a slip: they are refused where nothing else is one.
_SOLID = "[78][0-9]{10}|0[0-9]{9}|(?:375|380)[0-9]{9}|1[3-9][0-9]{9}"
_START, _END = "(?<![0-9])(?<![0-9][.,:'’/–-])", "(?![0-9]|[.,'’][0-9])"
_NO_MONEY = rf"(?![kк]|\s?(?:[{''.join(SIGNS)}]|(?:{any_of(WORDS)})(?![{LETTERS}])))"
_PHONE = re.compile(
    f"{_START}(?:{_PLUS}|{_BRACKETS}|{_LED}|{_GROUPS}|{_SOLID}){_END}{_NO_MONEY}(?:[-–/][0-9]++)*+",
    re.IGNORECASE,
)
_AS_CODE = re.compile(
    rf"\s*[#№]? ?(?:(?:{_PLUS}|{_BRACKETS}|[78]{_GAP}[0-9]{{3}}{_GAP}(?:{_LAST_SEVEN})){_END}"
    rf"|[0-9]{{10,20}}(?![0-9])|[0-9{LETTERS}.+-]++@[0-9{LETTERS}])"
)


def hide_phones(rest: Rest) -> None:
    """Leave phone numbers for the note: ten digits or more, in groups, dashes or brackets."""
    for span in phones_in(rest.open):
        rest.hide(*span)


def phones_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where phone numbers stand in a text."""
    for found in _PHONE.finditer(text):
        yield found.span()


def begins_with_phone(text: str) -> bool:
    """Return whether a phone number or an e-mail address stands where a code should.

    Bare figures count from ten on: a card number is shorter. Over twenty are too long anyway.
    """
    return bool(_AS_CODE.match(text))
