"""Rules of early warning: what looks unlike chance, and by how much of it.

Everything that may be set is here. A rule is broken at a point by it and those before it; what is
absent is passed over, and a value on the centre lies on neither side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.limits import CENTRE, HIGH, LOW, NOTHING, ZONE_HIGH, ZONE_LOW, Limits

OUTSIDE, RUN, TREND, TWO_OF_THREE = NAMES = ("outside", "run", "trend", "two_of_three")
HIGHER, LOWER = 1, -1
SIDES = np.array(((HIGHER,), (LOWER,)))
EDGES = np.array(((CENTRE, CENTRE), (ZONE_HIGH, ZONE_LOW), (HIGH, LOW)))
"""What is passed upwards and downwards, the nearest first."""


@dataclass(frozen=True)
class Rules:
    """How many points make a rule, and what the baseline is."""

    run: int = 7
    """So many points one after the other on one side of the centre."""

    trend: int = 7
    """So many points each further than the one before."""

    baseline: int = 52
    """So many closed periods the limits are frozen at."""

    least: int = 12
    """A baseline of fewer points, or of fewer closed periods, says nothing yet."""

    newest: int = 4
    """So many of the newest closed periods are no part of a trial baseline; also how long a
    broken rule is to be watched."""

    reach: float = 1
    """How many times as far from the centre as three standard deviations the limits lie."""

    used: tuple[str, ...] = NAMES
    """The rules that are in force."""


RULES = Rules()


def broken(values: Array, level: Limits, season: Array, rules: Rules = RULES) -> Array:
    """Return of each point the rule that it breaks, as a place in NAMES; −1 for none.

    Shape (2, points): upwards, then downwards. Of several rules the first of NAMES is said.
    """
    known = np.flatnonzero(~np.isnan(values + level.centre))
    there, lines = values.take(known), level.lines.take(known, axis=1)
    beyond, far, outside = _passes(there, lines.take(EDGES, axis=0))
    checks = (
        outside,
        _in_a_row(beyond, rules.run),
        _trend(there / season.take(known), rules.trend),
        _two_of_three(beyond, far),
    )
    first = np.full(beyond.shape, -1)
    for rule in reversed(range(len(NAMES))):
        if NAMES[rule] in rules.used:
            np.copyto(first, rule, where=checks[rule])
    found = np.full((len(SIDES), len(values)), -1)
    found[:, known] = first
    return found


def _passes(values: Array, edges: Array) -> Array:
    """Return on both sides which values lie truly beyond an edge, not on it but for rounding."""
    found: Array = SIDES * (values - edges) > NOTHING * np.abs(edges)
    return found


def _in_a_row(held: Array, least: int) -> Array:
    """Return at which points it has held so many times without a break."""
    place = np.arange(held.shape[1])
    broke = np.maximum.accumulate(np.where(held, -1, place), axis=1)
    found: Array = place - broke >= least
    return found


def _trend(values: Array, least: int) -> Array:
    """Return at which points so many one after the other have strictly risen, or fallen."""
    found = np.zeros((len(SIDES), len(values)), bool)
    found[:, 1:] = _in_a_row(_passes(values[1:], values[:-1]), least - 1)
    return found


def _two_of_three(sided: Array, far: Array) -> Array:
    """Return where the newest of three on one side is far from the centre, and another of them."""
    found = np.zeros(far.shape, bool)
    all_three = sided[:, 2:] & sided[:, 1:-1] & sided[:, :-2]
    found[:, 2:] = all_three & far[:, 2:] & (far[:, 1:-1] | far[:, :-2])
    return found
