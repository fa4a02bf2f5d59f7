"""Watched series: what early warning looks at, week by week, and how each is counted.

A rate is counted day by day (how often, of how much), a share week by week (how many, of how
many); money and waiting are one value a week. Only closed weeks count, so that the last is
comparable with those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from clinic.marks import mark as _
from metrics.kit.bookings import no_shows
from metrics.kit.chart_kind import Nature
from metrics.kit.daily import is_new
from metrics.kit.entries import APPOINTMENTS, BILLS
from metrics.kit.layout import COMPLAINTS, MONEY, SUBJECTS, VISITS, Array
from metrics.kit.pieces import counted
from metrics.kit.quotes import quoted_visits
from metrics.kit.rules import HIGHER, LOWER
from metrics.kit.weekly import WEEK, said, shared
from metrics.kit.weeks import Weeks, by_weeks

READS = (VISITS, MONEY, COMPLAINTS, BILLS, APPOINTMENTS)
RETURN_DAYS = 90
PRICE = SUBJECTS.index("price")
Counts = tuple[Array, Array]
"""How often, and of how much: equally long."""


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
    return weeks.by_day(weeks.visits["day"].take(weeks.new)), weeks.open_by_day


def _base(weeks: Weeks) -> Counts:
    found, count = weeks.coming, len(weeks.mondays)
    away, came = counted(found.week * np.uint16(2) + found.came, 2 * count).reshape(-1, 2).T
    return came, away + came


def _trust(weeks: Weeks) -> Counts:
    rows = quoted_visits(weeks.frames[BILLS].rows(weeks.period, weeks.period.last))
    return weeks.by_week(rows["day"][rows["over"]]), weeks.by_week(rows["day"])


def _returns(weeks: Weeks) -> Counts:
    rows = weeks.until_rows
    first = np.flatnonzero(is_new(rows))
    due = rows["day"][first] + RETURN_DAYS
    back = rows["next_day"][first] <= due
    return weeks.by_week(due[back]), weeks.by_week(due)


def _missed(weeks: Weeks) -> Counts:
    rows = no_shows(weeks.frames[APPOINTMENTS].rows(weeks.period, weeks.period.last))
    stayed = weeks.by_week(rows["day"])
    return stayed, stayed + weeks.visits_by_week


def _satisfied(weeks: Weeks) -> Counts:
    _waits, _waited, satisfied, rated = said(weeks.visits, weeks.period, len(weeks.mondays))
    return satisfied, rated


def _waits(weeks: Weeks) -> Counts:
    waits, waited, _satisfied, _rated = said(weeks.visits, weeks.period, len(weeks.mondays))
    return shared(waits, waited), waited


def _visits(weeks: Weeks) -> Counts:
    seen, opened = weeks.visits_by_week, by_weeks(weeks.open_by_day)
    return shared(seen, opened), seen


def _revenue(weeks: Weeks) -> Counts:
    sums = np.zeros(len(weeks.mondays))
    for kind in (VISITS, MONEY):
        rows = weeks.frames[kind].rows(weeks.period, weeks.period.last)
        week = (rows["day"] - weeks.first) // WEEK
        sums += np.bincount(week, rows["money"], len(sums))
    return shared(sums, by_weeks(weeks.open_by_day)), weeks.visits_by_week


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
    "wait": Watched(_("Mean wait, min"), Nature.AMOUNT, HIGHER, _waits),
    "missed": Watched(_("Did not come, of those expected"), Nature.SHARE, HIGHER, _missed),
    "visits": Watched(_("Visits an open day"), Nature.AMOUNT, LOWER, _visits),
    "revenue": Watched(_("Revenue an open day"), Nature.AMOUNT, LOWER, _revenue),
}
WATCHED: Mapping[str, Watched] = {**SIGNS, **OTHERS}
