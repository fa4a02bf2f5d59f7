"""Prevention measures: what is done so that a complaint is not repeated, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

EFFECT_AFTER = (30, 90)
"""Days after which it is asked, and computed, whether a measure helped."""

TERMS = (7, 14, 30, 90)
"""Days within which a measure may be promised."""

LONGEST_WORDS = 500


class MeasureKind(StrEnum):
    """What is done; ``none``: nothing needs to be, and the words say why."""

    TRAINING = "training"
    CULTURE = "culture"
    RULES = "rules"
    TECHNOLOGY = "technology"
    PROMISES = "promises"
    PRODUCTS = "products"
    NONE = "none"


class Effect(StrEnum):
    """Whether it helped."""

    WORKED = "worked"
    PARTLY = "partly"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint as it is compared: its day as days since 1970, its subjects and its causes."""

    day: int
    subjects: frozenset[str]
    causes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many complaints of the same subject and cause there were before a day, and after.

    ``unexamined`` are those after it of the same subject whose cause nobody has said yet.
    """

    before: int
    after: int
    unexamined: int


def compared(one: Told, others: Iterable[Told], turn: int, window: int) -> Comparison:
    """Return the complaints like this one in a window of days before a day and after it.

    The day itself belongs to the days before: the measure had not begun to work.
    """
    before = after = unexamined = 0
    for other in others:
        if not one.subjects & other.subjects:
            continue
        alike = bool(one.causes & other.causes)
        before += alike and turn - window < other.day <= turn
        later = turn < other.day <= turn + window
        after += alike and later
        unexamined += later and not other.causes
    return Comparison(before, after, unexamined)
