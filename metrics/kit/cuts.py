"""Cuts: which rows, of those sorted by day, lie between two days, both included."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.kit.layout import NEVER, Array, Rows


def reach(rows: Mapping[str, Array], first: int, last: int = NEVER) -> slice:
    """Return where they stand.

    As narrow as the column: to search with wider numbers, numpy copies it first.
    """
    ends = np.array((first, last + 1), rows["day"].dtype)
    return slice(*np.searchsorted(rows["day"], ends).tolist())


def cut(rows: Mapping[str, Array], first: int, last: int = NEVER) -> Rows:
    """Return them, as views."""
    there = reach(rows, first, last)
    return {name: column[there] for name, column in rows.items()}


def dated(rows: Mapping[str, Array], places: Array, first: int, last: int) -> Array:
    """Return those of some ascending places, as a view."""
    there = reach(rows, first, last)
    low, high = np.searchsorted(places, (there.start, there.stop))
    found: Array = places[low:high]
    return found
