"""Coverage: how much of the money in the till was written down."""

from __future__ import annotations

from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from metrics.kit.daily import Daily
from metrics.kit.entries import CASH, PAID_FOR, PAYMENTS
from metrics.kit.frames import Frames
from metrics.kit.metric import Note
from metrics.kit.statistics import ratio

READS = (CASH, PAYMENTS)
NO_TILL = _("Coverage is unknown: no cash total was entered, so money may be missing.")
LOW = _("Coverage is {percent}%: less money is written down than was in the till.")


def coverage(frames: Frames, now: Daily, as_of: date) -> float | None:
    """Return logged money ÷ cash totals of the days that have one; None where none has.

    Logged is what moved on the day: revenue, in which paid debts are, and what was paid ahead.
    """
    cash = frames[CASH].rows(now.period, as_of)
    paid = frames[PAYMENTS].rows(now.period, as_of)
    first, counted = day_number(now.period.first), np.zeros(now.period.length(), bool)
    counted[cash["day"] - first] = True
    logged = int(now.series["revenue"][counted].sum())
    ahead = counted[paid["day"] - first] & (paid["kind"] == PAID_FOR.index("prepayment"))
    logged += int(paid["amount"][ahead].sum())
    return ratio(logged, int(cash["amount"].sum()))


def coverage_notes(frames: Frames, share: float | None) -> list[Note]:
    """Return what a report must say: that coverage is unknown, or under the clinic's floor."""
    if share is None:
        return [Note(NO_TILL, money=True)]
    if share < frames.settings.coverage_floor:
        return [Note(LOW, {"percent": int(share * 100)}, money=True)]
    return []
