"""Steps from one period to the next: the one before, the one after, a wider or a narrower one.

A period goes by its shortest name: "month" while it runs, ``2026-03`` when it is over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from clinic.period import CLOSED_YEAR, Period, read_period

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


class Stride(StrEnum):
    """How long a period is; ``OTHER`` is no step of a calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CLOSED_YEAR = CLOSED_YEAR
    ALL = "all"
    OTHER = "other"


_NAMED = {
    **dict.fromkeys(("today", "yesterday"), Stride.DAY),
    **{stride.value: stride for stride in (Stride.WEEK, Stride.MONTH, Stride.YEAR)},
    **{stride.value: stride for stride in (Stride.CLOSED_YEAR, Stride.ALL)},
}


def stride_of(name: str, period: Period) -> Stride:
    """Return how long a period is that was asked for by this name."""
    if name in _NAMED:
        return _NAMED[name]
    if _MONTH.fullmatch(name):
        return Stride.MONTH
    if period.first == period.last:
        return Stride.DAY
    return next((each for each in _WHOLE if _whole(each, period.first) == period), Stride.OTHER)


_WHOLE = (Stride.WEEK, Stride.MONTH, Stride.YEAR)


def _whole(stride: Stride, day: date) -> Period:
    """Return the whole day, week, month or year in which a day lies."""
    if stride is Stride.WEEK:
        monday = day - day.weekday() * DAY
        return Period(monday, monday + 6 * DAY)
    if stride is Stride.MONTH:
        first = day.replace(day=1)
        return Period(first, (first + 31 * DAY).replace(day=1) - DAY)
    if stride is Stride.YEAR:
        return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))
    return Period(day, day)


def name_of(stride: Stride, day: date, as_of: date) -> str:
    """Return the name of the period of that length in which a day lies."""
    if stride in (Stride.ALL, Stride.CLOSED_YEAR):
        return stride.value
    whole = _whole(stride, day)
    if stride is Stride.DAY:
        near = {as_of: "today", as_of - DAY: "yesterday"}
        return near.get(day, _range(whole))
    if whole.contains(as_of):
        return stride.value
    return f"{day:%Y-%m}" if stride is Stride.MONTH else _range(whole)


def _range(whole: Period) -> str:
    return f"{whole.first}..{whole.last}"


def earlier(name: str, period: Period, as_of: date) -> str | None:
    """Return the name of the period before one that has ``name``, or None."""
    stride = stride_of(name, period)
    if stride in (Stride.ALL, Stride.CLOSED_YEAR, Stride.OTHER):
        return None
    return name_of(stride, _whole(stride, period.first).first - DAY, as_of)


def later(name: str, period: Period, as_of: date) -> str | None:
    """Return the name of the period after one that has ``name``, None where that is ahead."""
    stride = stride_of(name, period)
    if stride in (Stride.ALL, Stride.CLOSED_YEAR, Stride.OTHER):
        return None
    after = _whole(stride, period.first).last + DAY
    return name_of(stride, after, as_of) if after <= as_of else None


def pinned(name: str, then: date, now: date) -> str:
    """Return what names the same days now as ``name`` did then; "all" and the like go on.

    Raises BadPeriod.
    """
    period = read_period(name, then, None)
    stride = stride_of(name.strip().lower(), period)
    if name not in _NAMED or stride in (Stride.ALL, Stride.CLOSED_YEAR):
        return name
    return name_of(stride, period.first, now)
