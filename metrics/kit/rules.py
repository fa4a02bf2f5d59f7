"""Rules of early warning: what looks unlike chance, and by how much of it.

Everything that may be set is here. A rule is broken at a point by it and those before it; what is
absent is passed over, and a value on the centre lies on neither side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.limits import NOTHING, Limits

OUTSIDE, RUN, TREND, TWO_OF_THREE = NAMES = ("outside", "run", "trend", "two_of_three")
HIGHER, LOWER = 1, -1
SIDES = np.array(((HIGHER,), (LOWER,)))


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


def broken(
    values: Array, level: Limits, season: Array, side: int | Array, rules: Rules = RULES
) -> Array:
    """Return of each point the rule that it breaks on a side, as a place in NAMES; −1 for none.

    ``side`` is HIGHER or LOWER, or SIDES. Where a point breaks several, the first of NAMES is said.
    """
    known = np.flatnonzero(~np.isnan(values + level.centre))
    there = values[known]
    beyond = [
        _passes(there, edge[..., known], side)
        for edge in (
            level.centre,
            np.where(np.greater(side, 0), level.zone_high, level.zone_low),
            np.where(np.greater(side, 0), level.high, level.low),
        )
    ]
    checks = (
        beyond[2],
        _in_a_row(beyond[0], rules.run),
        _trend(there / season[known], side, rules.trend),
        _two_of_three(beyond[0], beyond[1]),
    )
    first = np.full(beyond[0].shape, -1)
    for rule in reversed(range(len(NAMES))):
        if NAMES[rule] in rules.used:
            first[checks[rule]] = rule
    found = np.full((*first.shape[:-1], len(values)), -1)
    found[..., known] = first
    return found


def _passes(values: Array, edge: Array, side: int | Array) -> Array:
    """Return which values lie truly beyond an edge, not on it but for rounding."""
    found: Array = side * (values - edge) > NOTHING * np.abs(edge)
    return found


def _in_a_row(held: Array, least: int) -> Array:
    """Return at which points it has held so many times without a break."""
    place = np.arange(held.shape[-1])
    broke = np.maximum.accumulate(np.where(held, -1, place), axis=-1)
    found: Array = place - broke >= least
    return found


def _trend(values: Array, side: int | Array, least: int) -> Array:
    """Return at which points so many one after the other have strictly risen, or fallen."""
    further = _passes(values[1:], values[:-1], side)
    found = np.zeros((*further.shape[:-1], len(values)), bool)
    found[..., 1:] = _in_a_row(further, least - 1)
    return found


def _two_of_three(sided: Array, far: Array) -> Array:
    """Return where the newest of three on one side is far from the centre, and another of them."""
    found = np.zeros(far.shape, bool)
    all_three = sided[..., 2:] & sided[..., 1:-1] & sided[..., :-2]
    found[..., 2:] = all_three & far[..., 2:] & (far[..., 1:-1] | far[..., :-2])
    return found
