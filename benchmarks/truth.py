"""``python -m benchmarks.truth``: does the truth lie in the intervals as often as it should?

Many synthetic clinics are made with a known probability of return for each channel; each is
written into a database, and the returns metric is asked about every channel. All returns come
within a year, so the share of one year estimates the probability that chance was told. Of 95 %
intervals about 95 in 100 must hold it; outside of what is likely to happen by chance once in a
thousand runs, a gate is broken.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from scipy.special import bdtr

from benchmarks.figures import Findings, show, write
from benchmarks.journal import CLINIC, ENTRY, LAST
from clinic.calendar import day_number
from clinic.report import Question
from metrics.kit.desk import Desk
from metrics.kit.shelf import Shelf
from playground.generator import History, VisitRow, generate
from storage.database import prepare
from storage.feed import Feed
from storage.statements import insert_into
from storage.tables import channels, clinics, patients, visit_lines

YEARS = 2
WINDOW = 365
LEVEL = 0.95
SURPRISE = 0.001


def write_clinic(path: Path, visits: Sequence[VisitRow], names: Sequence[str]) -> None:
    """Write visits, with their channels and who is legacy, into a new database."""
    prepare(path)
    named = {"clinic_id": CLINIC, "change": 1, "aliases": "[]", "hidden": 0}
    known = {name: place for place, name in enumerate(names, start=1)}
    codes = {row.patient: bool(row.legacy) for row in visits}
    people = {code: place for place, code in enumerate(codes, start=1)}
    tables = (
        (clinics, [{"id": CLINIC, "created": 0, "change": 1}]),
        (channels, [{**named, "id": id, "name": n, "key": n} for n, id in known.items()]),
        (patients, [_patient(id, code, codes[code]) for code, id in people.items()]),
        (visit_lines, [_line(id, row, people, known) for id, row in enumerate(visits, start=1)]),
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for table, rows in tables:
            statement = insert_into(table)
            connection.execute("BEGIN")
            connection.executemany(statement.sql, (statement.row(row) for row in rows))
            connection.execute("COMMIT")


def _patient(id: int, code: str, legacy: bool) -> dict[str, object]:
    row = {"clinic_id": CLINIC, "id": id, "code": code, "key": code, "legacy": int(legacy)}
    return {**row, "asked": 0, "do_not_call": 0, "change": 1}


def _line(
    id: int, row: VisitRow, people: dict[str, int], known: dict[str, int]
) -> dict[str, object]:
    shared = {**ENTRY, "clinic_id": CLINIC, "id": id, "token": f"{id}", "note": ""}
    channel = known.get(row.channel)
    patient = people[row.patient]
    own = {"day": day_number(row.date), "patient_id": patient, "channel_id": channel}
    return {**shared, **own, "amount": row.amount}


def holds(path: Path, history: History, names: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield for each way to estimate and each channel whether the interval holds the truth."""
    truth = history.truth
    period = f"{truth.first}..{truth.decline - timedelta(days=1)}"
    with closing(Feed(path)) as feed:
        desk = Desk(Shelf(feed, path.parent / "columns"))
        for id, name in enumerate(("", *names)):
            asked = Question(
                "returns",
                CLINIC,
                truth.last.isoformat(),
                period,
                options={"window": WINDOW},
                only={"channel": id},
            )
            values = desk.report(asked).numbers["values"]
            given = truth.returns[name].given
            yield "Kaplan–Meier", values["km_low"] <= given <= values["km_high"]
            yield "mature alone", values["mature_low"] <= given <= values["mature_high"]


async def whole(clinics_made: int) -> Findings:
    """Return what ``measure`` does, as all benchmarks are run."""
    return measure(clinics_made, LAST)


def measure(clinics_made: int, last: date) -> Findings:
    """Return how often the intervals of so many clinics held the truth, with a gate each."""
    findings = Findings("truth", 1, clinics_made)
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for seed in range(1, clinics_made + 1):
        history = generate(seed, last, YEARS)
        names = sorted(name for name in history.truth.returns if name)
        with TemporaryDirectory(prefix="truth-") as folder:
            path = Path(folder) / "clinic.db"
            write_clinic(path, history.visits, names)
            for way, held_it in holds(path, history, names):
                held[way] += held_it
                asked[way] += 1
    for way, count in asked.items():
        findings.add(
            f"{way}: intervals that hold the truth, of {count}", "share", [held[way] / count]
        )
        findings.gate(is_likely(held[way], count), f"{way}: {held[way]} of {count}")
    return findings


def is_likely(held: int, count: int) -> bool:
    """Return whether so many of 95 % intervals hold the truth more than once in a thousand runs."""
    below, above = bdtr(held, count, LEVEL), 1 - bdtr(held - 1, count, LEVEL)
    return bool(min(below, above) >= SURPRISE / 2)


def main(arguments: list[str] | None = None) -> int:
    """Measure; return 0 when no gate is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.truth", description=__doc__)
    parser.add_argument("--clinics", type=int, default=200, help="how many are made")
    asked = parser.parse_args(arguments)
    findings = measure(asked.clinics, LAST)
    show(findings)
    print(f"written to {write(findings)}")
    return int(bool(findings.misses))


if __name__ == "__main__":
    sys.exit(main())
