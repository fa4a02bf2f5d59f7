"""Quotes: visits whose bill was said before, and of which of them it came out higher."""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array, Rows

BEYOND = 10
"""A bill of more than so many per cent over its quote surprises."""


def quoted_visits(bills: Rows) -> Rows:
    """Return one row a patient and day with a quote: its first line, and whether it was ``over``.

    Lines of a visit are summed; what has no quote is no part of it, and a refund is no bill.
    """
    lines = np.flatnonzero((bills["quote"] > 0) & (bills["amount"] >= 0))
    keys = (bills["day"][lines].astype(np.int64) << 32) | bills["patient"][lines]
    _keys, first, visit = np.unique(keys, return_index=True, return_inverse=True)
    billed, quoted = (
        np.bincount(visit, bills[name][lines], len(first)) for name in ("amount", "quote")
    )
    rows = {name: bills[name][lines[first]] for name in ("day", "patient", "service", "doctor")}
    return {**rows, "over": surprises(billed, quoted)}


def surprises(billed: Array, quoted: Array) -> Array:
    """Return which bills exceed their quotes by more than a tenth."""
    found: Array = 100 * billed > (100 + BEYOND) * quoted
    return found
