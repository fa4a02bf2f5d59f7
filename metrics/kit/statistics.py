"""Statistics that several metrics need; each is absent (None) where nothing was observed."""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array

FEW = 5_000
"""Up to so many are sorted sooner than the 65 536 patterns of two bytes are looked through."""


def tally(values: Array) -> tuple[Array, Array]:
    """Return the distinct values that are there, ascending, and how often each is.

    Two-byte numbers are counted by their bits, and whole numbers close together (days, minutes)
    by their places, without sorting: 2 ms a million, not 60.
    """
    if _close(values):
        found, counts = _placed(values)
    elif values.dtype == np.float16 and len(values) > FEW:
        often = np.bincount(values.view(np.uint16))
        bits = np.flatnonzero(often).astype(np.uint16)
        found, counts = bits.view(np.float16).astype(np.float64), often[bits]
    else:
        found, counts = np.unique(values.astype(np.float64), return_counts=True)
    there = np.flatnonzero(~np.isnan(found))
    order = there[np.argsort(found[there], kind="stable")]
    return found[order], counts[order]


def _close(values: Array) -> bool:
    if values.dtype.kind not in "iu" or not len(values):
        return False
    return int(values.max()) - int(values.min()) <= max(FEW, len(values))


def _placed(values: Array) -> tuple[Array, Array]:
    lowest = int(values.min())
    often = np.bincount(values.astype(np.int64) - lowest)
    places = np.flatnonzero(often)
    return (places + lowest).astype(np.float64), often[places]


def percentile(values: Array, q: float, at_least: int = 1) -> float | None:
    """Return the q-th percentile (0…100) of the values that are there; NaN is not there.

    Type 7 of Hyndman and Fan (1996, The American Statistician 50:361): on a line between the two
    values around place (n − 1)·q ÷ 100. Absent under ``at_least`` values.
    """
    if values.dtype == np.float16 or _close(values):
        return percentile_of(*tally(values), q, at_least)
    absent = np.isnan(values)
    there = values[~absent] if absent.any() else values
    if len(there) < max(at_least, 1):
        return None
    low, high, part = _around(len(there), q)
    sifted = np.partition(there.astype(np.float64, copy=False), (low, high))
    return float(sifted[low] + (sifted[high] - sifted[low]) * part)


def percentile_of(found: Array, counts: Array, q: float, at_least: int = 1) -> float | None:
    """Return what ``percentile`` does, of values of which each was found so often."""
    upto = np.cumsum(counts)
    n = int(upto[-1]) if len(upto) else 0
    if n < max(at_least, 1):
        return None
    *places, part = _around(n, q)
    low, high = found[np.searchsorted(upto, places, side="right")]
    return float(low + (high - low) * part)


def _around(n: int, q: float) -> tuple[int, int, float]:
    place = (n - 1) * q / 100
    low = int(place)
    return low, min(low + 1, n - 1), place - low


def median(values: Array) -> float | None:
    """Return the middle of the values that are there, or the mean of the middle two."""
    return percentile(values, 50)


def middle(found: Array, counts: Array) -> float | None:
    """Return the median of values of which each was found so often."""
    return percentile_of(found, counts, 50)


def distinct(places: Array) -> int:
    """Return how many different patients there are among these places."""
    return int(np.count_nonzero(np.bincount(places)))


def ratio(part: float, whole: float) -> float | None:
    """Return part ÷ whole; without a whole it is absent, not 0 and not infinite."""
    return part / whole if whole else None
