"""The clinic week by week: closed weeks from Monday, and what each counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from metrics.kit.daily import READS as READS
from metrics.kit.daily import daily
from metrics.kit.frames import Frames
from metrics.kit.halves import noted
from metrics.kit.layout import VISITS, Array, Rows

WEEK = 7
PER = 1000
SATISFIED = 0.75
"""4 of 5 on any scale that begins at 1: the share of the way from 1 to the scale's end."""

SERIES = {
    "visits": _("Visits an open day"),
    "new": _("New patients an open day"),
    "revenue": _("Revenue an open day"),
    "complaints": _("Complaints per 1000 visits"),
    "wait": _("Mean wait, min"),
    "satisfied": _("Satisfied, of those who rated"),
}
SHORT_NAMES = {
    "most": _("What differs most"),
    "visits": _("Visits"),
    "new": _("New patients"),
    "revenue": _("Revenue"),
    "complaints": _("Complaints"),
    "wait": _("Waiting"),
    "satisfied": _("Satisfied"),
}
"""The same in a word or two, after what stands for none of them."""

MONEY_SERIES = frozenset({"revenue"})
WORSE_WHEN_MORE = frozenset({"complaints", "wait"})


@dataclass(frozen=True)
class Weekly:
    """Closed weeks, the first Monday first: each series' value (NaN where absent) and its n."""

    mondays: tuple[date, ...]
    values: Mapping[str, Array]
    n: Mapping[str, Array]


def closed_weeks(first: date, as_of: date) -> list[date]:
    """Return the Mondays of the weeks that begin on or after a day and are over on another."""
    monday = first + timedelta(days=-first.weekday() % WEEK)
    begins = range(monday.toordinal(), as_of.toordinal() + 2 - WEEK, WEEK)
    return list(map(date.fromordinal, begins))


def weekly(frames: Frames, first: date, as_of: date) -> Weekly:
    """Return the closed weeks between two days."""
    mondays = closed_weeks(first, as_of)
    if not mondays:
        nothing = {name: np.zeros(0) for name in SERIES}
        return Weekly((), nothing, nothing)
    period = Period(mondays[0], mondays[-1] + timedelta(days=WEEK - 1))
    series = daily(frames, period, as_of).series
    sums = {name: days.reshape(-1, WEEK).sum(axis=1) for name, days in series.items()}
    opened = (series["visits"] > 0).reshape(-1, WEEK).sum(axis=1)
    waits, waited, satisfied, rated = said(frames[VISITS].rows(period, as_of), period, len(mondays))
    values = {
        **{name: shared(sums[name], opened) for name in ("visits", "new", "revenue")},
        "complaints": shared(PER * sums["complaints"], sums["visits"]),
        "wait": shared(waits, waited),
        "satisfied": shared(satisfied, rated),
    }
    n = {**dict.fromkeys(("visits", "revenue", "complaints"), sums["visits"]), "new": sums["new"]}
    return Weekly(tuple(mondays), values, {**n, "wait": waited, "satisfied": rated})


def shared(whole: Array, parts: Array) -> Array:
    """Return whole ÷ parts, NaN where there are no parts."""
    found = np.full(np.shape(parts), np.nan)
    np.divide(whole, parts, out=found, where=parts > 0)
    return found


def said(visits: Rows, period: Period, weeks: int) -> tuple[Array, Array, Array, Array]:
    """Return the minutes waited, the waits, the satisfied and the ratings of each week."""
    week = (visits["day"] - day_number(period.first)) // WEEK
    waited = noted(visits["wait_min"])
    rated = noted(visits["rating"])
    happy = rated & is_satisfied(visits)
    minutes = visits["wait_min"][waited].astype(np.float64)
    return (
        np.bincount(week[waited], minutes, weeks),
        np.bincount(week[waited], minlength=weeks),
        np.bincount(week[happy], minlength=weeks),
        np.bincount(week[rated], minlength=weeks),
    )


def is_satisfied(visits: Rows) -> Array:
    """Return of each visit whether its rating is at least 4 of 5, or as far up another scale."""
    scale = visits["rating_scale"].astype(np.float64)
    found: Array = visits["rating"] - 1 >= SATISFIED * (scale - 1)
    return found
