"""Spending: what the clinic wrote down that it spent, by bucket, and by channel to win patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clinic.period import Period
from metrics.kit.entries import BUCKETS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.layout import Array, Rows, taken
from metrics.kit.metric import Note
from metrics.kit.months import month_of, months_of

ACQUIRE, KEEP, IMPROVE = BUCKETS[:3]


@dataclass(frozen=True)
class Spending:
    """The expenses of a period, in minor units."""

    rows: Rows
    channels: int
    """How many codes of channels there are, none included."""

    silent: int
    """Whole months of the period without any expense."""

    def of(self, bucket: str) -> int | None:
        """Return the sum of a bucket; None where nothing is written down: it is not 0."""
        mine = self.rows["bucket"] == BUCKETS.index(bucket)
        return int(self.rows["amount"][mine].sum()) if mine.any() else None

    def by_channel(self) -> Array:
        """Return what was spent to win patients by each channel's code; 0 is without a channel."""
        mine = taken(self.rows, self.rows["bucket"] == BUCKETS.index(ACQUIRE))
        sums = np.zeros(self.channels, np.int64)
        np.add.at(sums, mine["channel"], mine["amount"])
        return sums

    def notes(self) -> list[Note]:
        """Return that months have no expenses, where some have."""
        if not self.silent or not len(self.rows["day"]):
            return []
        return [
            Note.plural(
                "{n} month of these has no expense written down.",
                "{n} months of these have no expense written down.",
                self.silent,
                money=True,
            )
        ]


def spending(frames: Frames, period: Period, as_of: date) -> Spending:
    """Return the expenses dated in the period and up to the as-of day."""
    rows = frames[EXPENSES].rows(period, as_of)
    running = month_of(min(period.last, as_of) + timedelta(days=1))
    months = np.unique(months_of(rows["day"]))
    silent = max(running - month_of(period.first), 0) - int(np.count_nonzero(months < running))
    return Spending(rows, len(frames.names["channel"].ids) + 1, silent)
