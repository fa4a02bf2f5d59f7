"""Frames: what a metric is given, as pandas shows it, without copying what the columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from clinic.calendar import day_from, day_number
from clinic.period import Period
from metrics.kit.columns import Columns
from metrics.kit.layout import NEVER, VISITS, Array, Kind, Rows, taken
from metrics.kit.names import Names
from metrics.kit.table import Table

LATER = ("next_day", "resolved")
"""Fields that look ahead: what lies behind the as-of day has not happened yet."""


class View:
    """The rows of one kind, cut by period and as-of day."""

    def __init__(self, table: Table) -> None:
        """Show a table as it stands."""
        self._table = table
        self._rows = table.rows()

    def within(self, period: Period, as_of: date) -> pd.DataFrame:
        """Return the rows dated in the period and up to the as-of day, as seen from that day."""
        last = min(period.last, as_of)
        return self._seen(self._between(day_number(period.first), day_number(last)), as_of)

    def until(self, as_of: date) -> pd.DataFrame:
        """Return all rows dated up to the as-of day, as seen from that day."""
        return self._seen(self._between(-NEVER, day_number(as_of)), as_of)

    def _between(self, first: int, last: int) -> Rows:
        days = self._rows["day"]
        if self._table.kind.sorted_by[0] != "day":
            return taken(self._rows, (days >= first) & (days <= last))
        start, end = np.searchsorted(days, (first, last + 1))
        return {name: column[start:end] for name, column in self._rows.items()}

    def _seen(self, rows: Rows, as_of: date) -> pd.DataFrame:
        now = day_number(as_of)
        for name in rows.keys() & set(LATER):
            ahead = (rows[name] > now) & (rows[name] != NEVER)
            if ahead.any():
                rows[name] = np.where(ahead, np.int32(NEVER), rows[name])
        return pd.DataFrame(rows, copy=False)


class OpenDays:
    """The days on which the clinic was open: those with a visit."""

    def __init__(self, days: Array) -> None:
        """Take the sorted days of all visits."""
        self._days = days

    def __contains__(self, day: object) -> bool:
        """Return whether the clinic had a visit on that day."""
        if not isinstance(day, date):
            return False
        number = day_number(day)
        place = int(np.searchsorted(self._days, number))
        return place < len(self._days) and int(self._days[place]) == number


class Frames:
    """One clinic's journal as frames, and what its codes and amounts mean."""

    def __init__(self, columns: Columns) -> None:
        """Show these columns; they must not be patched while a metric reads."""
        self._columns = columns
        self._views = {kind: View(table) for kind, table in columns.tables.items()}
        self.patients = len(columns.patients)

    def __getitem__(self, kind: Kind) -> View:
        """Return the rows of a kind."""
        return self._views[kind]

    def __iter__(self) -> Iterator[Kind]:
        """Return the kinds there are."""
        return iter(self._views)

    @property
    def names(self) -> dict[str, Names]:
        """Return the names that codes of services, channels and doctors stand for."""
        return self._columns.names

    @property
    def first_visit(self) -> date | None:
        """Return the day of the first visit, or None where there is none."""
        days = self._columns.tables[VISITS]["day"]
        return day_from(int(days[0])) if len(days) else None

    @property
    def open_days(self) -> OpenDays:
        """Return the days on which the clinic was open."""
        return OpenDays(self._columns.tables[VISITS]["day"])

    @property
    def currency(self) -> str:
        """Return the currency of all amounts."""
        return str(self._columns.settings.get("currency") or "RUB")
