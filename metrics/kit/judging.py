"""Judging watched series: each counted once, then charted by its nature and judged by its own past.

counted = count(SIGNS["base"], weeks)
counted.control(since)                   # as it stands after the last closed week
counted.first(80).control(since)         # as it stood after the eightieth
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from clinic.calendar import day_from, day_number
from metrics.kit.chart_kind import Nature, kind_of
from metrics.kit.control import CALM, SIGNAL, TOO_EARLY, WATCH, Control, control
from metrics.kit.entries import MARKS
from metrics.kit.layout import Array
from metrics.kit.limits import Kind
from metrics.kit.readings import Readings, between
from metrics.kit.rules import RULES
from metrics.kit.watched import NO_QUOTES, SIGNS, WATCHED, Watched
from metrics.kit.weekly import WEEK
from metrics.kit.weeks import Weeks, by_weeks

GRAVITY = (TOO_EARLY, CALM, WATCH, SIGNAL)


@dataclass(frozen=True)
class Counted:
    """A series as it was counted: by days where it is a rate, else by weeks."""

    watched: Watched
    mondays: tuple[date, ...]
    counts: Array
    sizes: Array

    @property
    def by_days(self) -> bool:
        """Return whether it is counted by days."""
        return self.watched.nature is Nature.RATE

    def first(self, weeks: int) -> Counted:
        """Return the first so many weeks of it: what was known when they were over."""
        end = weeks * WEEK if self.by_days else weeks
        return replace(
            self, mondays=self.mondays[:weeks], counts=self.counts[:end], sizes=self.sizes[:end]
        )

    def readings(self) -> Readings:
        """Return the series week by week."""
        if self.watched.nature is Nature.AMOUNT:
            return Readings.measured(self.mondays, self.counts, self.sizes)
        counts, sizes = self.counts, self.sizes
        if self.by_days:
            counts, sizes = by_weeks(counts), by_weeks(sizes)
        return Readings.counted(self.mondays, counts, sizes, self.watched.per)

    def between(self) -> Readings:
        """Return how much lies between one event of a rate and the next."""
        first = day_number(self.mondays[0])
        days = np.arange(first, first + len(self.counts))
        return between(self.mondays, days, self.counts, self.sizes)

    def control(self, since: date) -> Control:
        """Return the series judged by its closed weeks from a day on.

        A rate that is rare in its baseline is charted by what lies between its events: less of
        that is worse where more of it was.
        """
        weekly, worse = self.readings(), self.watched.worse
        kind = kind_of(self.watched.nature, _baseline(weekly, since))
        if kind is Kind.G:
            return control(self.between(), kind, -worse, since)
        return control(weekly, kind, worse, since)


def _baseline(weekly: Readings, since: date) -> Readings:
    """Return the weeks by which a chart is chosen: those that limits will be frozen at."""
    first = bisect_left(weekly.starts, since)
    return replace(
        weekly,
        starts=weekly.starts[first : first + RULES.baseline],
        values=weekly.values[first : first + RULES.baseline],
        sizes=weekly.sizes[first : first + RULES.baseline],
        place=np.arange(len(weekly.starts[first : first + RULES.baseline])),
    )


@dataclass(frozen=True)
class Judged:
    """A watched series as it stands after the last closed week; ``control`` None without any."""

    name: str
    watched: Watched
    control: Control | None = None

    @property
    def state(self) -> str:
        """Return its state: too early where there is nothing to be judged."""
        return TOO_EARLY if self.control is None else self.control.state

    @property
    def known(self) -> Control | None:
        """Return it where enough is known to say what is usual."""
        return None if self.control is None or not self.control.enough else self.control

    @property
    def rare(self) -> bool:
        """Return whether it is charted by what lies between its events."""
        return self.control is not None and self.control.kind is Kind.G

    @property
    def label(self) -> str:
        """Return what its points are called; a marked text."""
        return self.watched.between if self.rare else self.watched.label

    @property
    def gravity(self) -> tuple[int, float]:
        """Return what the worst is found by: the state, then how far it lies on the worse side."""
        rank = GRAVITY.index(self.state)
        control = self.known
        if control is None or control.point is None or not control.mean:
            return rank, 0.0
        return rank, control.worse * (control.point / control.mean - 1)


def judge(name: str, weeks: Weeks, shown: int) -> Judged:
    """Return a watched series judged by the baseline of so many shown weeks."""
    if not weeks.mondays:
        return Judged(name, WATCHED[name])
    counted = count(name, weeks)
    return Judged(name, counted.watched, counted.control(since(weeks, shown)))


def count(name: str, weeks: Weeks) -> Counted:
    """Return a watched series, counted; trust by complaints where no quotes are written down."""
    watched = WATCHED[name]
    counts, sizes = watched.count(weeks)
    if watched is SIGNS["trust"] and not sizes.any():
        watched = NO_QUOTES
        counts, sizes = watched.count(weeks)
    return Counted(watched, weeks.mondays, counts, sizes)


def since(weeks: Weeks, shown: int) -> date:
    """Return the day from which the baseline counts.

    That of the last change that was written down; without one, as many weeks as a baseline has
    before those that are shown.
    """
    marks = weeks.frames[MARKS].until_rows(weeks.last)["day"]
    if len(marks):
        return day_from(int(marks[-1]))
    return weeks.mondays[max(0, len(weeks.mondays) - shown - RULES.baseline)]
