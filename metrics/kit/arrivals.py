"""Arrivals: how long a patient waited, where his coming and his being called in were stamped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clinic.calendar import MINUTE
from metrics.kit.layout import Rows
from metrics.kit.patients import Patients

ArrivalRow = tuple[int, int, int]
"""Patient, day, milliseconds from his arrival to his being called in."""

LONGEST_WAIT = 600
"""Minutes that a visit may hold: whoever was called in later was forgotten."""


def with_arrivals(days: Rows, arrivals: Sequence[ArrivalRow], patients: Patients) -> Rows:
    """Return the days with the waits of arrivals where nobody wrote one down with the visit.

    Days come by patient and day; of several arrivals on a day the longest wait counts.
    """
    if not arrivals or not len(days["day"]):
        return days
    who, when, waited = (np.array(column, np.int64) for column in zip(*arrivals, strict=True))
    keys = (days["patient"].astype(np.int64) << 32) | days["day"]
    wanted = (patients.places(who).astype(np.int64) << 32) | when
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    met = keys[places] == wanted
    minutes = (waited + MINUTE // 2) // MINUTE
    longest = np.full(len(keys), np.nan, days["wait_min"].dtype)
    np.fmax.at(longest, places[met], np.minimum(minutes[met], LONGEST_WAIT))
    written = days["wait_min"]
    return {**days, "wait_min": np.where(np.isnan(written), longest, written)}
