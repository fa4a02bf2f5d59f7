"""Active patients: those whose last visit lies less than the clinic's own days ago."""

from __future__ import annotations

from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.cuts import reach
from metrics.kit.frames import Frames
from metrics.kit.layout import VISITS, Array, Rows
from metrics.kit.year import YEAR


def active_patients(rows: Rows, day: date, gap: int) -> Array:
    """Return the places of the patients who are active on a day, given visits up to it or later.

    Active is whose last visit lies after the day less ``gap`` days, and not after the day.
    """
    last = day_number(day)
    there = reach(rows, last - gap + 1, last)
    newest = rows["next_day"][there] > last
    found: Array = rows["patient"][there][newest]
    return found


def active_years(frames: Frames, period: Period, as_of: date) -> float:
    """Return for how many years all patients together were active in a period, seen from a day.

    Each is active from a visit on for ``active_gap`` days, or until his next visit.
    """
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    rows = frames[VISITS].until_rows(as_of)
    gap = frames.settings.active_gap
    there = reach(rows, low - gap + 1, high)
    days, following = (rows[name][there] for name in ("day", "next_day"))
    spans = np.minimum(_until(days, following, gap), high + 1) - np.maximum(days, low)
    return float(np.maximum(spans, 0).sum()) / YEAR


def _until(days: Array, following: Array, gap: int) -> Array:
    """Return the first day on which each visit no longer makes its patient active."""
    ends: Array = np.minimum(days + gap, following)
    return ends
