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

CENTRE, LOW, HIGH, ZONE_LOW, ZONE_HIGH = range(5)
ZONE = 2 / 3
PARTS = np.array((1, 1, ZONE, ZONE)).reshape(4, 1)
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

    lines: Array
    """Five numbers of each point: CENTRE, LOW, HIGH, ZONE_LOW and ZONE_HIGH; shape (5, points).

    A zone ends two thirds of the way from the centre to the limit, whether or not that is drawn.
    """

    @property
    def centre(self) -> Array:
        """Return each point's centre."""
        found: Array = self.lines[CENTRE]
        return found

    @property
    def low(self) -> Array:
        """Return each point's lower limit."""
        found: Array = self.lines[LOW]
        return found

    @property
    def high(self) -> Array:
        """Return each point's upper limit."""
        found: Array = self.lines[HIGH]
        return found

    def part(self, shown: Array) -> Limits:
        """Return those of some of the points."""
        return Limits(self.lines[:, shown])


def limits(
    kind: Kind, readings: Readings, base: Array, season: Array | None = None, reach: float = 1
) -> Limits:
    """Return the limits by the chart's formula; ``base`` is a mask over the points.

    They lie ``reach`` times as far from the centre as the formula has it.
    """
    base = base & ~np.isnan(readings.values)
    lines = np.full((5, len(base)), np.nan)
    if not base.any():
        return Limits(lines)
    seasonal = np.ones(len(base)) if season is None else season
    centre, lines[LOW], lines[HIGH] = _FORMULAS[kind](readings, base, seasonal)
    lines[CENTRE] = centre
    lines[ZONE_LOW:] = lines[LOW:ZONE_LOW]
    lines[LOW:] = centre + reach * PARTS * (lines[LOW:] - centre)
    found = Limits(whole(lines) if kind is Kind.T else lines)
    _take_out(found, kind, readings, base)
    return found


def _take_out(found: Limits, kind: Kind, readings: Readings, base: Array) -> None:
    """Take out, in place, limits that no value could pass, and those without a width."""
    wide = found.high - found.centre > NOTHING * np.abs(found.centre)
    np.copyto(found.lines[LOW:], np.nan, where=~wide)
    if kind is not Kind.XMR or bool((readings.values[base] >= 0).all()):
        np.copyto(found.low, np.nan, where=found.low <= NOTHING * found.centre)
    if kind in (Kind.P, Kind.LANEY_P):
        np.copyto(found.high, np.nan, where=found.high >= readings.per)


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
