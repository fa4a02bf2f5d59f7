"""Calling: who was on the call list, who was spoken to, and who came back after that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.calling import LEFT_IN_PEACE
from clinic.period import Period
from metrics.kit.entries import CALL_OUTCOMES, CALLS
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.statistics import distinct


@dataclass(frozen=True)
class Called:
    """Patients of a period's calls; each counts once."""

    listed: int
    reached: int
    booked: int
    returned: int
    waited: int
    """Spoken to, not back yet, and still within the days in which a visit is the call's."""

    revenue: int
    """What those who came back paid within these days, in minor units."""


def called(frames: Frames, period: Period, as_of: date) -> Called:
    """Return what came of the calls that were opened in the period, seen from the as-of day.

    A visit on one of the LEFT_IN_PEACE days after the day on which a patient was spoken to is the
    call's.
    """
    rows = frames[CALLS].rows(period, as_of)
    rows = {name: column[rows["patient"] >= 0] for name, column in rows.items()}
    spoken = rows["contacted"] != NEVER
    who, when = rows["patient"][spoken], rows["contacted"][spoken]
    contacts = _Contacts.of(who, when, frames.patients)
    back, revenue = _returned(frames, contacts, as_of)
    open_since = day_number(as_of) - LEFT_IN_PEACE
    waiting = np.setdiff1d(who[when >= open_since], np.flatnonzero(back))
    return Called(
        listed=distinct(rows["patient"]),
        reached=distinct(who),
        booked=distinct(rows["patient"][rows["outcome"] == CALL_OUTCOMES.index("booked")]),
        returned=int(np.count_nonzero(back)),
        waited=len(waiting),
        revenue=revenue,
    )


@dataclass(frozen=True)
class _Contacts:
    """The days on which patients were spoken to, sorted by patient and day."""

    keys: Array
    patients: Array
    """Of each patient's place whether he was spoken to."""

    @classmethod
    def of(cls, who: Array, when: Array, patients: int) -> _Contacts:
        spoken = np.zeros(patients, bool)
        spoken[who] = True
        return cls(np.sort(_key(who, when)), spoken)

    def precede(self, rows: Rows) -> tuple[Array, Array]:
        """Return the places of rows that are a contact's, and whose they are."""
        mine = np.flatnonzero(self.patients[rows["patient"]])
        who, day = rows["patient"][mine], rows["day"][mine]
        place = np.searchsorted(self.keys, _key(who, day)) - 1  # the last contact before that day
        before = self.keys[np.maximum(place, 0)]
        same = (place >= 0) & (before >> 32 == who)
        follows = same & (day - (before & 0xFFFFFFFF) <= LEFT_IN_PEACE)
        return mine[follows], who[follows]


def _key(who: Array, day: Array) -> Array:
    return (who.astype(np.int64) << 32) | day


def _returned(frames: Frames, contacts: _Contacts, as_of: date) -> tuple[Array, int]:
    """Return of each patient's place whether he came back, and what those have paid."""
    back = np.zeros(frames.patients, bool)
    if not len(contacts.keys):
        return back, 0
    visits, alone = (frames[kind].until_rows(as_of) for kind in (VISITS, MONEY))
    seen, who = contacts.precede(visits)
    back[who] = True
    moved, whose = contacts.precede(alone)
    paid = int(visits["money"][seen].sum()) + int(alone["money"][moved][back[whose]].sum())
    return back, paid
