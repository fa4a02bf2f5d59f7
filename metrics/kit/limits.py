"""Limits of control charts: what a series does by chance alone, by the nature of its numbers.

They are those of every point, also of the ones after the baseline that they are taken from.
Where the baseline never varied there are none: a line without a width would judge everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.kit.control_formulas import (
    Formula,
    binomial,
    c,
    g,
    laney,
    p,
    poisson,
    t,
    u,
    whole,
    xmr,
)
from metrics.kit.layout import Array
from metrics.kit.readings import Readings

ZONE = 2 / 3
PARTS = np.array((1, ZONE)).reshape(2, 1, 1)
NOTHING = 1e-9
"""Limits nearer to the centre than that part of it are but rounding."""


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

    def part(self, shown: Array) -> Limits:
        """Return those of some of the points."""
        return Limits(*(each[shown] for each in vars(self).values()))

    def within(self, shown: Array) -> Limits:
        """Return them for some of the points, none for the others."""
        return Limits(*(np.where(shown, each, np.nan) for each in vars(self).values()))


def limits(
    kind: Kind, readings: Readings, base: Array, season: Array | None = None, reach: float = 1
) -> Limits:
    """Return the limits by the chart's formula; ``base`` is a mask over the points.

    They lie ``reach`` times as far from the centre as the formula has it.
    """
    base = base & ~np.isnan(readings.values)
    if not base.any():
        nothing = np.full(len(readings.values), np.nan)
        return Limits(nothing, nothing, nothing, nothing, nothing)
    seasonal = np.ones(len(readings.values)) if season is None else season
    centre, *edges = _FORMULAS[kind](readings, base, seasonal)
    ends = centre + reach * PARTS * (np.stack(edges) - centre)
    if kind is Kind.T:
        centre, ends = whole(centre), whole(ends)
    drawn = _drawn(kind, readings, base, centre, ends)
    return Limits(*(np.full(len(base), each) for each in vars(drawn).values()))


def _drawn(kind: Kind, readings: Readings, base: Array, centre: Array, ends: Array) -> Limits:
    """Leave out limits that no value could pass, and those without a width."""
    wide = ends[0, 1] - centre > NOTHING * np.abs(centre)
    (low, high), zones = np.where(wide, ends, np.nan)
    signed = kind is Kind.XMR and bool((readings.values[base] < 0).any())
    most = readings.per if kind in (Kind.P, Kind.LANEY_P) else np.inf
    return Limits(
        centre,
        np.where((low <= NOTHING * centre) & (not signed), np.nan, low),
        np.where(high >= most, np.nan, high),
        *zones,
    )


_FORMULAS: dict[Kind, Formula] = {
    Kind.XMR: xmr,
    Kind.P: p,
    Kind.U: u,
    Kind.C: c,
    Kind.G: g,
    Kind.T: t,
    Kind.LANEY_P: laney(binomial),
    Kind.LANEY_U: laney(poisson),
}
