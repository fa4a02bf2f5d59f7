"""Statistics that several metrics need; each is absent (None) where nothing was observed."""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array

WIDEST_COUNT = 100_000
"""Whole numbers up to this are counted, not sorted: a tenth of the time at a million."""


def median(values: Array) -> float | None:
    """Return the middle of the values that are there, or the mean of the middle two."""
    there = values[~np.isnan(values)] if values.dtype.kind == "f" else values
    if not len(there):
        return None
    whole = there.astype(np.int64)
    if whole.min() < 0 or whole.max() > WIDEST_COUNT or (whole != there).any():
        return float(np.median(there.astype(np.float64)))
    below = np.cumsum(np.bincount(whole))
    middle = np.searchsorted(below, ((len(there) - 1) // 2, len(there) // 2), side="right")
    return float(middle.sum() / 2)


def ratio(part: float, whole: float) -> float | None:
    """Return part ÷ whole; without a whole it is absent, not 0 and not infinite."""
    return part / whole if whole else None
