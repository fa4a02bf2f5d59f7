"""Winning: what a patient who was won back cost and brought in a year, beside a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.entries import BILLS, CALLS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows, first_days
from metrics.kit.second_wave import SecondWave
from metrics.kit.spending import ACQUIRE, spending
from metrics.kit.statistics import ratio
from metrics.kit.survival import FEW

YEAR = 365
READS = (VISITS, MONEY, BILLS, CALLS, EXPENSES)


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
    cost = _cost_of_new(frames, period, as_of, len(wave.new))
    regained = _won(frames, wave.back, as_of)
    new = _won(frames, wave.new, as_of, _first_years(frames[VISITS].foreseen(as_of), period, as_of))
    return Winning(regained, new, cost, frames.settings.margin)


def _first_years(visits: Rows, period: Period, as_of: date) -> Array:
    """Return the places of the visits in the first year of those who were new in the period."""
    first, last = day_number(period.first), min(day_number(period.last), day_number(as_of) - YEAR)
    born = first_days(visits)
    early = (visits["age"] < YEAR) & ~visits["legacy"]
    found: Array = np.flatnonzero(early & (born >= first) & (born <= last))
    return found


def _won(frames: Frames, starts: Array, as_of: date, during: Array | None = None) -> Won:
    """Return what the patients of these visits cost and brought in a year from them on.

    ``starts`` are places of VISITS rows up to the as-of day; of several of one patient the last
    counts among those that are a year old. ``during`` are the places of the visits in their years,
    where they are known.
    """
    visits, end = frames[VISITS].foreseen(as_of), day_number(as_of)
    whole = starts[visits["day"].take(starts) <= end - YEAR]
    begin = np.full(frames.patients, NEVER, np.int32)
    begin[visits["patient"].take(whole)] = visits["day"].take(whole)
    people = int(np.count_nonzero(begin != NEVER))
    if people < FEW:
        return Won(people)
    during = _during(visits, begin) if during is None else during
    alone = frames[MONEY].foreseen(as_of)
    money = visits["money"].take(during).sum() + alone["money"][_during(alone, begin)].sum()
    bills = frames[BILLS].until_rows(as_of)
    off = np.flatnonzero((bills["discount"] > 0) & (bills["amount"] >= 0))
    bills = {name: bills[name].take(off) for name in ("day", "patient", "discount")}
    given = bills["discount"][_during(bills, begin)].sum()
    return Won(
        people,
        ratio(int(money), people),
        ratio(int(given), people),
        ratio(_spoken_to(frames[CALLS].until_rows(as_of), visits, whole, begin), people),
    )


def _during(rows: Rows, begin: Array) -> Array:
    """Return the places of the rows in the year from their patient's begin on."""
    since = rows["day"] - begin.take(rows["patient"])
    found: Array = np.flatnonzero((since >= 0) & (since < YEAR))
    return found


def _spoken_to(calls: Rows, visits: Rows, starts: Array, begin: Array) -> int:
    known = np.flatnonzero((calls["contacted"] != NEVER) & (calls["patient"] >= 0))
    when, who = calls["contacted"][known], calls["patient"][known]
    called = np.zeros(len(begin), bool)
    called[who] = True
    theirs = starts[called.take(visits["patient"].take(starts))]
    before = np.full(len(begin), NEVER, np.int32)
    before[visits["patient"].take(theirs)] = visits["previous_day"].take(theirs)
    return int(np.count_nonzero((when > before[who]) & (when <= begin[who])))


def _cost_of_new(frames: Frames, period: Period, as_of: date, new: int) -> float | None:
    """Return what was spent to win one of the period's new patients, in minor units.

    None where nothing was written down, or one service, channel or doctor alone is asked of.
    """
    if frames.narrowed:
        return None
    spent = spending(frames, period, as_of).of(ACQUIRE)
    return None if spent is None else ratio(spent, new)
