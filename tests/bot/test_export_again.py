"""A clinic that is exported and imported again has the same journal, and gives the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.commandline import main
from clinic.report import Question
from metrics.kit.desk import Desk
from metrics.kit.discovery import lines
from metrics.kit.shelf import Shelf
from playground.generator import complaints_csv, generate, visits_csv
from storage.feed import Feed
from tests.bot.test_export_command import EXPENSES, SAME
from tests.support.at_home import asked

LAST = date(2026, 3, 31)
PERIODS = ("all", "2026-03", "2025-07-01..2026-02-15", "year")


@pytest.fixture
def both(at_home: None) -> Iterator[Desk]:
    """Two clinics: one with a made-up year, and what comes of importing its export."""
    history = generate(11, LAST, years=1)
    Path("visits.csv").write_text(visits_csv(history.visits), "utf-8")
    Path("complaints.csv").write_text(complaints_csv(history.complaints), "utf-8")
    Path("expenses.csv").write_text(EXPENSES, "utf-8")
    kinds = ("visits", "complaints", "expenses")
    assert main(["clinic", "add", "Smile", "--timezone", "Europe/Moscow"]) == 0
    assert not [kind for kind in kinds if main(["import", f"{kind}.csv", "--kind", kind])]
    assert main(["export", "all.xlsx"]) == 0
    assert main(["clinic", "add", "Again", "--timezone", "Europe/Moscow"]) == 0
    again = ("all.xlsx", "--clinic", "2", "--sheet")
    for kind in (*kinds, "patients"):
        assert main(["import", *again, kind, "--kind", kind]) == 0
    with closing(Feed(Path("data/clinic.db"))) as feed:
        yield Desk(Shelf(feed, Path("columns")))


def answer(desk: Desk, metric: str, clinic: int, period: str) -> dict[str, object]:
    numbers = desk.report(Question(metric, clinic, LAST.isoformat(), period=period)).numbers
    return {**numbers, "clinic": None}


def test_tables_and_every_metric_are_equal_after_export_and_import(both: Desk) -> None:
    for table, question in SAME.items():
        before = asked(question.format(id=1))
        assert before
        assert asked(question.format(id=2)) == before, table
    marks = "SELECT code, key, legacy FROM patients WHERE clinic_id = {} ORDER BY key"
    assert asked(marks.format(2)) == asked(marks.format(1))
    for metric in lines():
        for period in PERIODS:
            told = answer(both, metric.name, 1, period)
            assert told == answer(both, metric.name, 2, period), (metric.name, period)
            assert told["values"]
