"""Yearly: how patients stay from one year to the next, and what those of the last year brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, VISITS, Array, Rows
from metrics.kit.statistics import ratio
from metrics.kit.year import SPAN


@dataclass(frozen=True)
class Keeping:
    """How patients stay from one year to the next, and what those of the last year brought."""

    earlier: int
    """Patients seen in the 365 days before the last 365."""

    kept: int
    """Those of them who were seen in the last 365 days too."""

    patients: int
    revenue: int
    """Patients seen in the last 365 days, and their revenue."""

    @property
    def retention(self) -> float | None:
        """Return the share kept; None where nobody could be."""
        return ratio(self.kept, self.earlier)

    @property
    def yearly(self) -> float | None:
        """Return the revenue a patient of the last 365 days."""
        return ratio(self.revenue, self.patients)


def keeping(frames: Frames, as_of: date) -> Keeping:
    """Return the retention and the yearly revenue of the two spans of 365 days up to a day."""
    end = day_number(as_of)
    visits, alone = (frames[kind].foreseen(as_of) for kind in (VISITS, MONEY))
    spans = (end - SPAN + 1, end), (end - 2 * SPAN + 1, end - SPAN)
    last, earlier = (_seen(visits, frames.patients, span) for span in spans)
    revenue = sum(_revenue(rows, *spans[0]) for rows in (visits, alone))
    return Keeping(
        earlier=int(np.count_nonzero(earlier)),
        kept=int(np.count_nonzero(earlier & last)),
        patients=int(np.count_nonzero(last)),
        revenue=revenue,
    )


def _seen(visits: Rows, patients: int, span: tuple[int, int]) -> Array:
    low, high = np.searchsorted(visits["day"], np.array((span[0], span[1] + 1), np.int32))
    seen = np.zeros(patients, bool)
    seen[visits["patient"][low:high]] = True
    return seen


def _revenue(rows: Rows, low: int, high: int) -> int:
    first, last = np.searchsorted(rows["day"], np.array((low, high + 1), np.int32))
    return int(rows["money"][first:last].sum())
