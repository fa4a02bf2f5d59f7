"""Trying: patients who bought a class of service that was new to them, and new services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.active import active_patients
from metrics.kit.frames import Frames
from metrics.kit.layout import SERVICE_CLASSES, VISITS, Array, Rows

SETS = 1 << len(SERVICE_CLASSES)
"""How many sets of classes there are."""


@dataclass(frozen=True)
class Tried:
    """The active patients of a day, and who of them bought something new in the days before."""

    active: int
    tried: int
    by_class: dict[str, int]
    services: tuple[str, ...]
    """Services that nobody bought before these days; none where the journal is too young."""

    revenue: int
    """Of the visits for these services, in minor units."""


def tried(frames: Frames, since: date, day: date, as_of: date) -> Tried:
    """Return who of the patients active on a day bought something new from ``since`` to it.

    New to a patient is a class that he bought on no visit before; his first visit is never new,
    and neither is a legacy patient's first known one.
    """
    rows = frames[VISITS].until_rows(as_of)
    low, end = np.searchsorted(
        rows["day"], np.array((day_number(since), day_number(day) + 1), np.int32)
    )
    rows = {name: column[:end] for name, column in rows.items()}
    active = active_patients(rows, day, frames.settings.active_gap)
    found = _new_sets(rows, int(low), frames.patients)[active]
    services, revenue = _launched(frames, rows, int(low))
    return Tried(
        active=len(active),
        tried=int(np.count_nonzero(found)),
        by_class={
            name: int(np.count_nonzero(found & 1 << place))
            for place, name in enumerate(SERVICE_CLASSES)
        },
        services=services,
        revenue=revenue,
    )


def _new_sets(rows: Rows, low: int, patients: int) -> Array:
    """Return for each patient's place the set of classes that were new to him since ``low``."""
    first = low + np.flatnonzero(rows["nth"][low:] == 1)
    return _sets(rows, patients, slice(low, None)) & ~_sets(rows, patients, slice(low), first)


def _sets(rows: Rows, patients: int, *which: slice | Array) -> Array:
    """Return for each patient's place the set of classes of these visits, as bits."""
    seen = np.zeros(patients * SETS, bool)
    for each in which:
        seen[rows["patient"][each].astype(np.intp) * SETS + rows["classes"][each]] = True
    found = np.zeros(patients, np.uint8)
    for bits, column in enumerate(seen.reshape(patients, SETS).T):
        found |= np.where(column, np.uint8(bits), np.uint8(0))
    return found


def _launched(frames: Frames, rows: Rows, low: int) -> tuple[tuple[str, ...], int]:
    """Return the services that began at ``low`` or later, and the revenue of their visits."""
    if not low:
        return (), 0
    names = frames.names["service"]
    count = len(names.ids) + 1
    before = np.bincount(rows["service"][:low], minlength=count)
    since = rows["service"][low:]
    begun = (before == 0) & (np.bincount(since, minlength=count) > 0)
    begun[0] = False
    money = np.bincount(since, rows["money"][low:], count)
    called = tuple(names.names[code - 1] for code in np.flatnonzero(begun).tolist())
    return called, int(money[begun].sum())
