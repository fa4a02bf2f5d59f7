"""What the clinic writes down beside visits and complaints: money, bookings, people's words.

Drawn from a stream of its own, so that visits and complaints of a seed stay what they are.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from playground.generator import shape
from playground.generator.chance import Chance
from playground.generator.rows import ExpenseRow, Stamp, VisitRow

STREAM = 1_000_003
MONTHLY = (
    ("rent", "fixed", 1, 0.09),
    ("wages", "variable", 10, 0.34),
    ("materials", "variable", 15, 0.13),
    ("lab", "variable", 20, 0.05),
    ("utilities", "fixed", 25, 0.015),
    ("gifts", "keep", 12, 0.006),
    ("training", "improve", 18, 0.009),
)
"""Category, bucket, day of the month, share of what a month brings on average."""

STEADY = ("rent", "gifts", "training")
"""These cost the same every month."""

ADS = (("Instagram", 0.012), ("Advertising", 0.010), ("Website", 0.006))
"""Channel and what is spent on it, as a share of an average month."""

REASONS = ("price", "moved", "no_answer", "unhappy", "competitor", "done", "rudeness", "unknown")
MARKS = ("a new receptionist", "new opening hours")
PROMISES = ("call back about the crown", "send the estimate", "find a morning hour")
GONE_DAYS = 300
AFTERNOON = 15 * 60
"""In minutes after midnight."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a table of the journal, its columns by name; patients and doctors as named."""

    table: str
    date: datetime.date
    columns: dict[str, Any]


@dataclass(slots=True)
class BooksTruth:
    """What was written: minor units by bucket, the till's sum and days, entries by table."""

    spent: dict[str, int] = field(default_factory=dict)
    cash_days: int = 0
    cash: int = 0
    logged_on_cash_days: int = 0
    entries: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Books:
    """The rows in the order of their days, and the truth about them."""

    expenses: list[ExpenseRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    truth: BooksTruth = field(default_factory=BooksTruth)


def keep_books(seed: int, visits: Sequence[VisitRow], first: date, last: date) -> Books:
    """Return what a clinic with these visits wrote down beside them."""
    chance, books = Chance(seed + STREAM), Books()
    months = (last - first).days / 30.4
    average = sum(row.amount for row in visits) / months
    for expense in _expenses(chance, average, first, last):
        books.expenses.append(expense)
        spent = books.truth.spent
        spent[expense.bucket] = spent.get(expense.bucket, 0) + expense.amount
    _cash(books, chance, visits)
    rows = [*_of_patients(chance, visits, last), *_of_months(chance, first, last)]
    for row in sorted(rows, key=lambda each: each.date):
        _enter(books, row)
    return books


def _enter(books: Books, row: EntryRow) -> None:
    books.entries.append(row)
    books.truth.entries[row.table] = books.truth.entries.get(row.table, 0) + 1


def _expenses(chance: Chance, average: float, first: date, last: date) -> Iterator[ExpenseRow]:
    span = (first + timedelta(n) for n in range((last - first).days + 1))
    for day in span:
        for category, bucket, due, share in MONTHLY:
            if day.day == due:
                steady = category in STEADY
                noise = 1.0 if steady else chance.pick((0.92, 0.97, 1.0, 1.04, 1.1))
                yield ExpenseRow(day, category, _round(average * share * noise), bucket)
        if day.day == shape.ADS_DAY:
            for channel, share in ADS:
                noise = chance.pick((0.7, 1.0, 1.3))
                yield ExpenseRow(day, "ads", _round(average * share * noise), "acquire", channel)


def _round(amount: float) -> int:
    return max(round(amount / 100_00) * 100_00, 100_00)


def _cash(books: Books, chance: Chance, visits: Sequence[VisitRow]) -> None:
    """Let most days have a cash total, of which 95 to 101 % was logged."""
    logged: defaultdict[date, int] = defaultdict(int)
    for row in visits:
        logged[row.date] += row.amount
    for day, money in sorted(logged.items()):
        if money > 0 and chance.yes(0.93):
            total = round(money / (chance.between(95_00, 101_00) / 100_00))
            books.truth.cash_days += 1
            books.truth.cash += total
            books.truth.logged_on_cash_days += money
            _enter(books, EntryRow("cash_totals", day, {"amount": total}))


def _of_patients(chance: Chance, visits: Sequence[VisitRow], last: date) -> Iterator[EntryRow]:
    """Yield bookings, visits that were missed, promises, households, and why some stayed away."""
    newest: dict[str, VisitRow] = {}
    for row in visits:
        before = newest.get(row.patient)
        newest[row.patient] = row
        if before is not None and before.date < row.date and chance.yes(0.5):
            yield _booking("booked", before, row.date, chance)
        if chance.yes(0.02):
            yield _booking("missed", row, row.date, chance)
        if chance.yes(0.008):
            yield _promise(row, last, chance)
        if row.referrer and chance.yes(0.4) and row.referrer != row.patient:
            yield EntryRow("kinships", row.date, {"patient": row.patient, "relative": row.referrer})
    for row in newest.values():
        asked = row.date + timedelta(GONE_DAYS)
        if asked <= last and chance.yes(0.2):
            yield _leaving(row, asked, chance)


def _booking(kind: str, row: VisitRow, planned: date, chance: Chance) -> EntryRow:
    columns = {"patient": row.patient, "kind": kind, "planned": planned}
    return EntryRow("appointments", row.date, {**columns, "hour": chance.between(9, 19)})


def _promise(row: VisitRow, last: date, chance: Chance) -> EntryRow:
    due = row.date + timedelta(chance.between(1, 5))
    state = chance.weighted(("kept", "late", "broken", "released"), (0.74, 0.16, 0.06, 0.04))
    closed = due + timedelta(3) if state == "late" else due
    state = "open" if closed > last else state
    done = None if closed > last else Stamp(closed, AFTERNOON)
    columns = {"patient": row.patient, "due": due, "state": state, "closed": done}
    return EntryRow("promises", row.date, {**columns, "note": chance.pick(PROMISES)})


def _leaving(row: VisitRow, day: date, chance: Chance) -> EntryRow:
    reason = chance.pick(REASONS)
    rival = chance.pick(("price", "service", "location")) if reason == "competitor" else None
    return EntryRow("leavings", day, {"patient": row.patient, "reason": reason, "rival": rival})


def _of_months(chance: Chance, first: date, last: date) -> Iterator[EntryRow]:
    """Yield a few public reviews, and what changed at the clinic."""
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        if chance.yes(0.03):
            stars = chance.weighted((5, 4, 2, 1), (0.6, 0.2, 0.1, 0.1))
            answered = day + timedelta(chance.between(0, 4))
            told = Stamp(answered, AFTERNOON) if chance.yes(0.7) and answered <= last else None
            yield EntryRow("reviews", day, {"site": "maps", "stars": stars, "answered": told})
        if n in shape.MARK_DAYS:
            yield EntryRow("marks", day, {"note": MARKS[shape.MARK_DAYS.index(n)]})
