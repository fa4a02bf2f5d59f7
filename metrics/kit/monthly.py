"""The clinic month by month: what each closed month counted, money and early signs side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from metrics.kit.daily import READS as OF_DAYS
from metrics.kit.daily import daily
from metrics.kit.entries import EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.halves import noted
from metrics.kit.layout import VISITS, Array
from metrics.kit.months import first_day, month_of, months_of
from metrics.kit.newcomers import newcomers
from metrics.kit.survival import curves
from metrics.kit.weekly import PER, is_satisfied, shared

READS = (*OF_DAYS, EXPENSES)
WINDOW = 90
SERIES = {
    "profit": _("Profit"),
    "returns": _("Back within 90 days"),
    "new": _("New patients an open day"),
    "complaints": _("Complaints per 1000 visits"),
    "satisfied": _("Satisfied, of those who rated"),
}
WORSE_WHEN_MORE = frozenset({"complaints"})
LATEST = 4
"""So many of the newest months a series may be unknown in: returns take three months to be known.
What has been silent for longer says nothing of now."""


@dataclass(frozen=True)
class Monthly:
    """Closed months, the first first: each series' value, NaN where it is absent."""

    months: tuple[date, ...]
    values: Mapping[str, Array]

    @property
    def known(self) -> bool:
        """Return whether anything is known of any month."""
        return any(bool((~np.isnan(each)).any()) for each in self.values.values())


def closed_months(first: date, as_of: date, most: int) -> range:
    """Return the last months that are whole between two days, at most so many, as numbers."""
    begin = month_of(first) + (first.day > 1)
    end = month_of(as_of + timedelta(days=1))
    return range(max(begin, end - most), max(begin, end))


def monthly_series(frames: Frames, asked: Period, as_of: date, most: int) -> Monthly:
    """Return the last closed months of a period, at most so many, as known on the as-of day."""
    months = closed_months(asked.first, asked.last, most)
    if not months:
        return Monthly((), {name: np.zeros(0) for name in SERIES})
    period = Period(first_day(months[0]), first_day(months[-1] + 1) - timedelta(days=1))
    counted = daily(frames, period, as_of).series
    which = months_of(np.arange(day_number(period.first), day_number(period.last) + 1)) - months[0]
    sums = {name: np.bincount(which, days) for name, days in counted.items()}
    opened = np.bincount(which, counted["visits"] > 0)
    return Monthly(
        tuple(map(first_day, months)),
        {
            "profit": _profit(frames, period, as_of, sums["revenue"]),
            "returns": _returns(frames, period, as_of, len(months)),
            "new": shared(sums["new"], opened),
            "complaints": shared(PER * sums["complaints"], sums["visits"]),
            "satisfied": _satisfied(frames, period, as_of, len(months)),
        },
    )


def newest(values: Array) -> int:
    """Return the place of the newest month that is known, -1 where none is."""
    known = np.flatnonzero(~np.isnan(values))
    return int(known[-1]) if len(known) else -1


def getting_worse(values: Array, when_more: bool) -> int:
    """Return how many months in a row, up to the newest that is known, each was worse.

    An unknown month ends the row, and nothing is said of a series that was long silent.
    """
    last = newest(values)
    if len(values) - 1 - last > LATEST:
        return 0
    known = values[: last + 1]
    steps = known[1:] > known[:-1] if when_more else known[1:] < known[:-1]
    better = np.flatnonzero(~steps)
    return len(steps) - (int(better[-1]) + 1 if len(better) else 0)


def _profit(frames: Frames, period: Period, as_of: date, revenue: Array) -> Array:
    """Return revenue less costs; NaN in months without any cost."""
    rows = frames[EXPENSES].rows(period, as_of)
    month = months_of(rows["day"]) - month_of(period.first)
    spent = np.bincount(month, rows["amount"], len(revenue))
    entries = np.bincount(month, minlength=len(revenue))
    return np.where(entries > 0, revenue - spent, np.nan)


def _returns(frames: Frames, period: Period, as_of: date, months: int) -> Array:
    """Return the Kaplan–Meier share of each month's newcomers; NaN where under ten are known."""
    people = newcomers(frames, period, as_of)
    cohort = people.cohort - month_of(period.first)
    each = curves(cohort, months, people.waited, people.returned, people.followed, WINDOW)
    found = [curve.value_by(WINDOW) if curve.n else None for curve in each]
    return np.array([np.nan if value is None else value for value in found])


def _satisfied(frames: Frames, period: Period, as_of: date, months: int) -> Array:
    visits = frames[VISITS].rows(period, as_of)
    month = months_of(visits["day"]) - month_of(period.first)
    rated = noted(visits["rating"])
    happy = rated & is_satisfied(visits)
    return shared(
        np.bincount(month[happy], minlength=months), np.bincount(month[rated], minlength=months)
    )
