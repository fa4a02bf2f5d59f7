"""Yearly: how patients stay from one year to the next, and what those of the last year brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.cuts import reach
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, VISITS, Rows
from metrics.kit.statistics import ratio
from metrics.kit.year import YEAR


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
    earlier, kept = _seen(visits, end - YEAR)
    patients, _later = _seen(visits, end)
    return Keeping(earlier, kept, patients, sum(_revenue(rows, end) for rows in (visits, alone)))


def _seen(visits: Rows, end: int) -> tuple[int, int]:
    """Return how many patients were seen in the span up to a day, and how many of them in the next.

    Each is counted by his last visit of the span: behind it the next one tells of the next span.
    """
    following = visits["next_day"][_year(visits, end)]
    last = following > end
    return int(np.count_nonzero(last)), int(np.count_nonzero(last & (following <= end + YEAR)))


def _revenue(rows: Rows, end: int) -> int:
    return int(rows["money"][_year(rows, end)].sum())


def _year(rows: Rows, end: int) -> slice:
    return reach(rows, end - YEAR + 1, end)
