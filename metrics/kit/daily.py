"""The clinic day by day: what every day of a period counts, and what the period adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, MONEY, VISITS, Array
from metrics.kit.statistics import median, ratio


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
    visits = frames[VISITS].within(period, as_of)
    money = frames[MONEY].within(period, as_of)
    complaints = frames[COMPLAINTS].within(period, as_of)
    new = is_new(visits)
    edges = _edges(period)
    days = visits["day"].to_numpy()
    series = {
        "visits": _sums(days, np.ones(len(days), np.int64), edges),
        "new": _sums(days, new, edges),
        "revenue": _sums(days, visits["money"].to_numpy(), edges)
        + _sums(money["day"].to_numpy(), money["money"].to_numpy(), edges),
        "complaints": np.histogram(complaints["day"].to_numpy(), edges)[0],
    }
    return Daily(period, series, _totals(visits, period, series))


def is_new(visits: pd.DataFrame) -> Array:
    """Return of each visit whether it is a patient's true first: legacy patients have none."""
    first: Array = (visits["nth"].to_numpy() == 1) & ~visits["legacy"].to_numpy()
    return first


def _totals(visits: pd.DataFrame, period: Period, series: Mapping[str, Array]) -> Totals:
    first = day_number(period.first)
    waits = visits["wait_min"].to_numpy()
    return Totals(
        visits=len(visits),
        patients=int((visits["previous_day"].to_numpy() < first).sum()),
        new=int(series["new"].sum()),
        revenue=int(series["revenue"].sum()),
        complaints=int(series["complaints"].sum()),
        waits=int((~np.isnan(waits)).sum()),
        wait_median=median(waits),
        open_days=int((series["visits"] > 0).sum()),
    )


def _edges(period: Period) -> Array:
    """Return the number of each day, and of the one behind the last."""
    return np.arange(day_number(period.first), day_number(period.last + timedelta(days=1)) + 1)


def _sums(days: Array, values: Array, edges: Array) -> Array:
    """Return the sum of the values of each day; days are sorted, so no row is looked at twice."""
    running = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    summed: Array = np.diff(running[np.searchsorted(days, edges)])
    return summed
