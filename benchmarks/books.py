"""What else a clinic of any size writes down, so that every metric has something to count."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Table

from clinic.calendar import day_number
from storage.entry_tables import (
    appointments,
    cash_totals,
    expenses,
    kinships,
    leavings,
    marks,
    payments,
)
from storage.work_tables import calls

DAY_MS = 86_400_000
MONTH = 30
Rows = Iterator[Mapping[str, object]]


def entry(clinic: int, id: int, day: int, **values: object) -> dict[str, object]:
    """Return an entry with what all of them share."""
    shared = {"author_id": 1, "logged": 0, "change": 1, "note": "", "token": f"{id}"}
    return {"clinic_id": clinic, "id": id, "day": day, **shared, **values}


def fill_books(
    chance: random.Random, clinic: int, visits: int, people: int, span: tuple[int, int]
) -> Iterator[tuple[Table, Rows]]:
    """Yield tables with rows between the first and the last day of ``span``."""
    first, last = span

    def some(count: int, **choices: tuple[object, ...]) -> Rows:
        for id in range(1, count + 1):
            row = entry(clinic, id, chance.randrange(first, last + 1))
            row["patient_id"] = chance.randrange(1, people + 1)
            yield {**row, **{name: chance.choice(of) for name, of in choices.items()}}

    yield expenses, _expenses(clinic, span)
    yield (
        cash_totals,
        (
            entry(clinic, id, day, amount=500_000)
            for id, day in enumerate(range(last - 365, last), start=1)
        ),
    )
    yield payments, some(visits // 200, kind=("debt", "prepayment"), amount=(100_000, 50_000))
    yield appointments, _appointments(some(visits // 10, kind=("booked", "booked", "missed")))
    yield leavings, some(visits // 100, reason=("price", "moved", "rudeness", "unknown"))
    yield kinships, _families(clinic, people, first)
    yield marks, (entry(clinic, id, last - 200 * id, note="a change") for id in range(1, 4))
    yield calls, _calls(chance, clinic, visits // 50, people, span)


def _expenses(clinic: int, span: tuple[int, int]) -> Rows:
    buckets = ("fixed", "variable", "acquire", "keep", "improve", "tax")
    days = [day for day in range(span[0], span[1], MONTH) for _bucket in buckets]
    for id, day in enumerate(days, start=1):
        bucket = buckets[id % len(buckets)]
        channel = 1 + id % 4 if bucket == "acquire" else None
        row = entry(clinic, id, day, category=bucket, bucket=bucket)
        yield {**row, "amount": 3_000_000, "channel_id": channel}


def _appointments(rows: Rows) -> Rows:
    for row in rows:
        day = int(str(row["day"]))
        yield {**row, "planned": day + 7, "hour": 9 + day % 9, "doctor_id": 1 + day % 5}


def _families(clinic: int, people: int, day: int) -> Rows:
    for id in range(1, people // 50):
        yield entry(clinic, id, day, patient_id=id * 2, relative_id=id * 2 + 1)


def _calls(
    chance: random.Random, clinic: int, count: int, people: int, span: tuple[int, int]
) -> Rows:
    patients = chance.sample(range(1, people + 1), min(count, people))
    for id, patient in enumerate(patients, start=1):
        opened = chance.randrange(*span) * DAY_MS
        contacted = opened + DAY_MS if id % 2 else None
        yield {
            "clinic_id": clinic,
            "id": id,
            "patient_id": patient,
            "reason": "overdue",
            "opened": opened,
            "attempts": 1,
            "contacted": contacted,
            "outcome": "reached" if contacted else None,
            "closed": opened + 3 * DAY_MS,
            "change": 1,
        }


def of_bill(chance: random.Random) -> dict[str, object]:
    """Return what few lines say: a discount, a quote, a part payment, who recommended."""
    found: dict[str, object] = {}
    if chance.random() < 0.03:
        found["discount"] = 20_000
    if chance.random() < 0.02:
        found["quote"] = 300_000
    if chance.random() < 0.02:
        found["paid"] = 100_000
    if chance.random() < 0.02:
        found["referrer"] = f"{chance.randrange(1, 2000)}"
    return found


def days_of(last: date, years: int) -> tuple[int, int]:
    """Return the first and the last day number of so many years up to a day."""
    return day_number(last) - years * 365, day_number(last)
