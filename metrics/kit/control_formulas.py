"""Formulas of control charts: centre and limits of every point from those of a baseline.

Each takes readings, which of them are the baseline, and the season of each point, and returns
centre, lower and upper limit of each, or one of all, as they come, to be drawn or not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from metrics.kit.exact_limits import FEW, most_by_chance
from metrics.kit.layout import Array
from metrics.kit.readings import Readings
from metrics.kit.statistics import median
from metrics.kit.weekly import shared

SIGMAS = 3
OF_MOVING_RANGES = 2.66
"""3 ÷ d₂ of two points: from the mean moving range to three standard deviations."""

D2 = 1.128
WILD = 3.267
"""D₄ of two points: a moving range from so many times their mean on tells of something else."""

POWER = 3.6
"""Times between rare events are near to normal as their 3.6th root: Nelson (1994), J. Qual.
Technol. 26:239."""


Raw = tuple[Array, Array, Array]
Formula = Callable[[Readings, Array, Array], Raw]


def mean_moving_range(values: Array) -> float:
    """Return the mean step from point to point, wild ones dropped once; NaN under two points.

    Where all steps that are left would be 0 the wild ones stay: a series that moved once did move.
    """
    steps = np.abs(np.diff(values))
    if not len(steps):
        return float("nan")
    whole = float(steps.mean())
    tame = steps[steps < WILD * whole]
    return float(tame.mean()) if len(tame) and tame.any() else whole


def xmr(readings: Readings, base: Array, season: Array) -> Raw:
    """Individual values: mean ± 2.66 mean moving ranges; Shewhart, as in Wheeler (1993)."""
    centre, reach = _individuals(readings.values[base] / season[base])
    return centre * season, (centre - reach) * season, (centre + reach) * season


def _individuals(values: Array) -> tuple[float, float]:
    return float(values.mean()), OF_MOVING_RANGES * mean_moving_range(values)


def p(readings: Readings, base: Array, season: Array) -> Raw:
    """Shares: Montgomery, Introduction to Statistical Quality Control, 7.2.

    Where few events are expected the upper limit is exact.
    """
    centre = np.minimum(_mean(readings, base, season), readings.per)
    _centre, low, high = _around(centre, SIGMAS * binomial(readings, centre))
    share = centre / readings.per
    few = np.flatnonzero((share * readings.sizes < FEW) & (readings.sizes > 0))
    most = most_by_chance(readings.sizes[few], share[few])
    high[few] = most * readings.per / readings.sizes[few]
    return centre, low, high


def u(readings: Readings, base: Array, season: Array) -> Raw:
    """Rates of a varying exposure: Montgomery 7.3."""
    centre = _mean(readings, base, season)
    return _around(centre, SIGMAS * poisson(readings, centre))


def _mean(readings: Readings, base: Array, season: Array) -> Array:
    """Return what is expected of each point: the baseline's sum of counts ÷ sizes, by season."""
    whole = readings.counts[base].sum() * readings.per
    found: Array = whole / (readings.sizes * season)[base].sum() * season
    return found


def binomial(readings: Readings, centre: Array) -> Array:
    """Return the standard deviation of shares by chance, NaN where nothing was counted."""
    return np.sqrt(shared(centre * (readings.per - centre), readings.sizes))


def poisson(readings: Readings, centre: Array) -> Array:
    """Return the standard deviation of rates by chance, NaN where nothing was counted."""
    return np.sqrt(shared(centre * readings.per, readings.sizes))


def _around(centre: Array, reach: Array) -> Raw:
    return centre, centre - reach, centre + reach


def laney(spread: Callable[[Readings, Array], Array]) -> Formula:
    """Return the formula of shares or rates of many thousands by Laney (2002), Qual. Eng. 14:531.

    Their own spread is next to nothing there, so it is widened by how the weeks truly differ.
    """

    def formula(readings: Readings, base: Array, season: Array) -> Raw:
        centre = np.minimum(_mean(readings, base, season), _most(readings, spread))
        sigma = spread(readings, centre)
        z = (readings.values[base] - centre[base]) / sigma[base]
        return _around(centre, SIGMAS * sigma * mean_moving_range(z) / D2)

    return formula


def _most(readings: Readings, spread: Callable[[Readings, Array], Array]) -> float:
    return readings.per if spread is binomial else np.inf


def g(readings: Readings, base: Array, season: Array) -> Raw:
    """Numbers between rare events: geometric; Benneyan (2001), Health Care Manag. Sci. 4:305.

    The centre is the median, so that as many points lie on either side of it by chance.
    """
    values = readings.values[base]
    mean, middle = float(values.mean()), median(values) or 0.0
    reach = SIGMAS * np.sqrt(mean * (mean + 1))
    return np.array((middle,)), np.array((mean - reach,)), np.array((mean + reach,))


def t(readings: Readings, base: Array, season: Array) -> Raw:
    """Return the limits of the 3.6th roots of times between rare events; ``whole`` undoes them."""
    centre, reach = _individuals(readings.values[base] ** (1 / POWER))
    return _around(np.array((centre,)), np.array((reach,)))


def whole(roots: Array) -> Array:
    """Return what roots are of; what lies under 0 stays there."""
    found: Array = np.sign(roots) * np.abs(roots) ** POWER
    return found


def c(readings: Readings, base: Array, season: Array) -> Raw:
    """Counts of an unvarying exposure: Montgomery 7.3."""
    values = readings.values
    centre = (values[base].sum() / season[base].sum()) * season
    return _around(centre, SIGMAS * np.sqrt(centre))
