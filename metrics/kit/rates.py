"""Rates of events: exact limits of a count, of a rate, and of the ratio of two rates."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from metrics.kit.intervals import LEVEL, Interval, tail
from metrics.kit.statistics import ratio

# scipy.special is imported where it is needed: 0.1 s and 24 MiB that most reports do without.


@dataclass(frozen=True)
class Rate:
    """Events per exposure with their exact interval; both absent without an exposure."""

    count: int
    exposure: float
    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class RateRatio:
    """The first rate ÷ the second; ``value`` is absent where the second had no event."""

    value: float | None
    interval: Interval
    p: float
    """How often chance alone gives two rates at least as far apart, either way."""


def poisson_limits(count: int, level: float = LEVEL) -> Interval:
    """Return the exact limits of the expected number of events, of which so many came.

    Garwood (1936), Biometrika 28:437. Raises ValueError for a negative count.
    """
    from scipy.special import gammaincinv

    if count < 0:
        raise ValueError(count)
    beyond = tail(level)
    low = float(gammaincinv(count, beyond)) if count else 0.0
    return Interval(low, float(gammaincinv(count + 1, 1 - beyond)))


def rate(count: int, exposure: float, per: float = 1, level: float = LEVEL) -> Rate:
    """Return events per ``per`` of the exposure, such as complaints per 1000 visits."""
    if not exposure:
        return Rate(count, exposure, None, None)
    low, high = poisson_limits(count, level)
    factor = per / exposure
    return Rate(count, exposure, count * factor, Interval(low * factor, high * factor))


def rate_ratio(
    count1: int, exposure1: float, count2: int, exposure2: float, level: float = LEVEL
) -> RateRatio | None:
    """Return the ratio of two rates; None without any event or without an exposure.

    Given their sum, the first count is binomial: Przyborowski and Wilenski (1940), Biometrika
    31:313; limits by Clopper and Pearson (1934), Biometrika 26:404. The test doubles the smaller
    tail, so that p < 0.05 says the same as an interval without 1.
    """
    if count1 + count2 == 0 or exposure1 <= 0 or exposure2 <= 0:
        return None
    odds = exposure2 / exposure1
    low, high = clopper_pearson(count1, count1 + count2, level)
    interval = Interval(low / (1 - low) * odds, high / (1 - high) * odds if high < 1 else inf)
    value = ratio(count1 * odds, count2)
    return RateRatio(value, interval, _two_sided(count1, count2, 1 / (1 + odds)))


def clopper_pearson(k: int, n: int, level: float = LEVEL) -> Interval:
    """Return the exact limits of a share; Clopper and Pearson (1934), Biometrika 26:404."""
    from scipy.special import betaincinv

    beyond = tail(level)
    low = float(betaincinv(k, n - k + 1, beyond)) if k else 0.0
    return Interval(low, float(betaincinv(k + 1, n - k, 1 - beyond)) if k < n else 1.0)


def _two_sided(k: int, others: int, expected: float) -> float:
    from scipy.special import bdtr, bdtrc

    n = k + others
    at_most = float(bdtr(k, n, expected))
    at_least = float(bdtrc(k - 1, n, expected)) if k else 1.0
    return min(1.0, 2 * min(at_most, at_least))
