"""The triangle of cohorts: new patients by their first month, and who was seen by age in months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.layout import Array, Rows, first_days
from metrics.kit.months import month_of, months_of
from metrics.kit.shares import Share


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
        known = (self.seen[cohort, :over] / max(self.sizes[cohort], 1)).tolist()
        return [*known, *[None] * (self.seen.shape[1] - len(known))]

    def newest(self, age: int) -> int | None:
        """Return the newest cohort whose month of that age is over."""
        known = range(len(self.sizes)) if age < self.seen.shape[1] else ()
        return next((cohort for cohort in reversed(known) if self.is_over(cohort, age)), None)


def triangle_of(visits: Rows, period: Period, as_of: date) -> Triangle:
    """Return the triangle of who came for the first time in the period, legacy patients apart.

    ``visits`` are all VISITS rows up to the as-of day.
    """
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    firsts = first_days(visits)
    there = ~visits["legacy"] & (firsts >= low) & (firsts <= high)
    mine = np.flatnonzero(there)
    month, cohort = (months_of(days[mine]) for days in (visits["day"], firsts))
    before = months_of(np.maximum(visits["previous_day"][mine], low))
    once = (before != month) | (visits["nth"][mine] == 1)
    first, last = month_of(period.first), month_of(as_of)
    finished = last if (as_of + timedelta(days=1)).day == 1 else last - 1
    width = last - first + 1
    cells = (cohort[once] - first) * width + month[once] - cohort[once]
    seen = np.bincount(cells, minlength=width * width).reshape(width, width)
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
