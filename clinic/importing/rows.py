"""What a row of each kind says: days as day numbers, money in minor units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from clinic.importing.figures import Rating


class VisitRow(NamedTuple):
    """One line of a visit."""

    date: int
    patient: str
    service: str | None = None
    amount: int | None = None
    paid: int | None = None
    discount: int | None = None
    quote: int | None = None
    channel: str | None = None
    doctor: str | None = None
    wait_min: int | None = None
    rating: Rating | None = None
    referrer: str | None = None
    legacy: bool = False
    note: str = ""


class ComplaintRow(NamedTuple):
    """One complaint; without a patient it was anonymous."""

    date: int
    text: str
    patient: str | None = None
    subject: str = "other"
    cause: str | None = None
    gravity: int | None = None
    status: str = "new"
    resolved: int | None = None
    measure: str | None = None
    emotion: str | None = None


class ExpenseRow(NamedTuple):
    """One expense; money that came back is below zero."""

    date: int
    category: str
    amount: int
    bucket: str
    channel: str | None = None
    note: str = ""


class PatientRow(NamedTuple):
    """A patient whom the clinic knows; it has no day, and is no entry."""

    patient: str
    legacy: bool = False

    @property
    def date(self) -> int:
        """Return the same for all: a list of patients goes by no days."""
        return 0


Row = VisitRow | ComplaintRow | ExpenseRow | PatientRow


def codes_of(rows: Sequence[Row]) -> list[str | None]:
    """Return the codes of the patients whom rows of one kind are about, None for nobody."""
    if not rows or isinstance(rows[0], ExpenseRow):
        return [None] * len(rows)
    code: Callable[[Row], str | None] = attrgetter("patient")
    return [*map(code, rows)]


def legacy_of(rows: Sequence[Row]) -> list[bool]:
    """Return of rows of one kind whether each itself calls its patient an old one."""
    if not rows or isinstance(rows[0], ExpenseRow | ComplaintRow):
        return [False] * len(rows)
    said: Callable[[Row], bool] = attrgetter("legacy")
    return [*map(said, rows)]
