"""Complaining: what was complained of in a period, what is open, and how long it took."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_from, day_number
from clinic.period import Period
from clinic.settings import ClinicSettings
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, NEVER, NOBODY, SUBJECTS, VISITS, Array, Rows
from metrics.kit.survival import Curve, kaplan_meier


@dataclass(frozen=True)
class Complaining:
    """The complaints of a period, and those that are open on the as-of day."""

    rows: Rows
    visits: int
    open_days: Array
    """Of what is open on the as-of day, whenever it came: the days on which it was received."""

    overdue: int
    """How many of those should have been resolved by the clinic's own deadline."""

    resolving: Curve
    """Calendar days from the complaint to its resolution; open ones are still watched."""

    came_back: tuple[int, int]
    """How many of the known patients who complained have been here since, and how many they are."""

    @property
    def count(self) -> int:
        """Return how many complaints were received."""
        return len(self.rows["day"])

    def by_subject(self) -> dict[str, int]:
        """Return how many complaints have each subject: one with several counts for each."""
        main, also = self.rows["subject"], self.rows["subjects_also"]
        return {
            subject: int(np.count_nonzero((main == place) | (also >> place & 1).astype(bool)))
            for place, subject in enumerate(SUBJECTS)
        }

    @property
    def patients(self) -> Array:
        """Return the places of the known patients behind them."""
        return np.unique(self.rows["patient"][self.rows["patient"] != NOBODY])

    @property
    def complainants(self) -> int:
        """Return the people behind them: each anonymous complaint is one."""
        return len(self.patients) + int(np.count_nonzero(self.rows["patient"] == NOBODY))


def complaining(frames: Frames, period: Period, as_of: date) -> Complaining:
    """Return the complaints received in the period, as they stand on the as-of day."""
    rows, every = frames[COMPLAINTS].rows(period, as_of), frames[COMPLAINTS].until_rows(as_of)
    end = day_number(as_of)
    still = every["day"][every["resolved"] == NEVER]
    took = np.maximum(np.minimum(rows["resolved"], end) - rows["day"], 0)
    return Complaining(
        rows,
        len(frames[VISITS].days(period, as_of)),
        still,
        _overdue(still, as_of, frames.settings),
        kaplan_meier(took, rows["resolved"] <= end),
        _came_back(frames, rows, as_of),
    )


def _overdue(received: Array, as_of: date, settings: ClinicSettings) -> int:
    """Return how many were received so long ago that the deadline is over."""
    after, within = settings.working_days.after, settings.resolve_days
    days = np.unique(received).tolist()
    late = bisect_left(days, as_of, key=lambda day: after(day_from(day), within))
    return int(np.count_nonzero(received < days[late])) if late < len(days) else len(received)


def _came_back(frames: Frames, rows: Rows, as_of: date) -> tuple[int, int]:
    known = rows["patient"] != NOBODY
    first = np.full(frames.patients, NEVER, np.int32)
    np.minimum.at(first, rows["patient"][known], rows["day"][known])
    visits = frames[VISITS].until_rows(as_of)
    back = np.unique(visits["patient"][visits["day"] > first[visits["patient"]]])
    return len(back), int(np.count_nonzero(first != NEVER))
