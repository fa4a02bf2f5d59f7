"""Value: what patients have brought by each month of their age, and what they are likely to bring.

Money is in minor units, and revenue: paid less refunds. Whoever takes a margin multiplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.ages import months_observed, whole_age_months
from metrics.kit.cuts import dated
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows, first_days, taken
from metrics.kit.pieces import counted, pieces
from metrics.kit.statistics import percentile

FEW = 10
"""Under so many patients observed for long enough nothing is said of them."""


@dataclass(frozen=True)
class Moved:
    """Movements of money of anybody: equally long arrays."""

    place: Array
    """Whose it was."""

    age: Array
    """In which month of his age (1…); 0 where that month is not over, or he is not asked about."""

    money: Array


@dataclass(frozen=True)
class Acquired:
    """Patients whose first visit lies in a period, and all money that has moved since."""

    first_day: Array
    """For each patient's place the day of his first visit; NEVER for all others."""

    whole: Array
    """For each of them, by place, how many whole months he has been observed; 0 for others."""

    moved: Sequence[Moved]

    @property
    def count(self) -> int:
        """Return how many they are."""
        return int(np.count_nonzero(self.first_day != NEVER))


@dataclass(frozen=True)
class Cumulative:
    """Mean cumulative revenue a patient, leavers included; the first place is age month 1."""

    mean: Array
    """NaN where under FEW were observed to that month's end."""

    at_risk: Array

    def at(self, month: int) -> float | None:
        """Return the mean at a month of age, or None where it is absent."""
        if not 0 < month <= len(self.mean) or np.isnan(self.mean[month - 1]):
            return None
        return float(self.mean[month - 1])

    def longest(self) -> int:
        """Return the last month of age of which something can be said, 0 where there is none."""
        said = np.flatnonzero(~np.isnan(self.mean))
        return int(said[-1]) + 1 if len(said) else 0


def acquired(frames: Frames, period: Period, as_of: date) -> Acquired:
    """Return who came for the first time in the period, and all money that moved since.

    Legacy patients are left out: their first visit is not known.
    """
    visits, alone = (frames[kind].foreseen(as_of) for kind in (VISITS, MONEY))
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    newcomers = np.flatnonzero((visits["nth"] == 1) & ~visits["legacy"])
    within = dated(visits, newcomers, low, high)
    first_day = np.full(frames.patients, NEVER, np.int32)
    first_day[visits["patient"].take(within)] = visits["day"].take(within)
    asked, end = (low, high), day_number(as_of)
    ages = _ages(visits, asked, end)
    theirs = taken(alone, first_day[alone["patient"]] != NEVER)
    later = whole_age_months(theirs["day"], first_day[theirs["patient"]], asked, end)
    moved = [
        Moved(rows["patient"], each, rows["money"])
        for rows, each in ((visits, ages), (theirs, later))
    ]
    return Acquired(first_day, months_observed(first_day, end), moved)


def _ages(visits: Rows, asked: tuple[int, int], end: int) -> Array:
    """Return in which whole month of its patient's age each visit lies; 0 for legacy patients."""
    found = np.empty(len(visits["day"]), np.int16)
    for piece in pieces(len(found)):
        part = {name: visits[name][piece] for name in ("day", "age", "legacy")}
        ages = whole_age_months(part["day"], first_days(part), asked, end)
        found[piece] = ages * ~part["legacy"]
    return found


def cumulative(people: Acquired, months: int) -> Cumulative:
    """Return what they brought on average by each month of age up to ``months``.

    Each month's revenue is that of the patients observed to its end, divided by those; so newer
    patients tell of the early months only.
    """
    whole = people.whole[people.first_day != NEVER]
    seen = np.bincount(np.minimum(whole, months), minlength=months + 1)
    at_risk = seen[::-1].cumsum()[::-1][1:]
    sums = np.zeros(months + 1)
    for each in people.moved:
        oldest = max(months, int(each.age.max(initial=0)))
        sums += counted(each.age, oldest + 1, each.money)[: months + 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.cumsum(sums[1:] / at_risk)
    return Cumulative(np.where(at_risk >= FEW, mean, np.nan), at_risk)


def brought(people: Acquired, months: int) -> Array:
    """Return what each patient observed for so many whole months brought in them, in any order."""
    sums = np.zeros(len(people.whole))
    for each in people.moved:
        within = np.flatnonzero((each.age > 0) & (each.age <= months))
        sums += np.bincount(each.place.take(within), each.money.take(within), len(sums))
    found: Array = sums[people.whole >= months]
    return found


def typical(people: Acquired, months: int) -> float | None:
    """Return the median of what ``brought`` says, None of fewer than FEW patients."""
    return percentile(brought(people, months), 50, at_least=FEW)
