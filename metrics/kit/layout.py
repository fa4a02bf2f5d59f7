"""Kinds of columns: which fields a row of each has, how wide they are and how they are sorted.

Days are days since 1970-01-01. A day that never came is ``NEVER``, a day before all is
``BEFORE``: both can be subtracted and compared as they are, so that "no next visit" is a gap
longer than any. Names (channels, services, doctors) are codes: 0 is none, ``code - 1`` is the place
in the clinic's list of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Rows = dict[str, Array]
"""Equally long arrays by the names of their fields."""

LAYOUT = 8
"""The version of what follows; a snapshot of another one is made anew."""

NEVER = 1_000_000_000
NEVER_AT = NEVER * 86_400_000
"""The moment (ms UTC) of a day that never came."""

BEFORE = -1_000_000_000
NOBODY = -1
"""The patient of an anonymous complaint."""

WIDEST = 65_535
"""What two bytes hold: nobody has come more often, or been away for more days."""

CAUSES = ("", "people", "systems", "processes", "products", "customers")
STATES = ("new", "acknowledged", "investigating", "answered", "resolved", "prevented", "reopened")
SUBJECTS = ("waiting", "rudeness", "price", "treatment", "booking", "premises", "other")
EMOTIONS = ("", "calm", "upset", "furious", "other")
OUTCOMES = ("", "upheld", "partly", "not_upheld")
CONTACTS = ("", "patient", "relative", "supplier", "partner", "alliance", "competitor")
SERVICE_CLASSES = ("treatment", "hygiene", "consultation", "other")


@dataclass(frozen=True)
class Kind:
    """One kind of columns: its fields in order, and the fields it is sorted by."""

    name: str
    fields: Mapping[str, str]
    sorted_by: tuple[str, ...]
    wider: Mapping[str, str] = field(default_factory=dict)
    """Fields that are as wide as this where one of their values needs it."""

    later: Mapping[str, str] = field(default_factory=dict)
    """Fields that look ahead, as a "day" or a "moment": behind the as-of day they are NEVER."""

    undone: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Fields that are as at first (second) while another (first) lies behind the as-of day."""

    def __hash__(self) -> int:
        """Return a hash of the name: kinds are few and named apart."""
        return hash(self.name)

    def types(self, rows: Mapping[str, Array]) -> dict[str, np.dtype[Any]]:
        """Return the numpy type of each field, wide enough for these rows."""
        types = {name: np.dtype(code) for name, code in self.fields.items()}
        for name, code in self.wider.items():
            if not _fits(rows[name], types[name]):
                types[name] = np.dtype(code)
        return types

    def key(self, rows: Mapping[str, Array]) -> Array:
        """Return one int64 a row, which orders rows as the kind is sorted."""
        first, *rest = (rows[name].astype(np.int64) for name in self.sorted_by)
        return (first << 32) | rest[0] if rest else first


def _fits(values: Array, into: np.dtype[Any]) -> bool:
    bounds = np.iinfo(into)
    return bool(bounds.min <= values.min(initial=0) and values.max(initial=0) <= bounds.max)


NAMED = ("channel", "service", "doctor")

VISITS = Kind(
    "visits",
    {
        "day": "i4",
        "patient": "i4",
        "next_day": "i4",
        "away": "u2",
        "nth": "u1",
        "age": "u2",
        "due_after": "u2",
        "crowded": "?",
        "legacy": "?",
        "money": "i4",
        "year_money": "i4",
        "year_visits": "u1",
        "wait_min": "f2",
        "rating": "f2",
        "rating_scale": "u1",
        "hour": "i1",
        "classes": "u1",
        "channel": "u1",
        "service": "u1",
        "doctor": "u1",
        "first_channel": "u1",
        "first_service": "u1",
        "first_doctor": "u1",
    },
    ("day", "patient"),
    {
        **{name: "u2" for field in NAMED for name in (field, f"first_{field}")},
        "nth": "u2",
        "money": "i8",
        "year_money": "i8",
        "year_visits": "u2",
    },
    later={"next_day": "day"},
)
"""One row per patient and day with a visit; ``money`` is paid less refunds on that day, debts that
were paid on it included.

``hour`` is that of the clinic's day in which the visit was first written down, -1 where it came
from a file or later; ``classes`` has the bit of every class of service of that day;
``age`` is how many days lie between the patient's first visit and this one, ``away`` how many
between the one before and this, 0 at the first; ``due_after`` is after how many days away his time
to come again runs out (see ``rhythm``), 0 where nothing says so, and ``crowded`` whether another of
his times runs out less than a week from it; ``year_money`` and ``year_visits`` are his of the year
up to this visit.
"""

MONEY = Kind("money", {"day": "i4", "patient": "i4", "money": "i8"}, ("day", "patient"))
"""Money of a patient on a day without a visit: a refund or a paid debt alone."""

COMPLAINTS = Kind(
    "complaints",
    {
        "id": "i8",
        "day": "i4",
        "patient": "i4",
        "subject": "u1",
        "cause": "u1",
        "gravity": "u1",
        "rude": "?",
        "status": "u1",
        "resolved": "i4",
        "emotion": "u1",
        "emotion_after": "u1",
        "outcome": "u1",
        "contact": "u1",
        "subjects_also": "u1",
        "causes_also": "u1",
        "doctor": "u1",
        "logged": "i4",
        "acknowledged": "i4",
        "first_resolved": "i4",
        "owner_saw": "i4",
    },
    ("id",),
    {"doctor": "u2"},
    later=dict.fromkeys(("resolved", "acknowledged", "first_resolved", "owner_saw"), "day"),
)
"""One row a complaint; words are places in the lists above, and ``subjects_also`` and
``causes_also`` have the bits of theirs. What happened at a moment lies on the clinic's day of it;
``first_resolved`` stays when it is reopened."""

KINDS = (VISITS, MONEY, COMPLAINTS)


def taken(rows: Mapping[str, Array], which: Array) -> Rows:
    """Return the rows at these places, or where the mask is true."""
    return {name: column[which] for name, column in rows.items()}


def first_days(visits: Mapping[str, Array]) -> Array:
    """Return at each visit the day of its patient's first one."""
    days: Array = visits["day"] - visits["age"]
    return days


def ordered(kind: Kind, rows: Mapping[str, Array]) -> Rows:
    """Return the rows as the kind sorts them."""
    return taken(rows, np.argsort(kind.key(rows), kind="stable"))
