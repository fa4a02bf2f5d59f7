"""Rhythm: how long after his last visit a patient is later than he usually is.

The limit is 1.5 × the median of his own intervals, in whole days, as the call list reckons it; who
has come fewer than four times has none.
"""

from __future__ import annotations

import numpy as np

from clinic.calling import LEAST_INTERVALS
from metrics.kit.layout import NEVER, Array, Rows

GAP_BITS = 13
LONGEST_GAP = (1 << GAP_BITS) - 1
"""Days; longer intervals count as so long: they are no rhythm anyway."""


def limits(visits: Rows, patients: int) -> Array:
    """Return for each patient's place after how many days he is late; NEVER without a rhythm.

    ``visits`` are all VISITS rows up to the day that is asked of.
    """
    again = visits["nth"] > 1
    gaps = np.minimum(visits["day"][again] - visits["previous_day"][again], LONGEST_GAP)
    keys = np.sort(visits["patient"][again].astype(np.int64) << GAP_BITS | gaps)
    found = np.full(patients, NEVER, np.int32)
    who = (keys >> GAP_BITS).astype(np.int32)
    starts = np.flatnonzero(np.append(True, who[1:] != who[:-1])) if len(who) else who
    counts = np.diff(np.append(starts, len(who)))
    often = counts >= LEAST_INTERVALS
    starts, counts = starts[often], counts[often]
    middle = (keys[starts + counts // 2] & LONGEST_GAP) + (
        keys[starts + (counts - 1) // 2] & LONGEST_GAP
    )
    found[who[starts]] = middle * 3 // 4
    return found


def overdue(visits: Rows, patients: int, day: int, gap: int) -> tuple[int, int]:
    """Return how many active patients with a rhythm are late on a day, and how many these are."""
    last = np.flatnonzero(visits["next_day"] == NEVER)
    away = day - visits["day"][last]
    mine = limits(visits, patients)[visits["patient"][last]]
    rhythmic = (away < gap) & (mine != NEVER)
    return int(np.count_nonzero(rhythmic & (away > mine))), int(np.count_nonzero(rhythmic))
