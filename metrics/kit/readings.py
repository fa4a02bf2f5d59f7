"""What a control chart judges: one series over closed periods, or what lies between rare events.

weeks = Readings.counted(mondays, complaints, visits, per=1000)    # a share where per is 1
weeks = Readings.measured(mondays, revenue_an_open_day, open_days)
events = between(mondays, days, complaints, visits)                # visits between complaints
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from clinic.calendar import EPOCH
from metrics.kit.layout import Array
from metrics.kit.weekly import shared


@dataclass(frozen=True)
class Readings:
    """Points of a series, the oldest first; each lies in one of the closed periods.

    ``values`` are NaN where absent; of shares and rates they are counts · per ÷ sizes.
    """

    starts: tuple[date, ...]
    """The first day of every closed period."""

    values: Array
    sizes: Array
    """Of how many each value is: the n of a share, the exposure of a rate."""

    place: Array
    """In which of the periods each point lies: several events may lie in one, or none."""

    per: float = 1

    @classmethod
    def counted(
        cls, starts: Sequence[date], counts: Array, sizes: Array, per: float = 1
    ) -> Readings:
        """Return counts · per ÷ sizes of each period, absent where there was nothing to count."""
        values = shared(per * np.asarray(counts, np.float64), np.asarray(sizes, np.float64))
        return cls.measured(starts, values, sizes, per)

    @classmethod
    def measured(
        cls, starts: Sequence[date], values: Array, sizes: Array | None = None, per: float = 1
    ) -> Readings:
        """Return one value each period; ``sizes`` are ones unless said otherwise."""
        found = np.asarray(values, np.float64)
        parts = np.ones(len(found)) if sizes is None else np.asarray(sizes, np.float64)
        return cls(tuple(starts), found, parts, np.arange(len(found)), per)

    def part(self, shown: Array | slice) -> Readings:
        """Return some of the points; the closed periods stay what they are."""
        return replace(
            self, values=self.values[shown], sizes=self.sizes[shown], place=self.place[shown]
        )

    @property
    def begins(self) -> Array:
        """Return the number of each period's first day."""
        return _begins(self.starts)

    @property
    def days(self) -> tuple[date, ...]:
        """Return the first day of each point's period."""
        return tuple(self.starts[place] for place in self.place.tolist())

    @property
    def counts(self) -> Array:
        """Return how often it happened: the numerator of each value."""
        found: Array = self.values * self.sizes / self.per
        return found


def between(starts: Sequence[date], days: Array, counts: Array, exposure: Array) -> Readings:
    """Return for each event but the first how much of the exposure lies between it and the last.

    ``days`` are numbers of the closed periods' days, rising, ``counts`` the events and
    ``exposure`` such as visits (or ones, for days between) of each; of several on a day all but
    one have nothing between them. The periods follow one another without a gap.
    """
    whole = tuple(starts)
    places = np.searchsorted(_begins(whole), days, side="right") - 1
    events = np.repeat(np.arange(len(days)), np.asarray(counts, np.int64))
    upto = np.cumsum(exposure, dtype=np.float64)[events]
    values = np.diff(upto)
    return Readings(whole, values, np.ones(len(values)), places[events[1:]])


@lru_cache(maxsize=8)
def _begins(starts: tuple[date, ...]) -> Array:
    """Return the numbers of days; several series of one question have the same."""
    found: Array = np.array(list(map(date.toordinal, starts)), np.int64) - EPOCH.toordinal()
    found.flags.writeable = False
    return found
