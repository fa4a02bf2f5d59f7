"""Frames: what a metric is given, as pandas shows it, without copying what the columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd

from clinic.calendar import Calendar, day_from, day_number
from clinic.period import Period
from clinic.settings import ClinicSettings
from metrics.kit.columns import Columns
from metrics.kit.cuts import cut
from metrics.kit.gathering import Gathered
from metrics.kit.layout import NEVER, NEVER_AT, VISITS, Array, Kind, Rows, taken
from metrics.kit.names import Names
from metrics.kit.narrowing import Narrowing
from metrics.kit.table import Table


class View:
    """The rows of one kind, cut by period and as-of day."""

    def __init__(
        self,
        table: Table | Gathered,
        calendar: Callable[[], Calendar],
        narrowing: Narrowing | None = None,
    ) -> None:
        """Show a table as it stands, of a clinic with this calendar; all of it, or some rows."""
        self._kind = table.kind
        self._narrowing = narrowing
        self._calendar = calendar
        self._by_day = table.kind.sorted_by[0] == "day"
        self._rows = table.rows()
        self._ahead: tuple[date, Rows] | None = None
        self._seen: tuple[date, Rows] | None = None

    def only(self, id: int) -> View:
        """Return a view of the one row that has this id, or of none."""
        alone = copy(self)
        alone._rows = taken(self._rows, self._rows["id"] == id)
        alone._ahead = alone._seen = None
        return alone

    def within(self, period: Period, as_of: date) -> pd.DataFrame:
        """Return the rows dated in the period and up to the as-of day, as seen from that day."""
        return _frame(self.rows(period, as_of))

    def until(self, as_of: date) -> pd.DataFrame:
        """Return all rows dated up to the as-of day, as seen from that day."""
        return _frame(self.until_rows(as_of))

    def until_rows(self, as_of: date) -> Rows:
        """Return what ``until`` does as plain arrays; cut once for all that one day is asked."""
        if self._seen is None or self._seen[0] != as_of:
            self._seen = as_of, self._seen_from(self.foreseen(as_of), as_of)
        return dict(self._seen[1])

    def foreseen(self, as_of: date) -> Rows:
        """Return what ``until_rows`` does, but what lies ahead as it is: behind the as-of day too.

        For whoever compares it with that day himself; hiding it costs a pass over every row.
        """
        if self._ahead is None or self._ahead[0] != as_of:
            self._ahead = as_of, self._dated(-NEVER, as_of)
        return dict(self._ahead[1])

    def rows(self, period: Period, as_of: date) -> Rows:
        """Return what ``within`` does as plain arrays: a frame costs half a millisecond.

        Where the day was asked for all rows before, these are but a part of those.
        """
        first, last = day_number(period.first), min(period.last, as_of)
        if self._by_day and self._seen is not None and self._seen[0] == as_of:
            return cut(self._seen[1], first, day_number(last))
        return self._seen_from(self._dated(first, last), as_of)

    def days(self, period: Period, as_of: date) -> Array:
        """Return the days alone of what ``rows`` does: to count them costs no other field."""
        first, last = day_number(period.first), day_number(min(period.last, as_of))
        days = self._rows["day"]
        there = (days >= first) & (days <= last)
        if self._narrowing is not None:
            there &= self._narrowing.mask(self._rows)
        found: Array = days[there]
        return found

    def _dated(self, first: int, last: date) -> Rows:
        days, end = self._rows["day"], day_number(last)
        if self._by_day:
            rows = cut(self._rows, first, end)
        else:
            rows = taken(self._rows, (days >= first) & (days <= end))
        if self._narrowing is not None:
            rows = taken(rows, self._narrowing.mask(rows))
        return rows

    def _seen_from(self, rows: Rows, as_of: date) -> Rows:
        """Return the rows less what lies behind the as-of day: it has not happened yet."""
        for name, (ahead, at_first) in self._kind.undone.items():
            behind = rows[ahead] > self._last(ahead, as_of)
            if behind.any():
                rows[name] = np.where(behind, rows[name].dtype.type(at_first), rows[name])
        for name, what in self._kind.later.items():
            never = NEVER if what == "day" else NEVER_AT
            behind = rows[name] > self._last(name, as_of)
            rows[name] = np.maximum(rows[name], behind * rows[name].dtype.type(never))
        return rows

    def _last(self, name: str, as_of: date) -> int:
        """Return the last day or moment of a field that is seen from the as-of day."""
        if self._kind.later[name] == "day":
            return day_number(as_of)
        return self._calendar().moment_at(as_of + timedelta(days=1), 0) - 1


def _frame(rows: Rows) -> pd.DataFrame:
    """Return a frame over the arrays; two-byte floats are kept whole and counted wide."""
    wide = {name: column.astype("f4") for name, column in rows.items() if column.dtype == "f2"}
    return pd.DataFrame({**rows, **wide}, copy=False)


class Frames:
    """One clinic's journal as frames, and what its codes and amounts mean."""

    def __init__(
        self,
        columns: Columns,
        settings: ClinicSettings | None = None,
        narrowing: Narrowing | None = None,
    ) -> None:
        """Show these columns; they must not be patched while a metric reads.

        ``settings`` are those in force, ``narrowing`` says of which rows alone is asked.
        """
        self._columns = columns
        held: list[Table | Gathered] = [*columns.tables.values(), *columns.entries.values()]
        self._held = {table.kind: table for table in held}
        self._views: dict[Kind, View] = {}
        self._narrowing = narrowing
        self._calendar = cache(columns.calendar)
        self.patients = len(columns.patients)
        """How many places of patients there are: as long is an array with one value each."""

        self.narrowed = narrowing is not None
        """Whether one service, channel or doctor alone is asked of: what the whole clinic spent is
        not theirs."""

        self.settings = settings or ClinicSettings()
        """The clinic's settings in force on the day that is asked of."""

    def __getitem__(self, kind: Kind) -> View:
        """Return the rows of a kind; entries only of those that the metric says it reads."""
        if kind not in self._views:
            table = self._held[kind]
            self._views[kind] = View(table, self._calendar, self._narrowing)
        return self._views[kind]

    def only(self, kind: Kind, id: int) -> Frames:
        """Return the same journal, but of a kind the one entry that has this id."""
        alone = copy(self)
        alone._views = {**self._views, kind: self[kind].only(id)}
        return alone

    def __iter__(self) -> Iterator[Kind]:
        """Return the kinds there are."""
        return iter(self._held)

    @property
    def names(self) -> dict[str, Names]:
        """Return the names that codes of services, channels and doctors stand for."""
        return self._columns.names

    @property
    def households(self) -> Array:
        """Return each patient's household by his place; for metrics that read KINSHIPS."""
        return self._columns.households()

    @property
    def first_visit(self) -> date | None:
        """Return the day of the first visit, or None where there is none."""
        days = self._columns.tables[VISITS]["day"]
        return day_from(int(days[0])) if len(days) else None

    @property
    def open_days(self) -> frozenset[date]:
        """Return the days on which the clinic was open: those with a visit."""
        return self._columns.open_days()
