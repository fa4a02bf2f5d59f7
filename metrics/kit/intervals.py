"""Intervals: low and high end of what a figure may truly be, 95 % unless said otherwise."""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import NamedTuple

LEVEL = 0.95


class Interval(NamedTuple):
    """The low and the high end, in the unit of the figure between them."""

    low: float
    high: float


NO_INTERVAL = (None, None)
"""For ``low, high = interval or NO_INTERVAL`` where an interval may be absent."""


@cache
def tail(level: float = LEVEL) -> float:
    """Return what lies beyond each end, such as 0.025. Raises ValueError outside of 0…1."""
    if not 0 < level < 1:
        raise ValueError(level)
    return (1 - level) / 2


@cache
def normal_deviate(level: float = LEVEL) -> float:
    """Return how many standard deviations each way hold this share of a normal distribution."""
    return NormalDist().inv_cdf(1 - tail(level))
