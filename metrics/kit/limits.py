"""Limits of control charts: what a series does by chance alone, by the nature of its numbers.

Each formula takes readings, which of them are the baseline, and the season of each point (ones
where it is not removed), and returns the limits of every point, those after the baseline too.
Where the baseline never varied there are no limits: a line without a width would judge everything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.readings import Readings

SIGMAS = 3
OF_MOVING_RANGES = 2.66
"""3 ÷ d₂ of two points: from the mean moving range to three standard deviations."""

D2 = 1.128
WILD = 3.267
"""D₄ of two points: a moving range from so many times their mean on tells of something else."""

POWER = 3.6
"""Times between rare events are near to normal as their 3.6th root: Nelson (1994), J. Qual.
Technol. 26:239."""

ZONE = 2 / 3


class Kind(StrEnum):
    """Which control chart."""

    XMR = "xmr"
    P = "p"
    U = "u"
    C = "c"
    G = "g"
    T = "t"
    LANEY_P = "laney_p"
    LANEY_U = "laney_u"


@dataclass(frozen=True)
class Limits:
    """Of every point its centre and limits; NaN where there is none to be drawn."""

    centre: Array
    low: Array
    high: Array
    zone_low: Array
    """Two thirds of the way from the centre to the limit, whether or not that is drawn."""

    zone_high: Array


def limits(kind: Kind, readings: Readings, base: Array, season: Array | None = None) -> Limits:
    """Return the limits by the chart's formula; ``base`` is a mask over the points."""
    base = base & ~np.isnan(readings.values)
    if not base.any():
        nothing = np.full(len(readings.values), np.nan)
        return Limits(nothing, nothing, nothing, nothing, nothing)
    seasonal = np.ones(len(readings.values)) if season is None else season
    centre, low, high = _FORMULAS[kind](readings, base, seasonal)
    return _drawn(kind, readings, base, (centre, low, high))


def _drawn(kind: Kind, readings: Readings, base: Array, raw: tuple[Array, Array, Array]) -> Limits:
    """Leave out limits that no value could pass, and those without a width."""
    centre, low, high = raw
    flat = ~(high > centre)
    low, high = np.where(flat, np.nan, low), np.where(flat, np.nan, high)
    signed = kind is Kind.XMR and bool((readings.values[base] < 0).any())
    most = readings.per if kind in (Kind.P, Kind.LANEY_P) else np.inf
    return Limits(
        centre,
        np.where((low < 0) & (not signed), np.nan, low),
        np.where(high > most, np.nan, high),
        centre - ZONE * (centre - low),
        centre + ZONE * (high - centre),
    )


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


def _xmr(readings: Readings, base: Array, season: Array) -> Raw:
    """Individual values: mean ± 2.66 mean moving ranges; Shewhart, as in Wheeler (1993)."""
    centre, reach = _individuals(readings.values[base] / season[base])
    return centre * season, (centre - reach) * season, (centre + reach) * season


def _individuals(values: Array) -> tuple[float, float]:
    return float(values.mean()), OF_MOVING_RANGES * mean_moving_range(values)


def _p(readings: Readings, base: Array, season: Array) -> Raw:
    """Shares: Montgomery, Introduction to Statistical Quality Control, 7.2."""
    centre = np.minimum(_mean(readings, base, season), readings.per)
    return _around(centre, SIGMAS * _binomial(readings, centre))


def _u(readings: Readings, base: Array, season: Array) -> Raw:
    """Rates of a varying exposure: Montgomery 7.3."""
    centre = _mean(readings, base, season)
    return _around(centre, SIGMAS * _poisson(readings, centre))


def _mean(readings: Readings, base: Array, season: Array) -> Array:
    """Return what is expected of each point: the baseline's sum of counts ÷ sizes, by season."""
    whole = readings.counts[base].sum() * readings.per
    found: Array = whole / (readings.sizes * season)[base].sum() * season
    return found


def _binomial(readings: Readings, centre: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.sqrt(centre * (readings.per - centre) / readings.sizes)
    return found


def _poisson(readings: Readings, centre: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.sqrt(centre * readings.per / readings.sizes)
    return found


def _around(centre: Array, reach: Array) -> Raw:
    return centre, centre - reach, centre + reach


def _laney(spread: Callable[[Readings, Array], Array]) -> Formula:
    """Shares or rates of many thousands: Laney (2002), Qual. Eng. 14:531.

    Their own spread is next to nothing there, so it is widened by how the weeks truly differ.
    """

    def formula(readings: Readings, base: Array, season: Array) -> Raw:
        centre = np.minimum(_mean(readings, base, season), _most(readings, spread))
        sigma = spread(readings, centre)
        z = (readings.values[base] - centre[base]) / sigma[base]
        return _around(centre, SIGMAS * sigma * mean_moving_range(z) / D2)

    return formula


def _most(readings: Readings, spread: Callable[[Readings, Array], Array]) -> float:
    return readings.per if spread is _binomial else np.inf


def _g(readings: Readings, base: Array, season: Array) -> Raw:
    """Numbers between rare events: geometric; Benneyan (2001), Health Care Manag. Sci. 4:305.

    The centre is the median, so that as many points lie on either side of it by chance.
    """
    values = readings.values[base]
    mean, middle = float(values.mean()), float(np.median(values))
    reach = SIGMAS * np.sqrt(mean * (mean + 1))
    flat = np.ones(len(readings.values))
    return middle * flat, (mean - reach) * flat, (mean + reach) * flat


def _t(readings: Readings, base: Array, season: Array) -> Raw:
    """Times between rare events, judged as their 3.6th roots."""
    centre, reach = _individuals(readings.values[base] ** (1 / POWER))
    flat = np.ones(len(readings.values))
    low = -1.0 if centre < reach else (centre - reach) ** POWER
    return centre**POWER * flat, low * flat, (centre + reach) ** POWER * flat


def _c(readings: Readings, base: Array, season: Array) -> Raw:
    """Counts of an unvarying exposure: Montgomery 7.3."""
    values = readings.values
    centre = (values[base].sum() / season[base].sum()) * season
    return _around(centre, SIGMAS * np.sqrt(centre))


_FORMULAS: dict[Kind, Formula] = {
    Kind.XMR: _xmr,
    Kind.P: _p,
    Kind.U: _u,
    Kind.C: _c,
    Kind.G: _g,
    Kind.T: _t,
    Kind.LANEY_P: _laney(_binomial),
    Kind.LANEY_U: _laney(_poisson),
}
