"""Rhythm: who has been away for longer than his own rhythm, as the call list reckons it.

Late is who is away for over 1.5 × the median of his own intervals; who has come fewer than four
times has no rhythm. So the median must lie below two thirds of the days away: whether it does is
found by counting the intervals below, without sorting any.
"""

from __future__ import annotations

import numpy as np

from clinic.calling import LEAST_INTERVALS
from metrics.kit.layout import NEVER, Array, Rows
from metrics.kit.standing import active


def late(visits: Rows, last: Array, patients: int, day: int) -> tuple[Array, Array]:
    """Return of each of these last visits whether its patient is late, and whether he has a rhythm.

    ``visits`` are all VISITS rows up to the day that is asked of.
    """
    who, away = visits["patient"][last], day - visits["day"][last]
    intervals = visits["nth"][last].astype(np.int32) - 1
    rhythmic = intervals >= LEAST_INTERVALS
    bound = np.zeros(patients, np.int32)
    bound[who[rhythmic]] = (2 * away[rhythmic] + 2) // 3
    short = _short(visits, bound)[who]
    found = rhythmic & (2 * short > intervals)
    even = np.flatnonzero(rhythmic & (2 * short == intervals))
    found[even] = 4 * away[even] > 3 * _middle_two(visits, bound, who[even])
    return found, rhythmic


def _short(visits: Rows, bound: Array) -> Array:
    """Return how many intervals of each patient are below his bound."""
    short = visits["day"] - visits["previous_day"] < bound.take(visits["patient"])
    counts = np.zeros(len(bound), np.int32)
    np.add.at(counts, visits["patient"], short.astype(np.int32))  # half of what a mask costs
    return counts


def _middle_two(visits: Rows, bound: Array, who: Array) -> Array:
    """Return the longest interval below the bound + the shortest other of each of these."""
    asked = np.zeros(len(bound), bool)
    asked[who] = True
    mine = np.flatnonzero(asked.take(visits["patient"]))
    whose = visits["patient"].take(mine)
    gaps = visits["day"].take(mine) - visits["previous_day"].take(mine)
    short = gaps < bound.take(whose)
    below, others = np.zeros(len(bound), np.int32), np.full(len(bound), NEVER, np.int32)
    np.maximum.at(below, whose[short], gaps[short])
    np.minimum.at(others, whose[~short], gaps[~short])
    both: Array = below[who] + others[who]
    return both


def overdue(visits: Rows, patients: int, day: int, gap: int) -> tuple[int, int]:
    """Return how many active patients with a rhythm are late on a day, and how many these are."""
    found, rhythmic = late(visits, active(visits, day, gap), patients, day)
    return int(np.count_nonzero(found)), int(np.count_nonzero(rhythmic))
