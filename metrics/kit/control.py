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

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.limits import Kind, Limits, limits
from metrics.kit.readings import Readings
from metrics.kit.rules import HIGHER, LOWER, NAMES, RULES, Rules, broken
from metrics.kit.season import season

CALM, WATCH, SIGNAL, TOO_EARLY = STATES = ("calm", "watch", "signal", "too_early")
OFTEN = 5
"""A rate is charted by period from so many events a period on: rarer ones by what lies between."""

MANY = 5000
"""From so many a period on, chance alone explains next to nothing of how a share moves."""


class Nature(StrEnum):
    """What sort of number a series is, which decides how it is charted."""

    SHARE = "share"
    RATE = "rate"
    AMOUNT = "amount"
    """Money and waiting."""


def kind_of(nature: Nature, readings: Readings) -> Kind:
    """Return the chart of a series; G says that it is to be charted as what lies between events.

    A rate of fewer than five events a period never gets an XmR chart, nor a stock, such as the
    number of active patients, any chart at all.
    """
    if nature is Nature.AMOUNT:
        return Kind.XMR
    there = ~np.isnan(readings.values)
    size = float(readings.sizes[there].mean()) if there.any() else 0.0
    if nature is Nature.SHARE:
        return Kind.LANEY_P if size >= MANY else Kind.P
    if not there.any() or readings.counts[there].mean() < OFTEN:
        return Kind.G
    return Kind.LANEY_U if size >= MANY else Kind.U


@dataclass(frozen=True)
class Control:
    """A judged series: of each point its limits and the rules it breaks."""

    kind: Kind
    readings: Readings
    limits: Limits
    season: Array
    base: Array
    """Which points are the baseline."""

    judged: Array
    """Which points are judged: none of the baseline."""

    trial: bool
    """Whether the limits are not frozen yet."""

    enough: bool
    worse: int
    rules: Rules

    @cached_property
    def higher(self) -> Array:
        """Return the rule each judged point breaks upwards, as a place in NAMES; −1 for none."""
        return self._broken(HIGHER)

    @cached_property
    def lower(self) -> Array:
        """Return the rule each judged point breaks downwards, as a place in NAMES; −1 for none."""
        return self._broken(LOWER)

    def _broken(self, side: int) -> Array:
        if not self.enough:
            return np.full(len(self.readings.values), -1)
        found = broken(self.readings.values, self.limits, self.season, side, self.rules)
        return np.where(self.judged, found, -1)

    def on(self, side: int) -> Array:
        """Return ``higher`` or ``lower``."""
        return self.higher if side > 0 else self.lower

    def state_on(self, side: int) -> str:
        """Return the state by what breaks a rule on one side."""
        if not self.enough:
            return TOO_EARLY
        if self._breaking(side, 1) is not None and not self.trial:
            return SIGNAL
        return CALM if self._breaking(side, self.rules.newest) is None else WATCH

    def rule_on(self, side: int) -> str | None:
        """Return the rule that was broken last on one side within the newest four periods."""
        last = self._breaking(side, self.rules.newest)
        return None if last is None else NAMES[self.on(side)[last]]

    def _breaking(self, side: int, periods: int) -> int | None:
        """Return the last point of the newest so many periods that breaks a rule."""
        recent = self.readings.place >= len(self.readings.starts) - periods
        found = np.flatnonzero(recent & (self.on(side) >= 0))
        return int(found[-1]) if len(found) else None

    @property
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

    def _newest(self, values: Array) -> float | None:
        there = np.flatnonzero(~np.isnan(self.readings.values))
        value = float(values[there[-1]]) if len(there) else float("nan")
        return None if np.isnan(value) else value


def control(
    readings: Readings,
    kind: Kind,
    worse: int = HIGHER,
    since: date | None = None,
    rules: Rules = RULES,
) -> Control:
    """Return the series judged; what lies before ``since`` has neither limits nor judgement."""
    first = sum(start < since for start in readings.starts) if since else 0
    periods = len(readings.starts)
    known = ~np.isnan(readings.values) & (readings.place >= first)
    frozen_by = _frozen_by(readings, known, first, rules)
    trial = periods <= frozen_by
    end = periods - rules.newest if trial else frozen_by
    base = known & (readings.place < end)
    seasonal = season(readings, periods - rules.newest)
    level = limits(kind, readings, base, seasonal)
    judged = readings.place >= max(end, first)
    enough = int(base.sum()) >= rules.least
    within = readings.place >= first
    shown = replace(level, **{name: np.where(within, each, np.nan) for name, each in _parts(level)})
    return Control(kind, readings, shown, seasonal, base, judged, trial, enough, worse, rules)


def _frozen_by(readings: Readings, known: Array, first: int, rules: Rules) -> int:
    """Return the period at which the limits freeze: after 52, or later where too few are known."""
    places = readings.place[known]
    if len(places) < rules.least:
        return len(readings.starts)
    return max(first + rules.baseline, int(places[rules.least - 1]) + 1)


def _parts(level: Limits) -> Sequence[tuple[str, Array]]:
    return list(vars(level).items())


def rebased(marks: Sequence[tuple[date, str]], as_of: date) -> date | None:
    """Return the day from which the baseline counts: of the last change that is not yet to come."""
    return max((day for day, _note in marks if day <= as_of), default=None)
