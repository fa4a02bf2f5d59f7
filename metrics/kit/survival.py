"""Survival: who has come back (or was lost, or resolved) by a day, of people not all seen long.

Durations are whole days. An event on a day comes before the censorings of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics.kit.intervals import LEVEL, Interval, normal_deviate
from metrics.kit.layout import Array
from metrics.kit.shares import Share

FEW = 10
"""Under so many who were followed long enough nothing is said."""

ROUNDING = 1e-12
"""So far a product of shares may lie over the half that it is."""


@dataclass(frozen=True)
class Curve:
    """Kaplan and Meier's (1958, J. Am. Stat. Assoc. 53:457) estimate; one place a day, 0 first."""

    n: int
    at_risk: Array
    """How many were still without the event, and watched, when the day began."""

    events: Array
    survival: Array
    """S: the share still without the event when the day ended."""

    spread: Array
    """Greenwood's (1926) Σ d ÷ (n·(n − d)), which times S² is the variance of S."""

    followed: Array
    """How many were, or would have been, watched for at least so many days."""

    def followed_for(self, days: int) -> int:
        """Return how many were followed for at least so many days, whatever came of them."""
        return int(self.followed[days]) if days < len(self.followed) else 0

    def share_by(self, days: int, at_least: int = FEW, level: float = LEVEL) -> Share:
        """Return 1 − S at so many days, with its interval; absent where too few were followed.

        The interval is the log-log one of Kalbfleisch and Prentice (1980): its low end is 1 − the
        upper limit of S. Before the first event, and when S is 0, it is absent.
        """
        n, value = self.followed_for(days), self.value_by(days, at_least)
        if value is None:
            return Share(n, None)
        place = min(days, len(self.survival) - 1)
        low, high = self._limits(slice(place, place + 1), level)
        interval = None if np.isnan(low[0]) else Interval(float(low[0]), float(high[0]))
        return Share(n, value, interval)

    def value_by(self, days: int, at_least: int = FEW) -> float | None:
        """Return 1 − S alone, where nobody asks for the interval of many curves."""
        if self.followed_for(days) < max(at_least, 1):
            return None
        return 1 - float(self.survival[min(days, len(self.survival) - 1)])

    def band(self, level: float = LEVEL) -> tuple[Array, Array, Array]:
        """Return 1 − S and both ends of its interval for each day, NaN where it is absent."""
        return (1 - self.survival, *self._limits(slice(None), level))

    def median(self) -> int | None:
        """Return the first day with S ≤ 0.5; None where it was not reached."""
        reached = np.flatnonzero(self.survival <= 0.5 + ROUNDING)
        return int(reached[0]) if len(reached) else None

    def _limits(self, days: slice, level: float) -> tuple[Array, Array]:
        survival, spread = self.survival[days], self.spread[days]
        between = np.where((survival > 0) & (survival < 1), survival, np.nan)
        reach = np.exp(-normal_deviate(level) * np.sqrt(spread) / np.log(between))
        return 1 - between ** (1 / reach), 1 - between**reach


def kaplan_meier(durations: Array, happened: Array, followed: Array | None = None) -> Curve:
    """Return the curve of whole days (0…) until the event, or until watching ended.

    ``followed`` says how long each was or would have been watched: as-of day − start. Without it
    whoever had the event counts as followed until then only.
    """
    return curves(0, 1, durations, happened, followed)[0]


def watched(starts: Array, ends: Array, as_of: int) -> Curve:
    """Return the curve of days from each start to its end, as seen when the as-of day closed.

    Days are day numbers; an end that never came is NEVER, and one behind the as-of day has not
    come yet. No start may lie behind the as-of day.
    """
    return kaplan_meier(np.minimum(ends, as_of) - starts, ends <= as_of, as_of - starts)


def curves(
    groups: Array | int,
    count: int,
    durations: Array,
    happened: Array,
    followed: Array | None = None,
    until: int | None = None,
) -> list[Curve]:
    """Return a curve for each of the groups 0…count − 1, counted in one pass.

    A group takes 48 bytes a day: many groups over years want ``until``, to look no further.
    Raises ValueError for a duration under 0.
    """
    if until is not None:
        happened = happened & (durations <= until)
        durations = np.minimum(durations, until)
        followed = None if followed is None else np.minimum(followed, until)
    width = 1 + max(_longest(durations), 0 if followed is None else _longest(followed))
    rows = np.asarray(groups, np.int32) * np.int32(width)
    ended = _counted((rows + durations) * 2 + happened, count * 2 * width)
    ended = ended.reshape(count, width, 2)
    risk = _still(ended.sum(axis=2))
    seen = None if followed is None else _counted(rows + followed, count * width)
    followed_for = risk if seen is None else _still(seen.reshape(count, width))
    return list(_estimated(risk, ended[:, :, 1], followed_for))


def _longest(durations: Array) -> int:
    if len(durations) and int(durations.min()) < 0:
        raise ValueError(durations.min())
    return int(durations.max()) if len(durations) else 0


def _counted(cells: Array, size: int) -> Array:
    return np.bincount(cells, minlength=size)


def _still(leaving: Array) -> Array:
    """Return how many leave on a day or later."""
    counts: Array = leaving[:, ::-1].cumsum(axis=1)[:, ::-1]
    return counts


def _estimated(risk: Array, came: Array, seen: Array) -> Iterator[Curve]:
    watching = np.maximum(risk, 1)
    survival = np.cumprod(1 - came / watching, axis=1)
    with np.errstate(divide="ignore"):
        steps = np.where(came > 0, came / (watching * (watching - came).astype(float)), 0.0)
    spread = np.cumsum(steps, axis=1)
    for row in range(len(risk)):
        yield Curve(int(risk[row, 0]), risk[row], came[row], survival[row], spread[row], seen[row])
