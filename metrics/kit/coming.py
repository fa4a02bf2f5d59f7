"""Coming in time: whose time to come again ran out in each week, and who had come by then.

The time is 1.5 × a patient's own rhythm after a visit, from three intervals on, else the days until
the visit's service is due again; without either there is none. In time is who came on or before the
day on which it ran out, whatever he did later: so the last closed week is as complete as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from metrics.kit.layout import Array, Rows
from metrics.kit.pieces import pieces
from metrics.kit.rhythm import LONGEST
from metrics.kit.weekly import WEEK

NEEDED = ("day", "patient", "service", "overdue_after", "next_day")
SLOTS = 250_000
"""So many are written to at a time: fewer steps cost less, but only what is near the processor."""


@dataclass(frozen=True)
class Coming:
    """One place a patient whose time ran out in a week, in the order of the visits."""

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
    usual = np.array((0, *recalls)).clip(0, LONGEST).astype(np.uint16)
    found = _running_out(visits, usual, first, first + weeks * WEEK)
    places, due, patient, came = (np.concatenate(parts) for parts in zip(*found, strict=True))
    week = ((due - np.int32(first)) // WEEK).astype(np.uint16)
    order = np.argsort(week, kind="stable")
    last = np.empty(len(order), bool)
    last[order] = _last(patient.take(order), week.take(order), patients, weeks)
    return Coming(places[last], due[last], week[last], came[last])


def _running_out(visits: Rows, usual: Array, first: int, end: int) -> Iterator[tuple[Array, ...]]:
    """Yield place, day, patient and whether he came of each time that runs out on these days."""
    for piece in pieces(len(visits["day"])):
        part = {name: visits[name][piece] for name in NEEDED}
        own = part["overdue_after"]
        limit = own + usual.take(part["service"]) * (own == 0)
        due = part["day"] + limit
        there = np.flatnonzero((limit > 0) & (due >= first) & (due < end))
        due = due.take(there)
        came = part["next_day"].take(there) <= due
        yield there + piece.start, due, part["patient"].take(there), came


def _last(patient: Array, week: Array, patients: int, weeks: int) -> Array:
    """Return which are the last of their patient in their week; a week's stand together.

    As many weeks are looked at at once as there is room for each patient's slot in each.
    """
    at_once = max(1, min(weeks, SLOTS // (patients + 1)))
    newest = np.empty(at_once * patients, np.int32)
    slot = patient + (week % np.uint16(at_once)).astype(np.intp) * patients
    place = np.arange(len(patient), dtype=np.int32)
    last = np.empty(len(patient), bool)
    edges = np.searchsorted(week, np.arange(0, weeks + at_once, at_once).astype(np.uint16))
    for start, end in pairwise(edges.tolist()):
        mine, there = slot[start:end], place[start:end]
        newest[mine] = there
        last[start:end] = newest[mine] == there
    return last
