"""Worth: what each patient alone is likely to bring from now on, by his own yearly money.

How likely he is to come again is told by those who a year ago had come as often as he, and had
stayed away as long. Money is in minor units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.discounting import multiple_over
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.statistics import ratio
from metrics.kit.value import FEW
from metrics.kit.year import YEAR

TENURES = (2, 4)
"""Visits from which a patient is in the second and in the third group."""

HALF = 183
"""Days; the other edges of staying away are a year and the clinic's gap, after which he is lost."""


@dataclass(frozen=True)
class Chances:
    """How many of each group come again within a year; groups are places in these arrays."""

    away: tuple[int, ...]
    """Days away from which the second, third… column of groups begins."""

    counted: Array
    """How many stood there a year ago, and how many of them were seen since."""
    seen: Array

    def of(self, nth: Array, days_away: Array) -> Array:
        """Return the group of patients by their visits so far and the days since the last."""
        found = np.zeros(len(nth), np.uint8)
        for edge in TENURES:
            found += (nth >= edge) * np.uint8(self.columns)
        for edge in self.away:  # comparing with a few edges is faster than searching among them
            found += days_away >= edge
        return found

    @property
    def columns(self) -> int:
        """Return into how many groups staying away is cut."""
        return len(self.away) + 1

    @property
    def followed(self) -> int:
        """Return how many patients tell how many come again."""
        return int(self.counted.sum())

    def retention(self) -> list[float | None]:
        """Return the yearly retention of each group; None where nobody can tell.

        A group of under FEW has that of all who stayed away as long, else that of everybody.
        """
        shape = (-1, self.columns)
        counted, seen = self.counted.reshape(shape), self.seen.reshape(shape)
        everybody = _rate(self.seen.sum(), self.counted.sum())
        by_column = [_rate(*both) for both in zip(seen.sum(0), counted.sum(0), strict=True)]
        found = []
        for place, both in enumerate(zip(self.seen, self.counted, strict=True)):
            column = by_column[place % self.columns]
            rates = (_rate(*both), column, everybody)
            found.append(next((rate for rate in rates if rate is not None), None))
        return found


def _rate(seen: int, counted: int) -> float | None:
    return ratio(int(seen), int(counted)) if counted >= FEW else None


def chances(frames: Frames, as_of: date) -> Chances:
    """Return how many of those who stood in each group a year before a day came since."""
    return _chances(frames[VISITS].foreseen(as_of), frames.settings.active_gap, day_number(as_of))


def _chances(visits: Rows, gap: int, day: int) -> Chances:
    then = day - YEAR
    none = np.zeros(0, np.int64)
    found = Chances(tuple(sorted({HALF, YEAR, gap})), none, none)
    before = int(np.searchsorted(visits["day"], np.int32(then + 1)))
    newest = np.flatnonzero(visits["next_day"][:before] > then)
    mine = found.of(visits["nth"].take(newest), then - visits["day"].take(newest))
    size = (len(TENURES) + 1) * found.columns
    cells = mine + (visits["next_day"].take(newest) <= day) * np.uint8(size)
    gone, seen = np.bincount(cells, minlength=2 * size).reshape(2, size)
    return Chances(found.away, gone + seen, seen)


@dataclass(frozen=True)
class Worth:
    """Everybody who has been here up to a day: equally long arrays, and how their groups stay."""

    day: int
    """The day that is asked of."""

    patient: Array
    last: Array
    """The day number of the last visit."""

    group: Array
    yearly: Array
    """What each brought in the year up to his last visit and since then, not under 0."""

    visits: Array
    """How many visits that money is of."""

    chances: Chances
    retention: Sequence[float | None]

    def yearly_of_groups(self) -> Array:
        """Return the yearly money of each group."""
        return np.bincount(self.group, self.yearly, minlength=len(self.retention))

    def people_of_groups(self) -> Array:
        """Return how many each group has."""
        return np.bincount(self.group, minlength=len(self.retention))

    def factors(self, discount: float) -> list[float | None]:
        """Return Σ (r ÷ (1 + i))^t over ten years, with each group's r."""
        return [multiple_over(rate, discount) for rate in self.retention]

    def times(self, discount: float) -> Array | None:
        """Return by what the yearly money of each is to be multiplied; None where none can tell."""
        factors = self.factors(discount)
        if any(each is None for each in factors):
            return None
        found: Array = np.array(factors, float)[self.group]
        return found

    def capital(self, discount: float, margin: float) -> float | None:
        """Return the sum of what each is worth."""
        times = self.times(discount)
        return None if times is None else float((self.yearly * times).sum()) * margin


def worth(frames: Frames, as_of: date, known: Chances | None = None) -> Worth:
    """Return what everybody who has been here brought, and how likely he is to come again.

    ``known`` is what ``chances`` says of the day, where it has been asked already.
    """
    visits, alone = (frames[kind].foreseen(as_of) for kind in (VISITS, MONEY))
    day = day_number(as_of)
    newest = np.flatnonzero(visits["next_day"] > day)
    patient, last = visits["patient"].take(newest), visits["day"].take(newest)
    yearly = visits["year_money"].take(newest).astype(float)
    yearly += _alone(alone, patient, last, frames.patients)
    known = known or _chances(visits, frames.settings.active_gap, day)
    return Worth(
        day,
        patient,
        last,
        known.of(visits["nth"].take(newest), day - last),
        np.maximum(yearly, 0, out=yearly),
        visits["year_visits"].take(newest),
        known,
        known.retention(),
    )


def _alone(alone: Rows, patient: Array, last: Array, patients: int) -> Array:
    """Return what moved on days without a visit, since a year before each one's last."""
    few = np.zeros(patients, bool)
    few[alone["patient"]] = True
    theirs = np.flatnonzero(few.take(patient))
    since = np.full(patients, NEVER, np.int32)
    since[patient[theirs]] = last[theirs] - YEAR
    within = alone["day"] > since[alone["patient"]]
    sums = np.bincount(alone["patient"][within], alone["money"][within], patients)
    found = np.zeros(len(patient))
    found[theirs] = sums[patient[theirs]]
    return found
