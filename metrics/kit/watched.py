"""Watched series: what early warning looks at, week by week, and how each is counted.

A rate is counted day by day (how often, of how much), a share week by week (how many, of how
many); money and waiting are one value a week. Only closed weeks count, so that the last is
comparable with those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from metrics.kit.bookings import no_shows
from metrics.kit.control import Nature
from metrics.kit.daily import is_new
from metrics.kit.entries import APPOINTMENTS, BILLS
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, MONEY, SUBJECTS, VISITS, Array, Rows, taken
from metrics.kit.quotes import quoted_visits
from metrics.kit.rules import HIGHER, LOWER
from metrics.kit.weekly import WEEK, Weekly, closed_weeks, weekly

READS = (VISITS, MONEY, COMPLAINTS, BILLS, APPOINTMENTS)
MOST_WEEKS = 208
"""Four years: more says nothing of today's season."""

RETURN_DAYS = 90
PRICE = SUBJECTS.index("price")
Counts = tuple[Array, Array]
"""How often, and of how much: equally long."""


@dataclass(frozen=True)
class Weeks:
    """The closed weeks up to a day, as far back as they are looked at."""

    frames: Frames
    mondays: tuple[date, ...]

    @classmethod
    def until(cls, frames: Frames, last: date) -> Weeks:
        """Return the closed weeks from the first visit on up to a day, the newest MOST_WEEKS."""
        first = frames.first_visit
        mondays = closed_weeks(first, last) if first and first <= last else []
        return cls(frames, tuple(mondays[-MOST_WEEKS:]))

    @cached_property
    def period(self) -> Period:
        """Return the days of all weeks."""
        return Period(self.mondays[0], self.mondays[-1] + timedelta(days=WEEK - 1))

    @cached_property
    def first(self) -> int:
        """Return the first day's number."""
        return day_number(self.mondays[0])

    @property
    def days(self) -> int:
        """Return how many days the weeks have."""
        return WEEK * len(self.mondays)

    def by_day(self, days: Array) -> Array:
        """Return how many of these days, in any order, are each day."""
        places = days - self.first
        there = places[(places >= 0) & (places < self.days)]
        return np.bincount(there, minlength=self.days)

    def by_week(self, days: Array) -> Array:
        """Return how many of these days lie in each week."""
        return self.by_day(days).reshape(-1, WEEK).sum(axis=1)

    @cached_property
    def visits(self) -> Rows:
        """Return the visits of these weeks."""
        return self.frames[VISITS].rows(self.period, self.period.last)

    @cached_property
    def visits_by_day(self) -> Array:
        """Return how many visits each day had."""
        return self.by_day(self.visits["day"])

    @cached_property
    def open_by_day(self) -> Array:
        """Return of each day whether the clinic was open, whoever alone is asked of."""
        if not self.frames.narrowed:
            return (self.visits_by_day > 0).astype(np.int64)
        return self.by_day(np.array([day_number(day) for day in self.frames.open_days]))

    @cached_property
    def usual(self) -> Weekly:
        """Return the series that a change is judged by."""
        return weekly(self.frames, self.period.first, self.period.last)


@dataclass(frozen=True)
class Watched:
    """One series: its name, what sort of number it is, and on which side it is worse."""

    label: str
    nature: Nature
    worse: int
    count: Callable[[Weeks], Counts]
    """Of a rate by days; of a share by weeks; of an amount its values and the n of each week."""

    per: float = 1
    between: str = ""
    """What is counted between two events of a rate that is rare."""


def _complaints(weeks: Weeks) -> Counts:
    found = weeks.frames[COMPLAINTS].days(weeks.period, weeks.period.last)
    return weeks.by_day(found), weeks.visits_by_day


def _price_complaints(weeks: Weeks) -> Counts:
    rows = weeks.frames[COMPLAINTS].rows(weeks.period, weeks.period.last)
    about = (rows["subject"] == PRICE) | (rows["subjects_also"] >> PRICE & 1).astype(bool)
    return weeks.by_day(rows["day"][about]), weeks.visits_by_day


def _new(weeks: Weeks) -> Counts:
    return weeks.by_day(weeks.visits["day"][is_new(weeks.visits)]), weeks.open_by_day


