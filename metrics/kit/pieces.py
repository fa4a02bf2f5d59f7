"""Pieces: so many rows at a time that what is reckoned of them stays near the processor."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from metrics.kit.layout import Array

TOGETHER = 65_536


def pieces(rows: int) -> Iterator[slice]:
    """Yield the places of so many rows piece by piece; one empty piece where there are none."""
    for start in range(0, max(1, rows), TOGETHER):
        yield slice(start, start + TOGETHER)


def counted(codes: Array, count: int, weights: Array | None = None) -> Array:
    """Return how often each code from 0 on is there, or the sums of the weights.

    As numpy counts, which copies all eight bytes wide; but piece by piece.
    """
    found = np.zeros(count, np.int64 if weights is None else np.float64)
    for piece in pieces(len(codes)):
        found += np.bincount(codes[piece], None if weights is None else weights[piece], count)
    return found


def paired(one: Array, other: Array, shape: tuple[int, int]) -> Array:
    """Return how often each pair of codes from 0 on is there."""
    found = np.zeros(shape[0] * shape[1], np.int64)
    for piece in pieces(len(one)):
        cells = one[piece].astype(np.intp) * shape[1] + other[piece]
        found += np.bincount(cells, minlength=len(found))
    return found.reshape(shape)
