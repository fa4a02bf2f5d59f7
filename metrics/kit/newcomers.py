"""Newcomers: patients whose true first visit lies in a period, and when each came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.daily import is_new
from metrics.kit.frames import Frames
from metrics.kit.layout import VISITS, Array, Rows
from metrics.kit.months import months_of


@dataclass(frozen=True)
class Newcomers:
    """One place a patient in each of these arrays, in the order of their first visits."""

    first_day: Array
    patient: Array
    """Whose first visit it was, by his place."""

    start: Array
    """The day from which his return is waited for: of the first visit, or of its episode's last."""

    back: Array
    """The day on which he came back; NEVER where he has not."""

    as_of: int

    def __len__(self) -> int:
        """Return the number of newcomers."""
        return len(self.start)

    @property
    def cohort(self) -> Array:
        """Return each one's month as months since 1970-01."""
        return months_of(self.first_day)

    @property
    def followed(self) -> Array:
        """Return for how many days each has been followed."""
        days: Array = self.as_of - self.start
        return days

    @property
    def waited(self) -> Array:
        """Return the days until each came back, or until the as-of day."""
        days: Array = np.minimum(self.back, self.as_of) - self.start
        return days

    @property
    def returned(self) -> Array:
        """Return of each whether he has come back."""
        came: Array = self.back <= self.as_of
        return came

    def among(self, which: Array) -> Newcomers:
        """Return those for whom the mask is true."""
        return Newcomers(
            self.first_day[which],
            self.patient[which],
            self.start[which],
            self.back[which],
            self.as_of,
        )


def newcomers(frames: Frames, period: Period, as_of: date, episode: int = 0) -> Newcomers:
    """Return who came for the first time in the period.

    With an ``episode`` in days a return must come more than so many days after the visit before
    it, and is waited for from the last visit of the first episode: the stages of one treatment
    plan are no loyalty.
    """
    rows = frames[VISITS].rows(period, as_of)
    first = np.flatnonzero(is_new(rows))
    day, patient = rows["day"][first], rows["patient"][first]
    if not episode:
        return Newcomers(day, patient, day, rows["next_day"][first], day_number(as_of))
    later = frames[VISITS].rows(Period(period.first, as_of), as_of)
    last = _first_ends(later, episode, frames.patients)[patient]
    return Newcomers(day, patient, later["day"][last], later["next_day"][last], day_number(as_of))


def _first_ends(rows: Rows, episode: int, patients: int) -> Array:
    """Return for each patient's place that of the visit with which his first episode ends."""
    ends = np.flatnonzero(rows["next_day"] - rows["day"] > episode)[::-1]
    found = np.zeros(patients, np.int64)
    found[rows["patient"][ends]] = ends  # the earliest is written last
    return found


def first_codes(frames: Frames, as_of: date, field: str) -> Array:
    """Return what was first of each patient, such as his "first_channel"; 0 who has not come."""
    visits = frames[VISITS].foreseen(as_of)
    first = np.flatnonzero(visits["nth"] == 1)
    found = np.zeros(frames.patients, visits[field].dtype)
    found[visits["patient"].take(first)] = visits[field].take(first)
    return found
