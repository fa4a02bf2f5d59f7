"""Handling: when complaints were written down, taken up and seen, and which came again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.complaint import REPEATED_WITHIN
from metrics.kit.frames import Frames
from metrics.kit.layout import CAUSES, COMPLAINTS, NEVER, SUBJECTS, Array, Rows
from metrics.kit.statistics import median, ratio
from metrics.kit.survival import Curve, kaplan_meier


@dataclass(frozen=True)
class Handled:
    """What became of some complaints, as they stand on the as-of day; medians in days."""

    acknowledging: Curve
    """Calendar days from the complaint until somebody took it up; others are still watched."""

    logged_after: float | None
    seen_after: float | None
    """From the complaint until it was written down, and until the owner saw it, if he has."""

    reopened: int
    repeated: int


def handled(frames: Frames, rows: Rows, as_of: date) -> Handled:
    """Return what became of these COMPLAINTS rows, which were received in a period."""
    end, every = day_number(as_of), frames[COMPLAINTS].until_rows(as_of)
    taken_up = np.minimum(rows["acknowledged"], rows["resolved"])
    waited = np.maximum(np.minimum(taken_up, end) - rows["day"], 0)
    again = (rows["first_resolved"] != NEVER) & (rows["first_resolved"] != rows["resolved"])
    return Handled(
        kaplan_meier(waited, taken_up <= end),
        _median_after(rows, "logged"),
        _median_after(rows, "owner_saw"),
        int(np.count_nonzero(again)),
        _repeated(rows, every),
    )


def _median_after(rows: Rows, name: str) -> float | None:
    known = rows[name] != NEVER
    return median((rows[name][known] - rows["day"][known]).astype(np.float64))


def _alike(rows: Rows) -> Array:
    """Return what complaints share that are repetitions: cause and doctor, else subject; -1: none.

    Without a cause nothing is known to have come again.
    """
    doctor = rows["doctor"].astype(np.int64) + len(SUBJECTS)
    about = np.where(rows["doctor"] > 0, doctor, rows["subject"])
    found: Array = np.where(rows["cause"] > 0, about * len(CAUSES) + rows["cause"], -1)
    return found


def _repeated(rows: Rows, every: Rows) -> int:
    """Return how many came within 90 days of the closing of another one alike."""
    closed = every["resolved"] != NEVER
    keys = np.sort((_alike(every)[closed] << 32) | every["resolved"][closed])
    mine, day = _alike(rows) << 32, rows["day"].astype(np.int64)
    before = np.searchsorted(keys, mine | np.maximum(day - REPEATED_WITHIN, 0))
    until = np.searchsorted(keys, mine | day, "right")
    own = rows["resolved"] == rows["day"]  # closed on its own day, it is among them itself
    return int(np.count_nonzero((until - before > own) & (mine >= 0)))


def gravities(rows: Rows) -> dict[str, float | None]:
    """Return the mean gravity of each subject, of those to which one was given."""
    graded = rows["gravity"] > 0
    main, also, gravity = (rows[name][graded] for name in ("subject", "subjects_also", "gravity"))
    about = {
        subject: (main == place) | (also >> place & 1).astype(bool)
        for place, subject in enumerate(SUBJECTS)
    }
    return {
        subject: ratio(int(gravity[mine].sum()), int(np.count_nonzero(mine)))
        for subject, mine in about.items()
    }
