"""Statistics that several metrics need; each is absent (None) where nothing was observed."""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array

FEW = 5_000
"""Up to so many are sorted sooner than the 65 536 patterns of two bytes are looked through."""


def tally(values: Array) -> tuple[Array, Array]:
    """Return the distinct values that are there, ascending, and how often each is.

    Two-byte numbers are counted by their bits, without sorting: 2 ms a million, not 60.
    """
    if values.dtype == np.float16 and len(values) > FEW:
        often = np.bincount(values.view(np.uint16))
        bits = np.flatnonzero(often).astype(np.uint16)
        found, counts = bits.view(np.float16).astype(np.float64), often[bits]
    else:
        found, counts = np.unique(values.astype(np.float64), return_counts=True)
    there = np.flatnonzero(~np.isnan(found))
    order = there[np.argsort(found[there], kind="stable")]
    return found[order], counts[order]


def median(values: Array) -> float | None:
    """Return the middle of the values that are there, or the mean of the middle two."""
    return middle(*tally(values))


def middle(found: Array, counts: Array) -> float | None:
    """Return the median of values of which each was found so often."""
    below = np.cumsum(counts)
    if not len(below):
        return None
    n = int(below[-1])
    places = np.searchsorted(below, ((n - 1) // 2, n // 2), side="right")
    return float(found[places].mean())


def ratio(part: float, whole: float) -> float | None:
    """Return part ÷ whole; without a whole it is absent, not 0 and not infinite."""
    return part / whole if whole else None
