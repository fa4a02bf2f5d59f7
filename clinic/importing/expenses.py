"""Expenses of a file: their categories and buckets are those of the line ``/expense``."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.entries.kind import Choice
from clinic.entries.money import BUCKETS, CATEGORIES, EXPENSE
from clinic.importing import cells
from clinic.importing.cells import Reader, once
from clinic.importing.figures import Figures
from clinic.importing.refusals import EmptyCell, NotOneOf, TextTooLong
from clinic.reading.edges import quoted
from clinic.reading.keys import key_of

LONGEST_CATEGORY = 64
OTHERWISE = "fixed"
"""The bucket of a category that nobody knows."""


def _by_word(choices: Sequence[Choice]) -> dict[str, str]:
    """Return what is kept by all the words that mean it; the earlier choice has a shared word."""
    return {
        key_of(word): choice.value
        for choice in reversed(choices)
        for word in (choice.value, choice.label, *choice.aliases)
    }


_CATEGORIES = _by_word(CATEGORIES)
_BUCKETS = _by_word(BUCKETS)


def readers(own: Figures) -> Sequence[Reader]:
    """Return the readers in the order of the columns."""
    return (
        *(once(own.day), once(category), once(_amount_of(own)), once(bucket), once(cells.name)),
        cells.words,
    )


def category(text: str) -> str:
    """Return the category as it is kept: a known one's own word, else as written."""
    typed = cells.name(text)
    if typed is None:
        raise EmptyCell
    if len(typed) > LONGEST_CATEGORY:
        raise TextTooLong(size=len(typed), limit=LONGEST_CATEGORY)
    return _CATEGORIES.get(key_of(typed), typed)


def bucket(text: str) -> str | None:
    """Return the bucket of a cell, None for an empty one; raises NotOneOf."""
    typed = cells.name(text)
    if typed is None:
        return None
    found = _BUCKETS.get(key_of(typed))
    if found is None:
        raise NotOneOf(part=quoted(typed), known=", ".join(each.value for each in BUCKETS))
    return found


def bucket_for(kept_category: str) -> str:
    """Return the bucket that a category falls into where the file names none."""
    return str(EXPENSE.defaults({"category": kept_category}).get("bucket", OTHERWISE))


def _amount_of(own: Figures) -> Reader:
    def amount(text: str) -> int:
        found = own.amount(text)
        if found is None:
            raise EmptyCell
        return found

    return amount
