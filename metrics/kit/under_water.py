"""Under water: how many were dissatisfied for each who complained, and how many of them say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.period import Period
from metrics.kit.complaining import Complaining
from metrics.kit.entries import CALLS, REASONS
from metrics.kit.frames import Frames
from metrics.kit.gone import UNSAID, Gone, gone
from metrics.kit.intervals import Interval
from metrics.kit.layout import NEVER, Array
from metrics.kit.rates import poisson_limits
from metrics.kit.shares import Share
from metrics.kit.statistics import ratio

UNHAPPY = ("unhappy", "rudeness")
"""Reasons for leaving that are a complaint nobody made."""

ENOUGH_ANSWERS = 30
WINDOW = 90


@dataclass(frozen=True)
class Iceberg:
    """Those who complained, and the range of the dissatisfied by shares from elsewhere.

    ``complainants`` are counted once, each anonymous complaint is one; ``patients`` were seen.
    """

    complainants: int
    patients: int
    shares: Interval
    """The lowest and the highest share of the dissatisfied who complain."""

    @property
    def poisson(self) -> Interval:
        """Return the exact limits of the number of complainants."""
        return poisson_limits(self.complainants)

    @property
    def estimate(self) -> Interval:
        """Return the range; without a complaint, from nothing to what may be behind none."""
        most = self.complainants or self.poisson.high
        low, high = self.complainants / self.shares.high, most / self.shares.low
        return Interval(min(low, self.patients), min(high, self.patients))


@dataclass(frozen=True)
class OwnShare:
    """What leavers of the same days said when they were called.

    ``leavers`` went without having complained, ``unhappy`` of those who answered were unhappy.
    """

    complainants: int
    leavers: int
    unhappy: Share

    @property
    def missing(self) -> int:
        """Return how many more answers are needed."""
        return max(0, ENOUGH_ANSWERS - self.unhappy.n)

    @property
    def value(self) -> float | None:
        """Return the share of the dissatisfied who complain; absent with too few answers."""
        return None if self.missing else self._of(self.unhappy.value)

    @property
    def interval(self) -> Interval | None:
        """Return its interval, from Wilson's of the unhappy."""
        low, high = self._of(self.unhappy.high), self._of(self.unhappy.low)
        return None if self.missing or low is None or high is None else Interval(low, high)

    @property
    def dissatisfied(self) -> float | None:
        """Return how many were dissatisfied by it; absent with too few answers."""
        if self.missing or self.unhappy.value is None:
            return None
        return self.complainants + self.leavers * self.unhappy.value

    def _of(self, unhappy: float | None) -> float | None:
        if unhappy is None:
            return None
        return ratio(self.complainants, self.complainants + self.leavers * unhappy)


def own_share(frames: Frames, period: Period, as_of: date, found: Complaining) -> OwnShare:
    """Return the clinic's own share of complainers, by the leavers who were called."""
    left = gone(frames, period, as_of, WINDOW)
    silent = ~np.isin(left.places, found.patients)
    answers = left.told[silent & _answered(frames, left, as_of)]
    unhappy = np.isin(answers, [REASONS.index(reason) for reason in UNHAPPY])
    share = Share.of(int(np.count_nonzero(unhappy)), len(answers))
    return OwnShare(found.complainants, int(np.count_nonzero(silent)), share)


def _answered(frames: Frames, left: Gone, as_of: date) -> Array:
    """Return of each who is gone whether he was spoken to on the phone and said why."""
    calls = frames[CALLS].until_rows(as_of)
    spoken = calls["patient"][calls["contacted"] != NEVER]
    said = [place for place, reason in enumerate(REASONS) if reason not in UNSAID]
    found: Array = np.isin(left.places, spoken) & np.isin(left.told, said)
    return found
