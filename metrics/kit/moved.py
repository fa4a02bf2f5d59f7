"""Moved: why all patients together are worth more or less than a while ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.frames import Frames
from metrics.kit.layout import Array
from metrics.kit.worth import Worth

PARTS = ("new", "kept", "lost", "price")


@dataclass(frozen=True)
class Moved:
    """By how much each part moved the sum, in minor units; together they are all of it."""

    parts: Mapping[str, float]
    away: float
    """How much of "kept" is of those who have not come since: less, the longer they stay away."""


def moved(
    then: Worth, now: Worth, frames: Frames, as_of: date, at: tuple[float, float]
) -> Moved | None:
    """Return the parts of the change between two days; ``at`` is discount and margin.

    New: who had not been here yet. Lost: who was active then and is lost now. Price: what those
    who stayed bring more for as many visits, by their own average bills. Kept: the rest.
    None where either cannot be told.
    """
    discount, margin = at
    old_times, times = then.times(discount), now.times(discount)
    if old_times is None or times is None or not len(then.patient):
        return None
    old_value = _by_place(then.patient, then.yearly * old_times, frames.patients)[now.patient]
    old_bill = _by_place(then.patient, then.yearly / then.visits, frames.patients)[now.patient]
    value = now.yearly * times
    new, lost = ~_known(then, frames)[now.patient], _lost(then, now, frames, as_of)
    stayed = ~new & ~lost
    dearer = (now.yearly - now.visits * old_bill) * times
    change = value - old_value
    kept = np.where(stayed, change - dearer, 0)
    sums = {
        "new": value[new],
        "kept": kept,
        "lost": change[lost],
        "price": dearer[stayed],
    }
    away = float(kept[now.last <= then.day].sum()) * margin
    return Moved({name: float(each.sum()) * margin for name, each in sums.items()}, away)


def _lost(then: Worth, now: Worth, frames: Frames, as_of: date) -> Array:
    """Return of those of now who was active then and is lost now."""
    gap = frames.settings.active_gap
    active = np.zeros(frames.patients, bool)
    active[then.patient] = then.last > then.day - gap
    found: Array = active[now.patient] & (now.last <= day_number(as_of) - gap)
    return found


def _known(then: Worth, frames: Frames) -> Array:
    known = np.zeros(frames.patients, bool)
    known[then.patient] = True
    return known


def _by_place(patient: Array, values: Array, patients: int) -> Array:
    found = np.zeros(patients)
    found[patient] = values
    return found
