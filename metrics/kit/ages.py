"""Ages: in which month since his first visit something happened to a patient.

Age month 1 begins with the first visit and ends on the day before the same day of the next month;
where a month lacks that day, it ends with the month.
"""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array
from metrics.kit.months import MONTH_BITS, calendar_of


def age_months(days: Array, first_days: Array) -> Array:
    """Return the age month (1…) of each day number, given that of the patient's first visit.

    Days ascend, as those of rows do; what lies before the first visit counts in its month.
    """
    if not len(days):
        return np.zeros(0, np.int32)
    low, high = int(min(days[0], first_days.min())), int(max(days[-1], first_days.max()))
    known = calendar_of(low, high)
    often = np.diff(np.searchsorted(days, np.arange(low, high + 2, dtype=days.dtype)))
    passed = np.repeat(known, often)
    passed -= known.take(np.subtract(first_days, low, dtype=np.intp))
    passed >>= MONTH_BITS
    found: Array = np.maximum(passed, 0, out=passed)
    found += 1
    return found


def whole_months(low: int, high: int, as_of: int) -> Array:
    """Return how many whole age months have been observed at the as-of day's end, by first day.

    One place for each day from low to high, none of which lies behind the as-of day.
    """
    known = calendar_of(low, as_of + 1)
    found: Array = (known[-1] - known[: high - low + 1]) >> MONTH_BITS
    return found
