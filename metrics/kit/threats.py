"""Threats: what the clinic would lose with those who complained, and with their households (R24).

m × min(10, 1 ÷ (1 − r)), undiscounted: m is what one had brought in the year up to his last visit
before the complaint, r how many come again of those who had come as often and been away as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.beforehand import beforehand
from metrics.kit.discounting import years_left
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, COMPLAINTS, CONTACTS, NOBODY, Array, Rows, taken
from metrics.kit.months import months_of
from metrics.kit.worth import Chances, chances, worth

SAVED, GONE, OPEN, UNKNOWN = range(4)
STATES = ("saved", "gone", "open", "unknown")
"""Came again within the window, did not, may still, and nobody knows who it was."""

OF_PATIENTS = [CONTACTS.index(contact) for contact in ("", "patient", "relative")]


@dataclass(frozen=True)
class Threats:
    """Who complained in a month, one place a household and month; anonymous ones one each."""

    month: Array
    state: Array
    value: Array
    """In minor units of revenue; NaN where nobody can tell."""

    chances: Chances

    def of(self, month: int) -> tuple[Array, Array]:
        """Return how many there are in a month by state, and what they are worth."""
        mine = self.month == month
        counts = np.bincount(self.state[mine], minlength=len(STATES))
        return counts, np.bincount(self.state[mine], self.value[mine], minlength=len(STATES))


def threats(frames: Frames, period: Period, as_of: date, window: int) -> Threats:
    """Return who complained in the period, and whether he came again within so many days."""
    rows = _newest(frames, period, as_of)
    known = chances(frames, as_of)
    who = rows["patient"] != NOBODY
    state = np.full(len(who), UNKNOWN)
    value = np.full(len(who), np.nan)
    theirs = beforehand(frames, rows["patient"][who], rows["day"][who], as_of)
    days = rows["day"][who]
    over = day_number(as_of) - days >= window
    back = theirs.following - days <= window
    told = np.where(back, SAVED, np.where(over, GONE, OPEN))
    state[who] = np.where(theirs.last == BEFORE, UNKNOWN, told)
    named = state != UNKNOWN
    value[named] = _of_households(frames, taken(rows, named), as_of, known)
    if not named.all():
        value[~named] = _mean_of_active(frames, as_of, known)
    return Threats(months_of(rows["day"]), state, value, known)


def _newest(frames: Frames, period: Period, as_of: date) -> Rows:
    """Return patients' complaints, of each household only its newest of a month; anonymous all."""
    rows = frames[COMPLAINTS].rows(period, as_of)
    rows = {name: rows[name] for name in ("day", "patient", "contact", "id")}
    rows = taken(rows, np.isin(rows["contact"], OF_PATIENTS))
    who = rows["patient"]
    home = np.where(who == NOBODY, -1 - np.arange(len(who)), who)
    home[who != NOBODY] = frames.households[who[who != NOBODY]]
    order = np.lexsort((rows["id"], rows["day"], home, months_of(rows["day"])))
    rows, home = taken(rows, order), home[order]
    month = months_of(rows["day"])
    last = np.append((home[1:] != home[:-1]) | (month[1:] != month[:-1]), np.True_)[: len(home)]
    return taken(rows, last)


def _of_households(frames: Frames, rows: Rows, as_of: date, known: Chances) -> Array:
    """Return what everybody of each complaint's household together would bring."""
    homes = frames.households
    asked = np.zeros(frames.patients, bool)
    asked[homes[rows["patient"]]] = True
    people = np.flatnonzero(asked[homes])
    people = people[np.argsort(homes[people], kind="stable")]
    first = np.searchsorted(homes[people], homes[rows["patient"]])
    sizes = np.searchsorted(homes[people], homes[rows["patient"]], side="right") - first
    complaint = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(complaint)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    member = people[first[complaint] + place]
    days = rows["day"][complaint]
    theirs = beforehand(frames, member, days, as_of)
    values = theirs.yearly * _years(known)[known.of(theirs.nth, days - theirs.last)]
    return np.bincount(complaint, values, minlength=len(sizes))


def _years(known: Chances) -> Array:
    """Return for how many years those of each group stay; NaN where nobody can tell."""
    found = [years_left(rate) for rate in known.retention()]
    return np.array([np.nan if each is None else each for each in found])


def _mean_of_active(frames: Frames, as_of: date, known: Chances) -> float:
    """Return what an active patient would bring on average; NaN where there is none."""
    people = worth(frames, as_of)
    active = people.last > people.day - frames.settings.active_gap
    values = people.yearly[active] * _years(known)[people.group[active]]
    return float(values.mean()) if len(values) else float("nan")
