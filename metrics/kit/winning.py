"""Winning: what a patient who was won back cost and brought in a year, beside a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.entries import BILLS, CALLS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.second_wave import SecondWave
from metrics.kit.spending import ACQUIRE, spending
from metrics.kit.statistics import ratio
from metrics.kit.survival import FEW

YEAR = 365
READS = (VISITS, MONEY, BILLS, CALLS, EXPENSES)
EVERY = slice(None)


@dataclass(frozen=True)
class Won:
    """Patients who were won and then observed for a whole year, a head; money in minor units."""

    people: int
    revenue: float | None = None
    """What one brought in that year; this and what follows is None under ten people."""

    discount: float | None = None
    """What was taken off his bills in that year."""

    calls: float | None = None
    """How often he was spoken to on the phone from his last visit before to the day he came."""


@dataclass(frozen=True)
class Winning:
    """Both kinds of patients, what was spent to win a new one, and the clinic's margin."""

    regained: Won
    new: Won
    cost: float | None
    margin: float | None


def winning(frames: Frames, period: Period, as_of: date, wave: SecondWave) -> Winning:
    """Return what the regained and the new of these days cost and brought."""
    ages = frames[VISITS].foreseen(as_of)["age"]
    cost = _cost_of_new(frames, period, as_of, len(wave.new))
    regained = _won(frames, wave.back, ages >= wave.gap, as_of)
    new = _won(frames, wave.new, ages < YEAR, as_of)
    return Winning(regained, new, cost, frames.settings.margin)


def _won(frames: Frames, starts: Array, may_count: Array, as_of: date) -> Won:
    """Return what the patients of these visits cost and brought in a year from them on.

    ``starts`` are places of VISITS rows up to the as-of day; of several of one patient the last
    counts among those that are a year old. ``may_count`` leaves out the rows that cannot lie in
    such a year, so that fewer are looked at.
    """
    visits, end = frames[VISITS].foreseen(as_of), day_number(as_of)
    whole = starts[visits["day"].take(starts) <= end - YEAR]
    begin, before = (np.full(frames.patients, NEVER, np.int32) for _both in range(2))
    who = visits["patient"].take(whole)
    begin[who], before[who] = visits["day"].take(whole), visits["previous_day"].take(whole)
    people = int(np.count_nonzero(begin != NEVER))
    if people < FEW:
        return Won(people)
    money = _within(visits, begin, "money", np.flatnonzero(may_count))
    money += _within(frames[MONEY].until_rows(as_of), begin, "money")
    bills = frames[BILLS].until_rows(as_of)
    off = np.flatnonzero((bills["discount"] > 0) & (bills["amount"] >= 0))
    given = _within(bills, begin, "discount", off)
    return Won(
        people,
        ratio(money, people),
        ratio(given, people),
        ratio(_spoken_to(frames[CALLS].until_rows(as_of), begin, before), people),
    )


def _within(rows: Rows, begin: Array, field: str, places: Array | slice = EVERY) -> int:
    """Return the sum of a field in the year from each patient's begin on, of some rows."""
    since = rows["day"][places] - begin.take(rows["patient"][places])
    counted = np.flatnonzero((since >= 0) & (since < YEAR))
    return int(rows[field][places].take(counted).sum())


def _spoken_to(calls: Rows, begin: Array, before: Array) -> int:
    known = np.flatnonzero((calls["contacted"] != NEVER) & (calls["patient"] >= 0))
    when, who = calls["contacted"][known], calls["patient"][known]
    return int(
        np.count_nonzero((when > before[who]) & (when <= begin[who]) & (begin[who] != NEVER))
    )


def _cost_of_new(frames: Frames, period: Period, as_of: date, new: int) -> float | None:
    """Return what was spent to win one of the period's new patients, in minor units.

    None where nothing was written down, or one service, channel or doctor alone is asked of.
    """
    if frames.narrowed:
        return None
    spent = spending(frames, period, as_of).of(ACQUIRE)
    return None if spent is None else ratio(spent, new)
