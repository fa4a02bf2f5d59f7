"""A drawn clinic written into a real journal, and what the signs say of it there.

The benchmark asks columns made of arrays, because 500 journals would take hours; a few are written
down and asked as people ask, to show that both say the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table

from benchmarks.journal import CLINIC, ENTRY
from benchmarks.sign_clinics import RECALL, Clinic
from clinic.report import Question
from metrics.kit.desk import Desk
from metrics.kit.shelf import Shelf
from playground.generator import shape
from storage.database import prepare
from storage.feed import Feed
from storage.statements import insert_into
from storage.tables import clinics, complaints, patients, services, visit_lines

OWN = {"clinic_id": CLINIC, "change": 1}
Row = Mapping[str, object]
States = dict[str, str]


def said_of_journal(drawn: Clinic, days: list[date]) -> list[States]:
    """Return the state of each sign on each day, by the journal."""
    with TemporaryDirectory(prefix="signs-") as folder:
        path = Path(folder) / "clinic.db"
        _write(path, drawn)
        with closing(Feed(path)) as feed:
            desk = Desk(Shelf(feed, path.parent / "columns"))
            asked = (Question("signs", CLINIC, day.isoformat()) for day in days)
            answers = [desk.report(question).numbers["rows"] for question in asked]
    return [{row["sign"]: row["state"] for row in rows} for rows in answers]


def _write(path: Path, drawn: Clinic) -> None:
    prepare(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for table, rows in _tables(drawn):
            statement = insert_into(table)
            connection.execute("BEGIN")
            connection.executemany(statement.sql, (statement.row(row) for row in rows))
            connection.execute("COMMIT")


def _tables(drawn: Clinic) -> Iterator[tuple[Table, Iterator[Row]]]:
    yield clinics, iter([{"id": CLINIC, "created": 0, "change": 1}])
    yield services, (_service(id, each.name) for id, each in enumerate(shape.SERVICES, start=1))
    yield patients, (_patient(place, old) for place, old in _people(drawn).items())
    yield visit_lines, _lines(drawn)
    yield complaints, (_complaint(id, day) for id, day in enumerate(drawn.complaints.tolist(), 1))


def _service(id: int, name: str) -> Row:
    more = {"aliases": "[]", "kind": "treatment", "hidden": 0, "recall_days": RECALL[name] or None}
    return {**OWN, "id": id, "name": name, "key": name, **more}


def _people(drawn: Clinic) -> dict[int, bool]:
    rows = drawn.visits
    return dict(zip(rows["patient"].tolist(), rows["legacy"].tolist(), strict=True))


def _patient(place: int, old: bool) -> Row:
    code = str(place + 1)
    marks = {"legacy": int(old), "asked": 0, "do_not_call": 0}
    return {**OWN, "id": place + 1, "code": code, "key": code, **marks}


def _lines(drawn: Clinic) -> Iterator[Row]:
    """Yield one line a visit; what was quoted is said with its line."""
    bills, rows = drawn.bills, drawn.visits
    names = ("day", "patient", "amount", "quote")
    quoted = {
        (day, patient): {"amount": amount, "quote": quote}
        for day, patient, amount, quote in zip(*(bills[n].tolist() for n in names), strict=True)
    }
    columns = (rows[name].tolist() for name in ("day", "patient", "service"))
    for id, (day, patient, service) in enumerate(zip(*columns, strict=True), start=1):
        said = quoted.get((day, patient), {"amount": 100_000})
        whose = {"day": day, "patient_id": patient + 1, "service_id": service}
        yield {**ENTRY, **OWN, "id": id, "token": f"{id}", "note": "", **whose, **said}


def _complaint(id: int, day: int) -> Row:
    also = {"subjects_also": "[]", "causes_also": "[]"}
    words = {"subject": "other", **also, "status": "new", "note": ""}
    return {**ENTRY, **OWN, "id": id, "token": f"{id}", "day": day, "rude": 0, **words}
