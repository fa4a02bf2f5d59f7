"""The triangle of cohorts: new patients by their first month, and who was seen by age in months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.cuts import cut
from metrics.kit.layout import Array, Rows, first_days
from metrics.kit.months import month_of, months_of
from metrics.kit.shares import Share

NEEDED = ("day", "away", "age", "legacy")


@dataclass(frozen=True)
class Triangle:
    """How many of each cohort were seen in each month of age; cohorts by month, ages from 0."""

    first: int
    sizes: Array
    seen: Array
    """Patients by cohort and age."""

    finished: int
    """The last month that is over on the as-of day."""

    def is_over(self, cohort: int, age: int) -> bool:
        """Return whether a cohort's month of that age is over, and anybody is in it."""
        return self.first + cohort + age <= self.finished and bool(self.sizes[cohort])

    def share(self, cohort: int, age: int) -> Share | None:
        """Return the share of a cohort that was seen at an age; None while that is not over."""
        if not self.is_over(cohort, age):
            return None
        return Share.of(int(self.seen[cohort, age]), int(self.sizes[cohort]))

    def values(self, cohort: int) -> list[float | None]:
        """Return the shares of a cohort by its age, None where that is not over."""
        over = max(0, self.finished - self.first - cohort + 1) if self.sizes[cohort] else 0
        known = self._shares[cohort][:over]
        return [*known, *[None] * (self.seen.shape[1] - len(known))]

    @cached_property
    def _shares(self) -> list[list[float]]:
        shares: list[list[float]] = (self.seen / np.maximum(self.sizes, 1)[:, None]).tolist()
        return shares

    def newest(self, age: int) -> int | None:
        """Return the newest cohort whose month of that age is over."""
        known = range(len(self.sizes)) if age < self.seen.shape[1] else ()
        return next((cohort for cohort in reversed(known) if self.is_over(cohort, age)), None)


def triangle_of(visits: Rows, period: Period, as_of: date) -> Triangle:
    """Return the triangle of who came for the first time in the period, legacy patients apart.

    ``visits`` are all VISITS rows up to the as-of day.
    """
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    visits = cut({name: visits[name] for name in NEEDED}, low)
    firsts = first_days(visits)
    mine = np.flatnonzero(~visits["legacy"] & (firsts >= low) & (firsts <= high))
    day, away = visits["day"].take(mine), visits["away"].take(mine)
    first, last = month_of(period.first), month_of(as_of)
    width = last - first + 1
    known = months_of(np.arange(low, day_number(as_of) + 1)).astype(np.int32) - np.int32(first)
    month, cohort, before = (
        known.take(each - low) for each in (day, firsts.take(mine), day - away)
    )
    once = np.flatnonzero((before != month) | (away == 0))
    cells = cohort * np.int32(width - 1) + month
    seen = np.bincount(cells.take(once), minlength=width * width).reshape(width, width)
    finished = last if (as_of + timedelta(days=1)).day == 1 else last - 1
    return _cut(Triangle(first, seen[:, 0].copy(), seen, finished))


def _cut(triangle: Triangle) -> Triangle:
    """Return the triangle from its first cohort on."""
    there = np.flatnonzero(triangle.sizes)
    if not len(there):
        return triangle
    start = int(there[0])
    width = len(triangle.sizes) - start
    seen = triangle.seen[start:, :width]
    return Triangle(triangle.first + start, triangle.sizes[start:], seen, triangle.finished)
