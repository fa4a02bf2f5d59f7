"""Hours: at which hour of the clinic's day something was written down."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from clinic.calendar import MINUTE, Calendar, day_from
from metrics.kit.layout import Array

HOUR = 60 * MINUTE
UNKNOWN = -1


def hours_of(moments: Array, days: Array, calendar: Calendar) -> Array:
    """Return for moments (ms UTC) the hour 0…23 of the clinic's day, UNKNOWN outside that day.

    Whatever is written down on another day than its own says nothing about the hour.
    """
    known, which = np.unique(days, return_inverse=True)
    edges = [calendar.moment_at(day_from(day), 0) for day in known.tolist()]
    after = [calendar.moment_at(day_from(day) + timedelta(1), 0) for day in known.tolist()]
    starts, ends = np.array(edges, np.int64), np.array(after, np.int64)
    passed = moments - starts[which]
    inside = (passed >= 0) & (moments < ends[which])
    hours = np.where(inside, passed // HOUR, UNKNOWN).astype(np.int8)
    for place in np.flatnonzero(inside & (ends - starts != 24 * HOUR)[which]).tolist():
        hours[place] = int(calendar.time_of(int(moments[place]))[:2])  # the clocks change that day
    return hours
