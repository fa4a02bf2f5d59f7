"""The patient's code: the number or #word with which a line begins."""

from __future__ import annotations

import re

from clinic.currencies import SIGNS, WORDS
from clinic.reading.edges import AFTER_NUMBER, LETTERS, any_of, quoted
from clinic.reading.phone import begins_with_phone
from clinic.refusals import CodeTooLong, NoCode, PersonalCode
from clinic.text import clean

MAX_CODE = 20

_VISIT = re.compile(
    rf"\s*(?:/visit(?:@\w+)?|(?:{any_of(('visit', 'визит', 'візит', '就诊', '看诊'))}))"
    rf"(?![{LETTERS}])\s*:?\s*",
    re.IGNORECASE,
)
# "3500 ₽" is an amount whose patient was forgotten, "1042 ₽ 3500" is not.
_MONEY = rf"\s?(?:[{''.join(SIGNS)}]|(?:{any_of(WORDS)})(?![{LETTERS}]))(?!\s?[0-9])"
_CODE = re.compile(
    rf"\s*(?:#|№ ?)?(?P<number>[0-9]++){AFTER_NUMBER}(?!{_MONEY})"
    r"|\s*[#№](?P<word>[^\W_ʼ][\w-]*+)",
    re.IGNORECASE,
)
_OTHER_FIGURE = re.compile(r"\s*[#№]?(?![0-9])\d")


def without_visit(line: str) -> str:
    """Return the line without the word or command for a visit at its beginning."""
    found = _VISIT.match(line)
    return line[found.end() :] if found else line


def begins_with_code(line: str) -> bool:
    """Return whether the line begins with a number or #word, in figures of any script."""
    return bool(_CODE.match(line) or _OTHER_FIGURE.match(line))


def split_code(line: str) -> tuple[str, str]:
    """Return the patient's code and what follows it.

    Raises NoCode, PersonalCode, and CodeTooLong over twenty characters.
    """
    found = _CODE.match(line)
    if found and begins_with_phone(line):
        raise PersonalCode(part=quoted(line))
    if found is None:
        raise NoCode(part=quoted(line))
    return _bounded(found["number"] or found["word"]), line[found.end() :]


def read_code(text: str) -> str:
    """Return the code that a whole text is: ``1042``, ``#1042``, ``#Anna-7``, ``A-17``.

    It is kept as typed; patients are found whatever the letter case. Raises NoCode,
    PersonalCode, and CodeTooLong over twenty characters.
    """
    if begins_with_phone(clean(text)):
        raise PersonalCode(part=quoted(text))
    found = _CODE.fullmatch("#" + clean(text).strip().lstrip("#№ "))
    if found is None:
        raise NoCode(part=quoted(text))
    return _bounded(found["number"] or found["word"])


def _bounded(code: str) -> str:
    if len(code) > MAX_CODE:
        raise CodeTooLong(part=quoted(code), limit=MAX_CODE)
    return code
