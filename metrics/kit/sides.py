"""Both sides of the base: what came from new, returning and regained patients, and what left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.standing import between, event_places
from metrics.kit.value import SPAN

RETURNING, REGAINED, NEW = range(3)


@dataclass(frozen=True)
class Sides:
    """Patients and money of each side; of the lost, what they brought in their last year."""

    period: Period
    patients: dict[str, int]
    money: dict[str, int]
    legacy: int
    """Old patients who were seen for the first time; they stand among the returning."""

    gap: int

    @property
    def change(self) -> int:
        """Return how many more active patients there are at the end than at the start."""
        came = self.patients["new"] + self.legacy + self.patients["regained"]
        return came - self.patients["lost"]


def both_sides(frames: Frames, period: Period, as_of: date, gap: int) -> Sides:
    """Return patients and money of each side in a period, lost after ``gap`` days."""
    visits = frames[VISITS].until_rows(as_of)
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, day_number(as_of))
    at = {kind: where[between(visits["day"][where], low, high)] for kind, where in places.items()}
    lost = places["lost"][between(visits["day"][places["lost"]] + gap, low, high)]
    who = _Who.of(visits, at["new"], at["reactivated"], frames.patients)
    here, alone = (frames[kind].rows(period, as_of) for kind in (VISITS, MONEY))
    sides = who.sides(here)
    returning = np.zeros(frames.patients, bool)
    returning[here["patient"][sides == RETURNING]] = True
    sums = _sums(here["money"], sides) + _sums(alone["money"], who.sides(alone))
    counts = np.count_nonzero(returning), len(at["reactivated"]), len(at["new"])
    return Sides(
        period,
        {**_named(counts), "lost": len(lost)},
        {**_named(sums), "lost": _last_year(visits, lost, frames.patients)},
        len(at["legacy"]),
        gap,
    )


@dataclass(frozen=True)
class _Who:
    """Of each patient's place whether he is new in a period, and since when he is regained."""

    new: Array
    back: Array

    @classmethod
    def of(cls, visits: Rows, first: Array, again: Array, patients: int) -> _Who:
        new, back = np.full(patients, RETURNING, np.int8), np.full(patients, NEVER, np.int32)
        new[visits["patient"][first]] = NEW
        back[visits["patient"][again][::-1]] = visits["day"][again][::-1]  # the first is the last
        return cls(new, back)

    def sides(self, rows: Rows) -> Array:
        """Return on which side each visit or movement of money stands."""
        found = self.new[rows["patient"]]
        found[rows["day"] >= self.back[rows["patient"]]] = REGAINED
        return found


def _named(sides: Iterable[Any]) -> dict[str, int]:
    return dict(zip(("returning", "regained", "new"), map(int, sides), strict=True))


def _sums(money: Array, sides: Array) -> Array:
    return np.array([money[sides == side].sum() for side in (RETURNING, REGAINED, NEW)])


def _last_year(visits: Rows, lost: Array, patients: int) -> int:
    """Return what the lost brought in the 365 days up to the last visit before their loss."""
    ends = np.full(patients, -SPAN * 1000, np.int32)
    ends[visits["patient"][lost]] = visits["day"][lost]
    end = ends[visits["patient"]]
    theirs = (visits["day"] <= end) & (visits["day"] > end - SPAN)
    return int(visits["money"][theirs].sum())
