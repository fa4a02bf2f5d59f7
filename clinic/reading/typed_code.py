"""The answer to "which patient?": a code, and never somebody's name."""

from __future__ import annotations

import re
from collections.abc import Callable

from clinic.full_names import full_names
from clinic.marks import mark as _
from clinic.names import SURNAME
from clinic.reading.code import read_code
from clinic.reading.edges import quoted
from clinic.refusals import NoCode, Unreadable
from clinic.text import clean, folded

SIGNS = ("#", "№")
BESIDE = "Anna"
"""Any first name: a word that is a full name together with it is written as a surname is."""


class NotACode(Unreadable):
    """What was typed is no patient's code; it may be a name."""

    template = _("“{part}” is no card number. For example: 1042, or #a17")


def answered_code(text: str, known: Callable[[str], str | None]) -> str:
    """Return the code that a whole answer is; ``known`` gives the code of a patient by its key.

    That is a patient's code, a word with a figure, or a word behind a #. Raises NotACode for any
    other word and for what looks like a name, PersonalCode and CodeTooLong as ``read_code`` does.
    """
    typed = clean(text).strip()
    found = known(folded(typed)) or known(folded(typed.lstrip("#№ ")))
    if found is not None:
        return found
    try:
        code = read_code(typed)
    except NoCode as no:
        raise NotACode(**no.fields) from no
    if any(sign.isdigit() for sign in code):
        return code
    if not typed.startswith(SIGNS) or _is_name(code):
        raise NotACode(part=quoted(text))
    return code


def _is_name(code: str) -> bool:
    """Return whether a code looks like a full name, or is written as a surname."""
    parts = re.split("[-_]", code)
    whole = " ".join(part.capitalize() for part in parts)
    beside = f"{BESIDE} {code}"
    return any(map(SURNAME.fullmatch, folded(code).split())) or any(
        True for text in (whole, beside) for _span in full_names(text)
    )
