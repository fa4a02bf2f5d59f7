"""What a row of each kind says: days as day numbers, money in minor units."""

from __future__ import annotations

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


def code_of(row: Row) -> str | None:
    """Return the code of the patient whom the row is about, or None."""
    return None if isinstance(row, ExpenseRow) else row.patient


def says_legacy(row: Row) -> bool:
    """Return whether the row itself calls its patient an old one."""
    return isinstance(row, VisitRow | PatientRow) and row.legacy
