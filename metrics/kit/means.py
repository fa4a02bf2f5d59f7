"""Means of money and minutes: their difference with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from metrics.kit.intervals import LEVEL, Interval, tail
from metrics.kit.layout import Array


@dataclass(frozen=True)
class Difference:
    """The second mean − the first, in the unit of the values, and how many each is made of."""

    n: tuple[int, int]
    value: float | None
    interval: Interval | None
    """Absent where a side has fewer than two values, or no value differs from its neighbours."""


def difference(before: Array, after: Array, level: float = LEVEL) -> Difference:
    """Return mean after − mean before, of the values that are there.

    Welch (1938), Biometrika 29:350, with the degrees of freedom of Satterthwaite (1946),
    Biometrics Bull. 2:110.
    """
    sides = [values[~np.isnan(values)] for values in (before.astype(float), after.astype(float))]
    n = len(sides[0]), len(sides[1])
    if not all(n):
        return Difference(n, None, None)
    value = float(sides[1].mean() - sides[0].mean())
    reach = _reach(sides, level) if min(n) > 1 else 0.0
    return Difference(n, value, Interval(value - reach, value + reach) if reach else None)


def _reach(sides: list[Array], level: float) -> float:
    from scipy.special import stdtrit  # here: 0.1 s and 24 MiB that most reports do without

    spread = [float(side.var(ddof=1)) / len(side) for side in sides]
    error = sum(spread)
    if not error:
        return 0.0
    freedom = error**2 / sum(
        part**2 / (len(side) - 1) for part, side in zip(spread, sides, strict=True)
    )
    return float(stdtrit(freedom, 1 - tail(level))) * math.sqrt(error)
