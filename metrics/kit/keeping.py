"""Keeping promises: what was due in a period, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.entries import PROMISE_STATES, PROMISES
from metrics.kit.frames import Frames
from metrics.kit.shares import Share

RELEASED = "released"
OVERDUE = "overdue"


@dataclass(frozen=True)
class Kept:
    """Promises that were due in a period, by what became of them; ``overdue`` are open still."""

    by_state: dict[str, int]
    ahead: int
    """How many are open and due after the as-of day."""

    @property
    def due(self) -> int:
        """Return how many were due: what the patient gave back is due no more."""
        return sum(self.by_state.values()) - self.by_state[RELEASED]

    @property
    def share(self) -> Share:
        """Return the share that was kept in time."""
        return Share.of(self.by_state["kept"], self.due)


def kept(frames: Frames, period: Period, as_of: date) -> Kept:
    """Return the promises that were due in a period, as they stand on the as-of day.

    A promise that is due on that very day and still open is no failure yet: it lies ahead.
    """
    rows = frames[PROMISES].until_rows(as_of)
    is_open = rows["state"] == PROMISE_STATES.index("open")
    last = min(day_number(period.last), day_number(as_of))
    asked = (rows["due"] >= day_number(period.first)) & (rows["due"] <= last)
    over = rows["due"] < day_number(as_of)
    counts = np.bincount(rows["state"][asked & ~is_open], minlength=len(PROMISE_STATES)).tolist()
    named = dict(zip(PROMISE_STATES, counts, strict=True))
    named[OVERDUE] = int(np.count_nonzero(asked & is_open & over))
    del named["open"]
    return Kept(named, int(np.count_nonzero(is_open & ~over)))
