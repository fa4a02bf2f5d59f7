"""Threats: what the clinic would lose with those who complained, and with their households (R24).

m × min(10, 1 ÷ (1 − r)), undiscounted: m is what one had brought in the year up to his last visit
before the complaint, r how many come again of those who had come as often and been away as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.beforehand import beforehand
from metrics.kit.discounting import years_left
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, COMPLAINTS, CONTACTS, NOBODY, Array, Rows, taken
from metrics.kit.months import months_of, written
from metrics.kit.stages import best
from metrics.kit.worth import Chances, chances, worth

SAVED, GONE, OPEN, UNKNOWN = range(4)
STATES = ("saved", "gone", "open", "unknown")
"""Came again within the window, did not, may still, and nobody knows who it was."""

OF_PATIENTS = [CONTACTS.index(contact) for contact in ("", "patient", "relative")]


@dataclass(frozen=True)
class Month:
    """Who complained in a month and what they are worth, in minor units times the margin."""

    month: int
    people: Sequence[int]
    money: Sequence[float]

    @property
    def n(self) -> int:
        """Return how many households complained, anonymous ones counted one each."""
        return sum(self.people)

    @property
    def at_risk(self) -> float | None:
        """Return what all of them are worth; None where it cannot be told."""
        return _told(sum(self.money))

    def of(self, state: str) -> float | None:
        """Return what those of one state are worth."""
        return _told(self.money[STATES.index(state)])

    def row(self) -> dict[str, Any]:
        """Return the month as the JSON has it."""
        return {
            "month": written(self.month),
            "complainants": self.n,
            "at_risk": self.at_risk,
            **{state: self.of(state) for state in STATES},
        }


def _told(money: float) -> float | None:
    return None if isnan(money) else money


@dataclass(frozen=True)
class Threats:
    """Who complained in a month, one place a household and month; anonymous ones one each."""

    month: Array
    state: Array
    value: Array
    """In minor units of revenue; NaN where nobody can tell."""

    chances: Chances

    def by_month(self, first: int, last: int, margin: float) -> list[Month]:
        """Return those of each month from the first to the last."""
        shape = (last - first + 1, len(STATES))
        cells = (self.month - first) * shape[1] + self.state
        people = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        money = np.bincount(cells, self.value, minlength=shape[0] * shape[1]).reshape(shape)
        pairs = zip(people.tolist(), (money * margin).tolist(), strict=True)
        return [Month(month, *both) for month, both in enumerate(pairs, start=first)]


def threats(frames: Frames, period: Period, as_of: date, window: int) -> Threats:
    """Return who complained in the period, and whether he came again within so many days."""
    homes = frames.households
    rows = _newest(frames[COMPLAINTS].rows(period, as_of), homes)
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
    value[named] = _of_households(frames, taken(rows, named), homes, (as_of, known))
    if not named.all():
        value[~named] = _mean_of_active(frames, as_of, known)
    return Threats(months_of(rows["day"]), state, value, known)


def are_of_the_best(frames: Frames, period: Period, as_of: date) -> bool:
    """Return whether one of these complaints is by a patient who brings most, or his relative."""
    rows = frames[COMPLAINTS].rows(period, as_of)
    who = rows["patient"][np.isin(rows["contact"], OF_PATIENTS)]
    return bool(np.isin(who, best(frames, as_of)).any())


def _newest(rows: Rows, homes: Array) -> Rows:
    """Return patients' complaints, of each household only its newest of a month; anonymous all."""
    rows = {name: rows[name] for name in ("day", "patient", "contact", "id")}
    rows = taken(rows, np.isin(rows["contact"], OF_PATIENTS))
    who = rows["patient"]
    home = np.where(who == NOBODY, -1 - np.arange(len(who)), who)
    home[who != NOBODY] = homes[who[who != NOBODY]]
    order = np.lexsort((rows["id"], rows["day"], home, months_of(rows["day"])))
    rows, home = taken(rows, order), home[order]
    month = months_of(rows["day"])
    last = np.append((home[1:] != home[:-1]) | (month[1:] != month[:-1]), np.True_)[: len(home)]
    return taken(rows, last)


def _of_households(frames: Frames, rows: Rows, homes: Array, at: tuple[date, Chances]) -> Array:
    """Return what everybody of each complaint's household together would bring."""
    as_of, known = at
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
    people = worth(frames, as_of, known)
    active = people.last > people.day - frames.settings.active_gap
    values = people.yearly[active] * _years(known)[people.group[active]]
    return float(values.mean()) if len(values) else float("nan")
