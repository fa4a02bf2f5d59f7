"""Early warning: a series judged by its own baseline, and what state that leaves it in.

    judged = control(Readings.counted(mondays, back, due), Kind.P, worse=LOWER, since=mark)
    judged.state                     # "calm", "watch", "signal" or "too_early"
    judged.rule                      # "outside", "run", "trend", "two_of_three" or None
    judged.point, judged.mean, judged.low, judged.high

The baseline are the closed periods from ``since`` on, which is the day of the last change that was
written down; frozen at the first 52. Until then it is made anew without the newest four, and trial.
Only closed periods are given: the running one is never judged.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import isnan

import numpy as np

from clinic.calendar import day_number
from metrics.kit.baseline import baseline_of
from metrics.kit.layout import Array
from metrics.kit.limits import Kind, Limits, limits
from metrics.kit.readings import Readings
from metrics.kit.rules import HIGHER, LOWER, NAMES, RULES, Rules, broken
from metrics.kit.season import season

BETWEEN = (Kind.G, Kind.T)
"""Charts of what lies between events, whose season is not taken out."""

CALM, WATCH, SIGNAL, TOO_EARLY = STATES = ("calm", "watch", "signal", "too_early")


@dataclass(frozen=True)
class Control:
    """A judged series: of each point its limits and the rules it breaks."""

    kind: Kind
    readings: Readings
    limits: Limits
    season: Array
    base: Array
    """Which points are the baseline."""

    based_on: int
    """How many points the baseline has."""

    since: date | None
    """The first day of the baseline."""

    breaks: Array
    """By sides the rule each point breaks, as a place in NAMES; −1: none, or not judged."""

    trial: bool
    """Whether the limits are not frozen yet."""

    enough: bool
    """Whether the baseline has its least number of points."""

    worse: int
    """Which side is unfavourable, HIGHER or LOWER."""

    rules: Rules

    def on(self, side: int) -> Array:
        """Return the rule each point breaks on a side, HIGHER or LOWER; −1 for none."""
        found: Array = self.breaks[0 if side > 0 else 1]
        return found

    def state_on(self, side: int) -> str:
        """Return the state by what breaks a rule on one side."""
        if not self.enough:
            return TOO_EARLY
        last = self._broken[side]
        if last is None:
            return CALM
        is_newest = self.readings.place[last] == len(self.readings.starts) - 1
        return SIGNAL if is_newest and not self.trial else WATCH

    def rule_on(self, side: int) -> str | None:
        """Return the rule that was broken last on one side within the newest four periods."""
        last = self._broken[side]
        return None if last is None else NAMES[self.on(side)[last]]

    @cached_property
    def _broken(self) -> dict[int, int | None]:
        """Return by sides the last point of the newest four periods that breaks a rule."""
        place = self.readings.place
        first = int(np.searchsorted(place, len(self.readings.starts) - self.rules.newest))
        found: dict[int, int | None] = {}
        for side in (HIGHER, LOWER):
            breaks = np.flatnonzero(self.on(side)[first:] >= 0)
            found[side] = first + int(breaks[-1]) if len(breaks) else None
        return found

    @cached_property
    def state(self) -> str:
        """Return the state by the unfavourable side alone."""
        return self.state_on(self.worse)

    @property
    def rule(self) -> str | None:
        """Return the rule the unfavourable state is by."""
        return self.rule_on(self.worse)

    @property
    def point(self) -> float | None:
        """Return the newest value that is there."""
        return self._newest(self.readings.values)

    @property
    def mean(self) -> float | None:
        """Return the newest point's centre."""
        return self._newest(self.limits.centre)

    @property
    def low(self) -> float | None:
        """Return the newest point's lower limit."""
        return self._newest(self.limits.low)

    @property
    def high(self) -> float | None:
        """Return the newest point's upper limit."""
        return self._newest(self.limits.high)

    @property
    def n(self) -> int | None:
        """Return of how many the newest value is; None where values are of nothing counted."""
        sizes = self.readings.sizes
        newest = self._newest(sizes)
        return None if newest is None or (sizes == 1).all() else round(newest)

    def shown_from(self, first: date) -> Control:
        """Return the same judgement of the points from a day on, for its chart."""
        shown = (self.readings.begins >= day_number(first))[self.readings.place]
        return replace(
            self,
            readings=self.readings.part(shown),
            limits=self.limits.part(shown),
            season=self.season[shown],
            base=self.base[shown],
            breaks=self.breaks[:, shown],
        )

    def _newest(self, values: Array) -> float | None:
        value = float("nan") if self._last is None else float(values[self._last])
        return None if isnan(value) else value

    @cached_property
    def _last(self) -> int | None:
        """Return the place of the newest value that is there."""
        there = np.flatnonzero(~np.isnan(self.readings.values))
        return int(there[-1]) if len(there) else None


def control(
    readings: Readings,
    kind: Kind,
    worse: int = HIGHER,
    since: date | None = None,
    rules: Rules = RULES,
) -> Control:
    """Return the series judged; what lies before ``since`` has neither limits nor judgement."""
    first = bisect_left(readings.starts, since) if since else 0
    before = int(np.searchsorted(readings.place, first))
    judged = readings.part(slice(before, None))
    known = ~np.isnan(judged.values)
    end, trial = baseline_of(judged, known, first, rules)
    base = known & (judged.place < end)
    based_on = int(np.count_nonzero(base))
    enough = min(based_on, end - first) >= rules.least
    seasonal = np.ones(len(readings.values))
    if kind not in BETWEEN:
        seasonal = season(readings, len(readings.starts) - rules.newest)
    level = limits(kind, judged, base, seasonal[before:], rules.reach)
    later = enough & (judged.place >= max(end, first))
    breaks = np.where(later, broken(judged.values, level, seasonal[before:], rules), -1)
    return Control(
        kind=kind,
        readings=readings,
        limits=Limits(_after(before, level.lines, np.nan)),
        season=seasonal,
        base=_after(before, base, False),
        based_on=based_on,
        since=readings.starts[judged.place[int(base.argmax())]] if based_on else None,
        breaks=_after(before, breaks, -1),
        trial=trial,
        enough=enough,
        worse=worse,
        rules=rules,
    )


def _after(before: int, points: Array, absent: float) -> Array:
    """Return what is known of the last points, behind so many of which it is not."""
    none = np.full((*points.shape[:-1], before), absent, points.dtype)
    return np.concatenate((none, points), axis=-1)
