"""Seeded chance that draws the same on every Python: it stands on ``Random.random`` alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """One stream of chance."""

    def __init__(self, seed: int) -> None:
        """Start the stream of that seed."""
        self._draw = Random(seed).random  # noqa: S311 - a synthetic clinic keeps no secret

    def yes(self, probability: float) -> bool:
        """Return true with that probability."""
        return self._draw() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices, each as likely."""
        return choices[int(self._draw() * len(choices))]

    def weighted(self, choices: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of the choices, as likely as its weight."""
        left = self._draw() * sum(weights)
        for choice, weight in zip(choices, weights, strict=True):
            left -= weight
            if left < 0:
                return choice
        return choices[-1]

    def count(self, mean: float) -> int:
        """Return a Poisson count (Knuth, The Art of Computer Programming 2, 3.4.1)."""
        limit, product, count = math.exp(-mean), self._draw(), 0
        while product > limit:
            product *= self._draw()
            count += 1
        return count

    def waiting(self, mean: float) -> int:
        """Return whole minutes of a long-tailed wait: a gamma of shape 2."""
        both = (1 - self._draw()) * (1 - self._draw())
        return round(-math.log(both) * mean / 2)
