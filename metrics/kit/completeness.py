"""Completeness: what entries lack, which came late, and which were corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.period import Period
from clinic.working import WorkingDays
from metrics.kit.coverage import READS as OF_COVERAGE
from metrics.kit.coverage import coverage
from metrics.kit.daily import READS as OF_DAYS
from metrics.kit.daily import Daily, is_new
from metrics.kit.entries import CASH, CORRECTIONS, LATE
from metrics.kit.frames import Frames
from metrics.kit.halves import noted
from metrics.kit.layout import VISITS, Rows
from metrics.kit.shares import Share, share

READS = (*OF_DAYS, *OF_COVERAGE, CORRECTIONS, LATE)


@dataclass(frozen=True)
class Completeness:
    """How complete a period's entries are."""

    covered: float | None
    totals: int
    """On how many days the till's total was entered."""

    fields: dict[str, Share]
    late: Share
    corrections: int
    now: Daily
    working: int


def completeness(frames: Frames, now: Daily, as_of: date) -> Completeness:
    """Return how complete the entries of the days that were counted are."""
    visits = frames[VISITS].rows(now.period, as_of)
    return Completeness(
        coverage(frames, now, as_of),
        len(frames[CASH].days(now.period, as_of)),
        _filled(visits),
        _late(frames, visits, now.period, as_of),
        len(frames[CORRECTIONS].days(now.period, as_of)),
        now,
        _working_days(frames.settings.working_days, now.period),
    )


def _filled(visits: Rows) -> dict[str, Share]:
    new = is_new(visits)
    return {
        "service": share(visits["service"] > 0),
        "doctor": share(visits["doctor"] > 0),
        "channel": share(visits["first_channel"][new] > 0),
        "wait": share(noted(visits["wait_min"])),
        "rating": share(noted(visits["rating"])),
    }


def _late(frames: Frames, visits: Rows, period: Period, as_of: date) -> Share:
    """Return the share of typed entries that were typed after their day."""
    lines = frames[LATE].rows(period, as_of)
    late = int(np.count_nonzero(lines["entered"] > lines["day"]))
    return Share.of(late, late + int(np.count_nonzero(visits["hour"] >= 0)))


def _working_days(working: WorkingDays, period: Period) -> int:
    """Return on how many days of the period the clinic is open by its settings."""
    first = period.first.isoweekday()
    weeks, more = divmod(period.length(), 7)
    rest = [(first + step - 1) % 7 + 1 for step in range(more)]
    weekdays = sum(weeks + rest.count(int(day)) for day in working.weekdays)
    closed = [
        day
        for day in working.holidays
        if period.contains(day) and str(day.isoweekday()) in working.weekdays
    ]
    return weekdays - len(closed)
