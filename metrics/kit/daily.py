"""The clinic day by day: what every day of a period counts, and what the period adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, MONEY, VISITS, Array, Rows
from metrics.kit.statistics import middle, ratio, tally

READS = (VISITS, MONEY, COMPLAINTS)
"""What the days are counted from."""


@dataclass(frozen=True)
class Totals:
    """What a period adds up to; money in minor units, the wait in minutes."""

    visits: int
    patients: int
    new: int
    revenue: int
    complaints: int
    waits: int
    wait_median: float | None
    open_days: int

    @property
    def returning(self) -> int:
        """Return the patients seen who are not new, legacy ones included."""
        return self.patients - self.new

    @property
    def average_bill(self) -> float | None:
        """Return revenue ÷ visits, unrounded."""
        return ratio(self.revenue, self.visits)


@dataclass(frozen=True)
class Daily:
    """Every day of a period: equally long arrays, the first day first."""

    period: Period
    series: Mapping[str, Array]
    totals: Totals

    def days(self) -> list[date]:
        """Return the days in order."""
        return list(self.period.days())


def clipped(period: Period, as_of: date) -> Period:
    """Return the period up to the as-of day."""
    return Period(period.first, min(period.last, as_of))


def daily(frames: Frames, period: Period, as_of: date) -> Daily:
    """Return visits, new patients, revenue and complaints of each day, and the totals."""
    visits = frames[VISITS].rows(period, as_of)
    money = frames[MONEY].rows(period, as_of)
    complained = frames[COMPLAINTS].days(period, as_of)
    edges = _edges(period)
    series = {
        "visits": np.diff(np.searchsorted(visits["day"], edges)),
        "new": _counts(visits["day"][is_new(visits)], edges),
        "revenue": _sums(visits, edges) + _sums(money, edges),
        "complaints": _counts(complained, edges),
    }
    return Daily(period, series, _totals(visits, period, series))


def is_new(visits: Rows) -> Array:
    """Return of each visit whether it is a patient's true first: legacy patients have none."""
    first: Array = (visits["nth"] == 1) & ~visits["legacy"]
    return first


def _totals(visits: Rows, period: Period, series: Mapping[str, Array]) -> Totals:
    waits, often = tally(visits["wait_min"])
    again = (visits["away"] > 0) & (visits["day"] - visits["away"] >= day_number(period.first))
    return Totals(
        visits=len(visits["day"]),
        patients=len(again) - int(np.count_nonzero(again)),
        new=int(series["new"].sum()),
        revenue=int(series["revenue"].sum()),
        complaints=int(series["complaints"].sum()),
        waits=int(often.sum()),
        wait_median=middle(waits, often),
        open_days=int(np.count_nonzero(series["visits"])),
    )


def _edges(period: Period) -> Array:
    """Return the number of each day and of the one behind the last.

    As narrow as the columns: to search with wider numbers, numpy copies the column first.
    """
    first = day_number(period.first)
    return np.arange(first, first + period.length() + 1, dtype=np.int32)


def _counts(days: Array, edges: Array) -> Array:
    """Return how many of the days, in any order, are each day."""
    return np.bincount(days - edges[0], minlength=len(edges) - 1)


def _sums(rows: Rows, edges: Array) -> Array:
    """Return the money of each day; days are sorted, so that a day is one slice."""
    places = np.searchsorted(rows["day"], edges)
    there = np.flatnonzero(np.diff(places))
    sums = np.zeros(len(edges) - 1, np.int64)
    if len(there):
        sums[there] = np.add.reduceat(rows["money"], places[there])
    return sums
