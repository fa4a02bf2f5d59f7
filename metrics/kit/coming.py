"""Coming in time: whose time to come again ran out in each week, and who had come by then.

The time is 1.5 × a patient's own rhythm after a visit, from three intervals on, else the days until
the visit's service is due again; without either there is none. In time is who came on or before the
day on which it ran out, whatever he did later: so the last closed week is as complete as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from metrics.kit.layout import Array, Rows
from metrics.kit.weekly import WEEK

TOGETHER = 4


@dataclass(frozen=True)
class Coming:
    """One place a patient whose time ran out in a week, the first week first."""

    places: Array
    """Which of the visits his time ran from."""

    due: Array
    """The day on which it ran out."""

    week: Array
    came: Array


def coming(visits: Rows, recalls: tuple[int, ...], patients: int, first: int, weeks: int) -> Coming:
    """Return whose time ran out in so many weeks from a day on.

    ``visits`` are all up to their end, ``recalls`` the days of each service until it is due again.
    Of two times of a patient that run out in one week the later visit's counts.
    """
    own = visits["overdue_after"]
    usual = np.array((0, *recalls)).clip(0, np.iinfo(own.dtype).max).astype(own.dtype)
    limit = own + usual.take(visits["service"]) * (own == 0)
    due = visits["day"] + limit
    places = np.flatnonzero((limit > 0) & (due >= first) & (due < first + weeks * WEEK))
    week = ((due[places] - first) // WEEK).astype(np.uint16)
    order = np.argsort(week, kind="stable")
    places, week = places[order], week[order]
    last = _last(visits["patient"][places], week, patients, weeks)
    places, week = places[last], week[last]
    ran_out = due[places]
    return Coming(places, ran_out, week, visits["next_day"][places] <= ran_out)


def _last(patient: Array, week: Array, patients: int, weeks: int) -> Array:
    """Return which are the last of their patient in their week; a week's stand together.

    A few weeks are looked at together, each patient with a slot in each: fewer steps cost less.
    """
    newest = np.zeros(TOGETHER * patients, np.int32)
    slot = patient + (week % TOGETHER).astype(np.int32) * np.int32(patients)
    place = np.arange(len(patient), dtype=np.int32)
    last = np.ones(len(patient), bool)
    edges = np.searchsorted(week, np.arange(0, weeks + TOGETHER, TOGETHER))
    for start, end in pairwise(edges.tolist()):
        newest[slot[start:end]] = place[start:end]
        last[start:end] = newest[slot[start:end]] == place[start:end]
    return last
