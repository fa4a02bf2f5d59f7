"""Limits of control charts: what a series does by chance alone, by the nature of its numbers.

They are those of every point, also of the ones after the baseline that they are taken from.
Where the baseline never varied there are none: a line without a width would judge everything.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    centre, low, high = _FORMULAS[kind](readings, base, seasonal)
    raw = [
        centre,
        *(centre + reach * part * (edge - centre) for part in (1, ZONE) for edge in (low, high)),
    ]
    return _drawn(kind, readings, base, [whole(each) for each in raw] if kind is Kind.T else raw)


def _drawn(kind: Kind, readings: Readings, base: Array, raw: Sequence[Array]) -> Limits:
    """Leave out limits that no value could pass, and those without a width."""
    centre, low, high, *zones = raw
    flat = ~(high - centre > NOTHING * np.abs(centre))
    low, high = np.where(flat, np.nan, low), np.where(flat, np.nan, high)
    signed = kind is Kind.XMR and bool((readings.values[base] < 0).any())
    most = readings.per if kind in (Kind.P, Kind.LANEY_P) else np.inf
    return Limits(
        centre,
        np.where((low <= NOTHING * centre) & (not signed), np.nan, low),
        np.where(high >= most, np.nan, high),
        *(np.where(flat, np.nan, zone) for zone in zones),
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
