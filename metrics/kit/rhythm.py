"""Rhythm: after how many days away a patient is overdue, against his own rhythm or by his service.

He is after over 1.5 × the median of his own intervals, in whole days, as the call list reckons it;
who has come fewer than four times has no rhythm yet, and his time runs out when his service is due.
"""

from __future__ import annotations

from bisect import insort

import numpy as np

from clinic.calling import LEAST_INTERVALS
from metrics.kit.layout import WIDEST, Array, Rows

AT_ONCE = 40
"""Up to so many intervals, all patients with as many are reckoned at once."""

NEAR = 7
"""Two times less than so many days apart may run out in one week."""


def due_after(days: Array, starts: Array, recalls: Array) -> Array:
    """Return at each visit after how many days away its patient's time runs out; 0: at none.

    That is by his rhythm; while he has none by ``recalls``, the days until its service is due.
    """
    own = limits(days, starts)
    return np.where(own, own, recalls).clip(0, WIDEST)


def crowded(patient: Array, day: Array, after: Array) -> Array:
    """Return which times run out less than a week from another time of the same patient."""
    timed = np.flatnonzero(after)
    key = (patient[timed].astype(np.int64) << 32) + day[timed] + after[timed]
    order = np.argsort(key, kind="stable")
    near = np.flatnonzero(np.diff(key[order]) < NEAR)
    found = np.zeros(len(day), bool)
    found[timed[order[near]]] = found[timed[order[near + 1]]] = True
    return found


def limits(days: Array, starts: Array) -> Array:
    """Return at each visit after how many days away its patient will be overdue; 0: no rhythm yet.

    ``days`` of one patient rise and stand together, from one of the ``starts`` on. Only intervals
    up to the visit count.
    """
    lengths = np.diff(np.append(starts, len(days)))
    found = np.zeros(len(days), np.int64)
    gaps = np.diff(days, prepend=0)
    for intervals in range(LEAST_INTERVALS, min(int(lengths.max(initial=0)), AT_ONCE + 1)):
        places = starts[lengths > intervals] + intervals
        rows = np.sort(gaps[places[:, None] - np.arange(intervals)], axis=1)
        found[places] = 3 * (rows[:, intervals // 2] + rows[:, (intervals - 1) // 2]) // 4
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        if length > AT_ONCE + 1:
            found[start + AT_ONCE + 1 : start + length] = _running(gaps[start + 1 : start + length])
    return np.minimum(found, WIDEST)


def _running(gaps: Array) -> list[int]:
    """Return the limits of one long history, behind those that are reckoned at once."""
    ordered, found = sorted(gaps[:AT_ONCE].tolist()), []
    for gap in gaps[AT_ONCE:].tolist():
        insort(ordered, gap)
        twice_the_median = ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2]
        found.append(3 * twice_the_median // 4)
    return found


def late(visits: Rows, last: Array, day: int) -> tuple[Array, Array]:
    """Return of each of these last visits whether its patient is late, and whether he has a rhythm.

    ``visits`` are all VISITS rows up to the day that is asked of.
    """
    rhythmic = visits["nth"].take(last) > LEAST_INTERVALS
    away = day - visits["day"].take(last)
    return rhythmic & (away > visits["due_after"].take(last)), rhythmic
