"""Winning: what a patient who was won back cost and brought in a year, beside a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.cuts import dated
from metrics.kit.entries import BILLS, CALLS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, MONEY, NEVER, VISITS, Array, Rows, first_days
from metrics.kit.second_wave import SecondWave
from metrics.kit.spending import ACQUIRE, spending
from metrics.kit.statistics import ratio
from metrics.kit.survival import FEW
from metrics.kit.year import YEAR

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
    """Return what the regained and the new of these days cost and brought.

    Only who came a year ago or earlier counts; of several returns of one patient the last such.
    """
    visits, year_ago = frames[VISITS].foreseen(as_of), day_number(as_of) - YEAR
    back, new = (dated(visits, starts, BEFORE, year_ago) for starts in (wave.back, wave.new))
    days = visits["day"]
    came, first_came = (_told(frames, visits, starts, days.take(starts)) for starts in (back, new))
    left = _told(frames, visits, back, days.take(back) - visits["away"].take(back))
    never_left = np.full(frames.patients, BEFORE, np.int32)
    return Winning(
        _won(frames, as_of, _during(visits, came, back), came, left),
        _won(frames, as_of, _first_years(visits, period, year_ago), first_came, never_left),
        _cost_of_new(frames, period, as_of, len(wave.new)),
        frames.settings.margin,
    )


def _told(frames: Frames, visits: Rows, places: Array, days: Array) -> Array:
    """Return these days by the patients of these visits, NEVER for all others."""
    found = np.full(frames.patients, NEVER, np.int32)
    found[visits["patient"].take(places)] = days
    return found


def _first_years(visits: Rows, period: Period, last: int) -> Array:
    """Return the places of the visits in the first year of who was new in the period by a day."""
    born = first_days(visits)
    early = (visits["age"] < YEAR) & ~visits["legacy"]
    early &= (born >= day_number(period.first)) & (born <= min(day_number(period.last), last))
    return np.flatnonzero(early)


def _during(rows: Rows, came: Array, starts: Array | None = None) -> Array:
    """Return the places of the rows in the year from the day on which their patient came.

    None of them stands before the first of the ``starts``, which are such rows themselves.
    """
    begin = int(starts[0]) if starts is not None and len(starts) else 0
    since = rows["day"][begin:] - came.take(rows["patient"][begin:])
    return np.flatnonzero((since >= 0) & (since < YEAR)) + begin


def _won(frames: Frames, as_of: date, during: Array, came: Array, left: Array) -> Won:
    """Return what those cost and brought in a year who came on these days, by their places.

    ``during`` are the places of the VISITS rows in these years; ``left`` is the day of the last
    visit before.
    """
    people = int(np.count_nonzero(came != NEVER))
    if people < FEW:
        return Won(people)
    visits, alone = (frames[kind].foreseen(as_of) for kind in (VISITS, MONEY))
    money = visits["money"].take(during).sum() + alone["money"][_during(alone, came)].sum()
    bills = frames[BILLS].until_rows(as_of)
    off = np.flatnonzero((bills["discount"] > 0) & (bills["amount"] >= 0))
    bills = {name: bills[name].take(off) for name in ("day", "patient", "discount")}
    given = bills["discount"][_during(bills, came)].sum()
    return Won(
        people,
        ratio(int(money), people),
        ratio(int(given), people),
        ratio(_spoken_to(frames[CALLS].until_rows(as_of), came, left), people),
    )


def _spoken_to(calls: Rows, came: Array, left: Array) -> int:
    known = np.flatnonzero((calls["contacted"] != NEVER) & (calls["patient"] >= 0))
    when, who = calls["contacted"][known], calls["patient"][known]
    between = (when > left[who]) & (when <= came[who]) & (came[who] != NEVER)
    return int(np.count_nonzero(between))


def _cost_of_new(frames: Frames, period: Period, as_of: date, new: int) -> float | None:
    """Return what was spent to win one of the period's new patients, in minor units.

    None where nothing was written down, or one service, channel or doctor alone is asked of.
    """
    if frames.narrowed:
        return None
    spent = spending(frames, period, as_of).of(ACQUIRE)
    return None if spent is None else ratio(spent, new)