def base_rows(weeks: Weeks) -> Rows:
    """Return one row a patient whose time to come ran out in a week: ``due``, and whether he came.

    The time is 1.5 × his own rhythm after a visit, from three intervals on, else the days until
    the visit's service is due again; without either there is none. In time is who came on or
    before the day on which it ran out, whatever he did later. Of two times of a patient that run
    out in one week the later visit's counts.
    """
    rows = weeks.frames[VISITS].until_rows(weeks.period.last)
    recalls = np.array((0, *weeks.frames.names["service"].recalls), np.int32)
    limit = np.where(rows["overdue_after"] > 0, rows["overdue_after"], recalls[rows["service"]])
    due = rows["day"] + limit
    places = np.flatnonzero((limit > 0) & (due >= weeks.first) & (due < weeks.first + weeks.days))
    week = (due[places] - weeks.first) // WEEK
    whose = rows["patient"][places].astype(np.int64) * len(weeks.mondays) + week
    keys = np.sort(whose << 32 | places)
    last = (np.append(keys[1:], -1) ^ keys) >> 32 != 0
    places = keys[last] & 0xFFFFFFFF
    found = taken(rows, places)
    return {**found, "due": due[places], "came": found["next_day"] <= due[places]}


def _base(weeks: Weeks) -> Counts:
    rows = base_rows(weeks)
    return weeks.by_week(rows["due"][rows["came"]]), weeks.by_week(rows["due"])


def _trust(weeks: Weeks) -> Counts:
    rows = quoted_visits(weeks.frames[BILLS].rows(weeks.period, weeks.period.last))
    return weeks.by_week(rows["day"][rows["over"]]), weeks.by_week(rows["day"])


def _returns(weeks: Weeks) -> Counts:
    rows = weeks.frames[VISITS].until_rows(weeks.period.last)
    first = np.flatnonzero(is_new(rows))
    due = rows["day"][first] + RETURN_DAYS
    back = rows["next_day"][first] <= due
    return weeks.by_week(due[back]), weeks.by_week(due)


def _missed(weeks: Weeks) -> Counts:
    rows = no_shows(weeks.frames[APPOINTMENTS].rows(weeks.period, weeks.period.last))
    stayed = weeks.by_week(rows["day"])
    return stayed, stayed + weeks.visits_by_day.reshape(-1, WEEK).sum(axis=1)


def _satisfied(weeks: Weeks) -> Counts:
    rated = weeks.usual.n["satisfied"]
    return np.nan_to_num(weeks.usual.values["satisfied"]) * rated, rated


def _usual(name: str) -> Callable[[Weeks], Counts]:
    return lambda weeks: (weeks.usual.values[name], weeks.usual.n[name])


SIGNS: Mapping[str, Watched] = {
    "complaints": Watched(
        _("Complaints per 1000 visits"),
        Nature.RATE,
        HIGHER,
        _complaints,
        1000,
        _("Visits between complaints"),
    ),
    "new": Watched(
        _("New patients an open day"),
        Nature.RATE,
        LOWER,
        _new,
        between=_("Open days between new patients"),
    ),
    "base": Watched(_("Came in time, of those due"), Nature.SHARE, LOWER, _base),
    "trust": Watched(_("Bills over their quote"), Nature.SHARE, HIGHER, _trust),
}
"""The four signs that service got worse."""

NO_QUOTES = Watched(
    _("Complaints about the price per 1000 visits"),
    Nature.RATE,
    HIGHER,
    _price_complaints,
    1000,
    _("Visits between complaints about the price"),
)
"""What stands in for trust where no quotes are written down."""

OTHERS: Mapping[str, Watched] = {
    "returns": Watched(_("Back within 90 days of the first visit"), Nature.SHARE, LOWER, _returns),
    "satisfied": Watched(_("Satisfied, of those who rated"), Nature.SHARE, LOWER, _satisfied),
    "wait": Watched(_("Mean wait, min"), Nature.AMOUNT, HIGHER, _usual("wait")),
    "missed": Watched(_("Did not come, of those expected"), Nature.SHARE, HIGHER, _missed),
    "visits": Watched(_("Visits an open day"), Nature.AMOUNT, LOWER, _usual("visits")),
    "revenue": Watched(_("Revenue an open day"), Nature.AMOUNT, LOWER, _usual("revenue")),
}
WATCHED: Mapping[str, Watched] = {**SIGNS, **OTHERS}
