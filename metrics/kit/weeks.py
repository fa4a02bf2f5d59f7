"""Closed weeks: what early warning looks at, as far back as it does, each counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.coming import Coming, coming
from metrics.kit.cuts import cut
from metrics.kit.daily import is_new
from metrics.kit.frames import Frames
from metrics.kit.layout import VISITS, Array, Rows
from metrics.kit.weekly import WEEK, closed_weeks

MOST_WEEKS = 156
"""Three years: more says nothing of today's season."""


@dataclass(frozen=True)
class Weeks:
    """The closed weeks up to a day, as far back as they are looked at."""

    frames: Frames
    mondays: tuple[date, ...]
    last: date
    """The day up to which they are looked for."""

    @classmethod
    def until(cls, frames: Frames, last: date, most: int = MOST_WEEKS) -> Weeks:
        """Return the closed weeks from the first visit on up to a day, the newest so many."""
        first = frames.first_visit
        if first is None or first > last:
            return cls(frames, (), last)
        far = last - timedelta(weeks=most + 1)
        return cls(frames, tuple(closed_weeks(max(first, far), last)[-most:]), last)

    @cached_property
    def period(self) -> Period:
        """Return the days of all weeks."""
        return Period(self.mondays[0], self.mondays[-1] + timedelta(days=WEEK - 1))

    @cached_property
    def first(self) -> int:
        """Return the first day's number."""
        return day_number(self.mondays[0])

    @property
    def days(self) -> int:
        """Return how many days the weeks have."""
        return WEEK * len(self.mondays)

    def by_day(self, days: Array) -> Array:
        """Return how many of these days, in any order, are each day."""
        places = days - self.first
        there = places[(places >= 0) & (places < self.days)]
        return np.bincount(there, minlength=self.days)

    def by_week(self, days: Array) -> Array:
        """Return how many of these days lie in each week."""
        return by_weeks(self.by_day(days))

    @cached_property
    def visits(self) -> Rows:
        """Return the visits of these weeks."""
        return cut(self.until_rows, self.first)

    @cached_property
    def new(self) -> Array:
        """Return which of the visits are a patient's true first, by their places."""
        return np.flatnonzero(is_new(self.visits))

    @cached_property
    def visits_by_day(self) -> Array:
        """Return how many visits each day had."""
        edges = np.arange(self.first, self.first + self.days + 1, dtype=np.int32)
        return np.diff(np.searchsorted(self.visits["day"], edges))

    @cached_property
    def visits_by_week(self) -> Array:
        """Return how many visits each week had."""
        return by_weeks(self.visits_by_day)

    @cached_property
    def open_by_day(self) -> Array:
        """Return of each day whether the clinic was open, whoever alone is asked of."""
        if not self.frames.narrowed:
            return (self.visits_by_day > 0).astype(np.int64)
        return self.by_day(np.array([day_number(day) for day in self.frames.open_days]))

    @cached_property
    def coming(self) -> Coming:
        """Return whose time to come ran out in each week, and who had come."""
        return coming(self.until_rows, self.first, len(self.mondays))

    @cached_property
    def until_rows(self) -> Rows:
        """Return all visits up to the end of the weeks; what lies ahead of it as it is."""
        return self.frames[VISITS].foreseen(self.period.last)


def by_weeks(days: Array) -> Array:
    """Return what was counted by days by weeks."""
    found: Array = days.reshape(-1, WEEK).sum(axis=1)
    return found
