"""Moved: why all patients together are worth more or less than a while ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

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


def moved(then: Worth, now: Worth, frames: Frames, at: tuple[float, float]) -> Moved | None:
    """Return the parts of the change between two days; ``at`` is discount and margin.

    New: who had not been here yet. Lost: who was active then and is lost now. Price: what those
    who stayed bring more for as many visits, by their own average bills. Kept: the rest.
    None where either cannot be told.
    """
    discount, margin = at
    old_times, times = then.times(discount), now.times(discount)
    if old_times is None or times is None or not len(then.patient):
        return None
    value, before = now.yearly * times, _places(then, now, frames)
    new, gap = before < 0, frames.settings.active_gap
    was_active = ~new & (then.last.take(before) > then.day - gap)
    lost = was_active & (now.last <= now.day - gap)
    stayed = ~new & ~lost
    old_bill = (then.yearly / then.visits).take(before)
    dearer = (now.yearly - now.visits * old_bill) * times
    change = value - (then.yearly * old_times).take(before)
    kept = np.where(stayed, change - dearer, 0)
    sums = {
        "new": value[new],
        "kept": kept,
        "lost": change[lost],
        "price": dearer[stayed],
    }
    away = float(kept[now.last <= then.day].sum()) * margin
    return Moved({name: float(each.sum()) * margin for name, each in sums.items()}, away)


def _places(then: Worth, now: Worth, frames: Frames) -> Array:
    """Return where each of now stood among those of then; -1 where he had not been here yet."""
    place = np.full(frames.patients, -1, np.int32)
    place[then.patient] = np.arange(len(then.patient))
    found: Array = place.take(now.patient)
    return found
