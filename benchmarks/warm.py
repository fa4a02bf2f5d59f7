"""A clinic of one size for the benchmark: its database, its warm columns, and one more line."""

from __future__ import annotations

import gc
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import bindparam

from benchmarks import rival
from benchmarks.journal import CLINIC, LAST, VISITS_EACH, YEARS, fill, line
from benchmarks.pace import timed
from clinic.calendar import day_number
from clinic.period import read_period
from metrics.kit.columns import build
from metrics.kit.frames import Frames
from metrics.kit.layout import KINDS
from metrics.kit.memory import keep_freed
from metrics.kit.metric import Answer, Options
from metrics.kit.patch import current
from metrics.kit.snapshot import load, save
from metrics.summary import METRIC
from storage.feed import Feed
from storage.statements import insert_into, update_of
from storage.tables import clinics, visit_lines

PERIODS = ("today", "week", "month", "year", "all")
AS_OF = (LAST, LAST - timedelta(days=400))
NEWEST, OLDEST = day_number(LAST), day_number(LAST) - YEARS * 365
ADD = insert_into(visit_lines)
SET = update_of(clinics, "change", where=clinics.c.id == bindparam("clinic_id"))


class Clinic:
    """A filled database of one size, its columns, and a pen that logs one more line."""

    def __init__(self, path: Path, visits: int, seed: int) -> None:
        """Fill a new database with so many lines."""
        self.path, self.visits = path, visits
        self.folder = path.parent / f"columns-{visits}"
        self._chance = random.Random(seed)
        self._newest, self._change = visits, 1
        fill(path, visits, seed)
        keep_freed()  # as the worker does
        gc.freeze()
        self.feed = Feed(path)
        self.columns = current(None, self.feed, CLINIC, METRIC.reads)
        save(self.columns, self.folder)

    def log(self, day: int) -> None:
        """Log one more visit, of anybody, on that day."""
        self._newest, self._change = self._newest + 1, self._change + 1
        patient = self._chance.randrange(1, self.visits // VISITS_EACH)
        row = {**line(self._newest, patient, day, self._chance), "change": self._change}
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute(ADD.sql, ADD.row(row))
            values = {"clinic_id": CLINIC, "change": self._change}
            connection.execute(SET.sql, SET.row(values))

    def patch(self) -> None:
        """Bring the columns up to the journal."""
        self.columns = current(self.columns, self.feed, CLINIC, METRIC.reads)

    def patched(self, day: int) -> float:
        """Return the milliseconds to bring the columns up to one more line of that day."""
        self.log(day)
        return timed(self.patch)

    def answer(self, period: str, as_of_place: int = 0) -> Answer:
        """Return the summary from warm columns, as the worker computes it."""
        frames = Frames(self.columns)
        as_of = AS_OF[as_of_place]
        days = read_period(period, as_of, frames.first_visit)
        return METRIC.compute(frames, days, as_of, Options({}, period))

    def questions(self) -> list[float]:
        """Return the milliseconds of each period and as-of day, always in the same order."""
        asked = [(period, place) for period in PERIODS for place in range(len(AS_OF))]
        return [timed(partial(self.answer, *one)) for one in asked]

    def loaded(self) -> float:
        """Return the milliseconds to read the columns from their snapshot."""
        return timed(lambda: load(self.folder, CLINIC))

    def built(self) -> float:
        """Return the milliseconds to read the columns from the journal."""
        return timed(lambda: build(self.feed, CLINIC))

    def is_true(self) -> bool:
        """Return whether the patched columns equal those read anew."""
        fresh = build(self.feed, CLINIC)
        pairs = [
            (self.columns.tables[kind][name], fresh.tables[kind][name])
            for kind in KINDS
            for name in kind.fields
        ]
        return all(np.array_equal(a, b, equal_nan=b.dtype.kind == "f") for a, b in pairs)

    def rival(self) -> dict[str, float]:
        """Return what the pandas script answers for all days."""
        return rival.summary(self.path, OLDEST, NEWEST)


@contextmanager
def opened(folder: Path, visits: int, seed: int) -> Iterator[Clinic]:
    """Open a clinic of so many visits."""
    clinic = Clinic(folder / f"clinic-{visits}.db", visits, seed)
    try:
        yield clinic
    finally:
        clinic.feed.close()
