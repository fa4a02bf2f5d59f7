"""A clinic written down by hand, and every question that can be asked of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clinic.calendar import day_number
from clinic.report import Question, Report
from metrics.kit.desk import Desk
from metrics.kit.shelf import Shelf
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

EVERYTHING = "1990-01-01..2090-12-31"
"""A period that holds every day there is, for laws about whole journals."""


HALF_DAY_MS = 43_200_000


class Asked:
    """A clinic's journal and the desk that answers about it; days are dates."""

    def __init__(self, path: Path) -> None:
        self.writer = Writer(path)
        self.feed = Feed(path)
        self.desk = Desk(Shelf(self.feed, path.parent / "columns"))
        self.entries = 0

    def close(self) -> None:
        self.feed.close()
        self.writer.close()

    def visit(self, patient: int, day: date, amount: int | None = 1000, **values: Any) -> int:
        """Log one line of a visit; the amount is in minor units. Return its id."""
        self.entries += 1
        self.writer.log(self.entries, patient, day_number(day), amount=amount, **values)
        return self.entries

    def enter(self, table: str, day: date, **values: Any) -> int:
        """Write an entry of any table down; return its id."""
        self.entries += 1
        self.writer.enter(table, self.entries, day_number(day), **values)
        return self.entries

    def call(
        self, patient: int, day: date, contacted: date | None = None, outcome: str = "reached"
    ) -> None:
        """Put a patient on the call list at noon; he is spoken to at noon of ``contacted``."""
        self.entries += 1
        self.writer.patient(patient)
        opened = _noon(day)
        spoken = None if contacted is None else _noon(contacted)
        self.writer.insert(
            "calls",
            id=self.entries,
            patient_id=patient,
            reason="overdue",
            opened=opened,
            contacted=spoken,
            outcome="no_answer" if spoken is None else outcome,
            closed=opened if spoken is None else spoken,
        )

    def report(self, metric: str, as_of: date, period: str | None = None, **more: Any) -> Report:
        """Return a report; ``more`` are fields of Question."""
        return self.desk.report(Question(metric, CLINIC, as_of.isoformat(), period, **more))

    def numbers(
        self, metric: str, as_of: date, period: str | None = None, **options: float
    ) -> dict[str, Any]:
        """Return the JSON of a metric; what else is named are its options."""
        return self.report(metric, as_of, period, options=options or None).numbers

    def values(self, metric: str, as_of: date, period: str | None = None, **options: float) -> Any:
        """Return the values of a metric."""
        return self.numbers(metric, as_of, period, **options)["values"]


def _noon(day: date) -> int:
    return (2 * day_number(day) + 1) * HALF_DAY_MS


@contextmanager
def asked(template: Path) -> Iterator[Asked]:
    """Open a new clinic in a copy of an empty database."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "clinic.db"))
        with closing(Asked(path)) as clinic:
            yield clinic
