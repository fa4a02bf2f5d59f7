"""Rows as they stand in a clinic's spreadsheet, and the CSV they are written as."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of a visit; ``amount`` in minor units, 100 to the unit."""

    date: datetime.date
    patient: str
    service: str
    amount: int
    channel: str = ""
    doctor: str = ""
    wait_min: int | None = None
    rating: int | None = None
    referrer: str = ""
    legacy: str = ""
    note: str = ""
    paid: int | None = None
    discount: int | None = None
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint; without a patient it was anonymous."""

    date: datetime.date
    text: str
    patient: str
    subject: str
    gravity: int
    status: str
    resolved: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """An expense; ``amount`` in minor units, 100 to the unit."""

    date: datetime.date
    category: str
    amount: int
    bucket: str
    channel: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment of the clinic's day, in minutes after midnight."""

    day: datetime.date
    minute: int


MONEY = frozenset({"amount", "paid", "discount", "quote"})


def money(minor: int) -> str:
    """Return minor units as a spreadsheet shows them: whole, or with two decimals."""
    sign = "-" if minor < 0 else ""
    whole, rest = divmod(abs(minor), 100)
    return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"


def visits_csv(rows: Iterable[VisitRow]) -> str:
    """Return the visits as CSV with the import's own column names."""
    names = [field.name for field in fields(VisitRow)]
    return _csv(names, (_as_shown(row) for row in rows))


def complaints_csv(rows: Iterable[ComplaintRow]) -> str:
    """Return the complaints as CSV with the import's own column names."""
    return _csv([field.name for field in fields(ComplaintRow)], map(astuple, rows))


def expenses_csv(rows: Iterable[ExpenseRow]) -> str:
    """Return the expenses as CSV with the import's own column names."""
    table = ((r.date, r.category, money(r.amount), r.bucket, r.channel, r.note) for r in rows)
    return _csv([field.name for field in fields(ExpenseRow)], table)


def _as_shown(row: VisitRow) -> tuple[object, ...]:
    cells = zip((field.name for field in fields(row)), astuple(row), strict=True)
    return tuple(
        money(cell) if name in MONEY and cell is not None else cell for name, cell in cells
    )


def _csv(header: list[str], table: Iterable[Iterable[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(table)
    return written.getvalue()
