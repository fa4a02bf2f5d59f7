"""A journal of any size, filled as fast as SQLite takes it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import cycle
from pathlib import Path

from sqlalchemy import Table

from benchmarks.books import days_of, fill_books, of_bill
from clinic.calendar import day_number
from storage.database import prepare
from storage.statements import insert_into
from storage.tables import channels, clinics, complaints, doctors, patients, services, visit_lines

CLINIC = 1
LAST = date(2026, 11, 20)
YEARS = 5
VISITS_EACH = 5
"""Visits of an average patient; regulars come more often than that."""

KINDS = ("treatment", "hygiene", "consultation", "other")
RECALLS = (None, 180, None, 180, 180, None, 365, 365, 365, 365, 30, 120)
"""Days until each service is due again, as a dental clinic has them."""
AMOUNTS = (*(150_000, 250_000, 350_000, 800_000) * 25, -50_000)
WAITS = (None, 3, 8, 12, 20, 35)
ENTRY = {"author_id": 1, "logged": 0, "change": 1}


def fill(path: Path, visits: int, seed: int) -> None:
    """Write a clinic with so many lines of visits over five years into a new database."""
    prepare(path)
    chance = random.Random(seed)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table, rows in _tables(chance, visits):
            statement = insert_into(table)
            connection.execute("BEGIN")
            connection.executemany(statement.sql, (statement.row(row) for row in rows))
            connection.execute("COMMIT")


def _tables(
    chance: random.Random, visits: int
) -> Iterator[tuple[Table, Iterator[Mapping[str, object]]]]:
    people = max(1, visits // VISITS_EACH)
    yield clinics, iter([{"id": CLINIC, "created": 0, "change": 1}])
    yield services, map(_service, range(1, 13), cycle(RECALLS))
    yield channels, (_named(id, aliases="[]", hidden=0) for id in range(1, 9))
    yield doctors, (_named(id, aliases="[]", hidden=0) for id in range(1, 6))
    yield patients, (_patient(id, chance) for id in range(1, people + 1))
    yield visit_lines, _lines(chance, visits, people)
    yield complaints, _complaints(chance, visits // 100)
    yield from fill_books(chance, CLINIC, visits, people, days_of(LAST, YEARS))


def _service(id: int, recall: int | None) -> dict[str, object]:
    return _named(id, aliases="[]", kind=KINDS[id % 4], hidden=0, recall_days=recall)


def _named(id: int, **more: object) -> dict[str, object]:
    return {"clinic_id": CLINIC, "id": id, "name": f"{id}", "key": f"{id}", "change": 1, **more}


def _patient(id: int, chance: random.Random) -> dict[str, object]:
    legacy = int(chance.random() < 0.1)
    return {
        "clinic_id": CLINIC,
        "id": id,
        "code": f"{id}",
        "key": f"{id}",
        "legacy": legacy,
        "asked": 0,
        "do_not_call": 0,
        "change": 1,
    }


def line(id: int, patient: int, day: int, chance: random.Random) -> dict[str, object]:
    """Return one line of a visit as a row of its table."""
    return {
        **ENTRY,
        "clinic_id": CLINIC,
        "id": id,
        "token": f"{id}",
        "note": "",
        "day": day,
        "patient_id": patient,
        "amount": chance.choice(AMOUNTS),
        "service_id": chance.randrange(1, 13),
        "channel_id": chance.choice((None, 1, 2, 3, 8)),
        "doctor_id": chance.randrange(1, 6),
        "wait_min": chance.choice(WAITS),
        **of_bill(chance),
    }


def _lines(chance: random.Random, visits: int, people: int) -> Iterator[dict[str, object]]:
    """Yield the lines in the order of their days, as a clinic writes them."""
    last = day_number(LAST)
    first = last - YEARS * 365
    for id in range(1, visits + 1):
        yield line(
            id, chance.randrange(1, people + 1), first + id * (last - first) // visits, chance
        )


def _complaints(chance: random.Random, count: int) -> Iterator[dict[str, object]]:
    last = day_number(LAST)
    for id in range(1, count + 1):
        yield {
            **ENTRY,
            "clinic_id": CLINIC,
            "id": id,
            "token": f"{id}",
            "note": "",
            "day": last - chance.randrange(YEARS * 365),
            "subject": "waiting",
            "subjects_also": "[]",
            "causes_also": "[]",
            "rude": 0,
            "status": "new",
        }
