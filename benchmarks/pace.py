"""The pace of the machine: what a fixed piece of work takes now, beside what it took at its best.

A rented machine is slower by half for minutes when its neighbours are busy, and a figure in
milliseconds then says more of them than of the code. So each measured call stands between two calls
of the same yardstick, half small arrays and half wide ones, as metrics are; and what is told is the
ratio, times the yardstick's best of the whole run.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import numpy as np

SMALL, CALLS = 200, 500
WIDE, TAKEN = 1_000_000, 250_000


def timed(what: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that one call takes: neighbours on the machine count less."""
    start = process_time()
    what()
    return (process_time() - start) * 1000


class Pace:
    """A yardstick, and the least milliseconds that it has taken so far."""

    def __init__(self, seed: int) -> None:
        """Draw the arrays that are worked on."""
        chance = np.random.default_rng(seed)
        self._small = chance.random(SMALL)
        self._table = chance.integers(0, 2000, WIDE, np.int32)
        self._places = chance.integers(0, WIDE, TAKEN)
        self.best = float("inf")

    def of(self, what: Callable[[], object]) -> float:
        """Return how many yardsticks of CPU one call takes."""
        before, took, after = self._yardstick(), _warm(what), self._yardstick()
        return 2 * took / (before + after)

    def _yardstick(self) -> float:
        took = _warm(self._work)
        self.best = min(self.best, took)
        return took

    def _work(self) -> None:
        for _call in range(CALLS):
            np.flatnonzero(self._small * 2 > 1)
        np.flatnonzero((self._table > 500) & (self._table < 1500))
        np.bincount(self._table.take(self._places))


def _warm(what: Callable[[], object]) -> float:
    """Return the milliseconds of a second call; before it the caches are full of something else."""
    what()
    return timed(what)
