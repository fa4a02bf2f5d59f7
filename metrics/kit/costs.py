"""Costs: what was spent, by what it was for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.period import Period
from metrics.kit.entries import BUCKETS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.months import first_day, month_of, months_of


@dataclass(frozen=True)
class Costs:
    """What a period cost, in minor units, by bucket in the order of BUCKETS."""

    by_bucket: dict[str, int]
    entries: int
    """How many expenses were written down."""

    bare_months: tuple[date, ...]
    """The first days of months in which none was."""

    @property
    def total(self) -> int:
        """Return the sum of all buckets."""
        return sum(self.by_bucket.values())

    def of(self, *buckets: str) -> int:
        """Return the sum of these buckets."""
        return sum(self.by_bucket[bucket] for bucket in buckets)


def costs(frames: Frames, period: Period, as_of: date) -> Costs:
    """Return the expenses dated in the period, up to the as-of day."""
    rows = frames[EXPENSES].rows(period, as_of)
    sums = np.zeros(len(BUCKETS), np.int64)
    np.add.at(sums, rows["bucket"], rows["amount"])
    spent = set(months_of(rows["day"]).tolist())
    months = range(month_of(period.first), month_of(min(period.last, as_of)) + 1)
    return Costs(
        dict(zip(BUCKETS, sums.tolist(), strict=True)),
        len(rows["day"]),
        tuple(first_day(month) for month in months if month not in spent),
    )


def months_in(period: Period) -> float:
    """Return how many months a period has; a part of one is its share of that month's days."""
    first, last = month_of(period.first), month_of(period.last)
    whole = 0.0
    for month in range(first, last + 1):
        begins, ends = first_day(month), first_day(month + 1)
        days = (min(period.last.toordinal() + 1, ends.toordinal())) - max(
            period.first.toordinal(), begins.toordinal()
        )
        whole += days / (ends - begins).days
    return whole
