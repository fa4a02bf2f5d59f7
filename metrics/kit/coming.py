"""Coming in time: whose time to come again ran out in each week, and who had come by then.

The time is 1.5 × a patient's own rhythm after a visit, from three intervals on, else the days until
the visit's service is due again; without either there is none. In time is who came on or before the
day on which it ran out, whatever he did later: so the last closed week is as complete as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics.kit.layout import Array, Rows
from metrics.kit.pieces import pieces
from metrics.kit.weekly import WEEK

NEEDED = ("day", "due_after", "next_day")


@dataclass(frozen=True)
class Coming:
    """One place a patient whose time ran out in a week, in the order of the visits."""

    places: Array
    """Which of the visits his time ran from."""

    due: Array
    """The day on which it ran out."""

    week: Array
    came: Array


def coming(visits: Rows, first: int, weeks: int) -> Coming:
    """Return whose time ran out in so many weeks from a day on; ``visits`` are all up to their end.

    Of two times of a patient that run out in one week the later visit's counts.
    """
    found = _running_out(visits, first, first + weeks * WEEK, _outdone(visits, first, weeks))
    there, due, came = (np.concatenate(parts) for parts in zip(*found, strict=True))
    week = ((due - np.int32(first)) // WEEK).astype(np.uint16)
    return Coming(there, due, week, came)


def _outdone(visits: Rows, first: int, weeks: int) -> Array:
    """Return the places of the visits whose time runs out in one week with a later visit's."""
    rows = np.flatnonzero(visits["crowded"])
    week = (visits["day"].take(rows) + visits["due_after"].take(rows) - np.int32(first)) // WEEK
    inside = np.flatnonzero((week >= 0) & (week < weeks))
    rows, count = rows.take(inside), max(1, len(inside))
    slot = visits["patient"].take(rows).astype(np.int64) * weeks + week.take(inside)
    ordered = np.sort(slot * count + np.arange(len(rows)))
    slot = ordered // count
    early = ordered[:-1][slot[1:] == slot[:-1]]
    return np.sort(rows.take(early % count))


def _running_out(visits: Rows, first: int, end: int, outdone: Array) -> Iterator[tuple[Array, ...]]:
    """Yield place, day and whether the patient came of each time that runs out on these days."""
    for piece in pieces(len(visits["day"])):
        part = {name: visits[name][piece] for name in NEEDED}
        due = part["day"] + part["due_after"]
        counts = (part["due_after"] > 0) & (due >= first) & (due < end)
        low, high = np.searchsorted(outdone, (piece.start, piece.stop))
        counts[outdone[low:high] - piece.start] = False
        there = np.flatnonzero(counts)
        due = due.take(there)
        yield there + piece.start, due, part["next_day"].take(there) <= due
