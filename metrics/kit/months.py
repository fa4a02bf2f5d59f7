"""Months as whole numbers since January 1970: a million days are put into months at once."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from metrics.kit.layout import Array

YEAR = 12
MONTH_BITS = 5
"""Bits for the day of a month: the difference of two such days, shifted, is whole months."""

EPOCH_YEAR = 1970


def months_of(days: Array) -> Array:
    """Return the month of each day number."""
    if not len(days):
        return np.zeros(0, np.int64)
    low = int(days.min())
    span = np.arange(low, int(days.max()) + 1)
    known = span.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found: Array = known[days - low]
    return found


@lru_cache(maxsize=32)
def calendar_of(low: int, high: int) -> Array:
    """Return for each day number from low to high its month, shifted, and its day of the month.

    It is the same array each time: none to write to.
    """
    days = np.arange(low, high + 1).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    within = (days - months.astype("datetime64[D]")).astype(np.int32)
    found: Array = (months.astype(np.int32) << MONTH_BITS) + within
    found.flags.writeable = False
    return found


def month_of(day: date) -> int:
    """Return the month of a day."""
    return (day.year - EPOCH_YEAR) * YEAR + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month."""
    years, place = divmod(month, YEAR)
    return date(EPOCH_YEAR + years, place + 1, 1)


def written(month: int) -> str:
    """Return a month as the JSON names it, such as ``2026-03``."""
    return first_day(month).isoformat()[:7]


def month_before(day: date) -> date:
    """Return the same day of the month before, or that month's last day where it has none."""
    first = first_day(month_of(day) - 1)
    last = first_day(month_of(day)) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
