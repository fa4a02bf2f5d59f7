"""Ages: in which month since his first visit something happened to a patient.

Age month 1 begins with the first visit and ends on the day before the same day of the next month;
where a month lacks that day, it ends with the month.
"""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.months import MONTH_BITS, calendar_of

UNBORN = 1 << 30
"""Later than any day of the calendar."""


def age_months(days: Array, first_days: Array) -> Array:
    """Return the age month (1…) of each day number, given that of the patient's first visit.

    Days ascend, as those of rows do; what lies before the first visit counts in its month.
    """
    if not len(days):
        return np.zeros(0, np.int32)
    low, high = int(min(days[0], first_days.min())), int(max(days[-1], first_days.max()))
    known = calendar_of(low, high)
    return _ages(days, low, known, _born(first_days, low, known))


def whole_age_months(days: Array, first_days: Array, asked: tuple[int, int], as_of: int) -> Array:
    """Return the same, but 0 where that month was not over when the as-of day closed.

    Also 0 for whose first day lies outside the two that are ``asked`` about, both included.
    """
    if not len(days):
        return np.zeros(0, np.int32)
    low = int(min(days[0], first_days.min()))
    known = calendar_of(low, as_of + 1)
    births = np.full(len(known), UNBORN, known.dtype)
    among = slice(max(asked[0] - low, 0), max(asked[1] - low + 1, 0))
    births[among] = known[among]
    born = _born(first_days, low, births)
    ages = _ages(days, low, known, born)
    over = np.subtract(known[-1], born, out=born)
    over >>= MONTH_BITS
    ages *= ages <= over
    return ages


def _born(first_days: Array, low: int, known: Array) -> Array:
    return known.take(np.subtract(first_days, low, dtype=np.intp))


def _ages(days: Array, low: int, known: Array, born: Array) -> Array:
    edges = np.arange(low, low + len(known) + 1, dtype=days.dtype)
    ages = np.repeat(known, np.diff(np.searchsorted(days, edges)))
    ages -= born
    ages >>= MONTH_BITS
    np.maximum(ages, 0, out=ages)
    ages += 1
    return ages


def months_observed(first_days: Array, as_of: int) -> Array:
    """Return for how many whole months each has been observed when the as-of day closed.

    0 for whose first day lies behind it.
    """
    low = min(as_of, int(first_days.min(initial=as_of)))
    known = calendar_of(low, as_of + 1)
    born = known.take(np.subtract(first_days, low, dtype=np.intp), mode="clip")
    found: Array = (known[-1] - born) >> MONTH_BITS
    return found
