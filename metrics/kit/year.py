"""Year: what a patient brought in the year up to each of his visits, that visit included."""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array, Rows

YEAR = 365
"""Days of a year, whichever it is."""


def past_year(days: Rows) -> tuple[Array, Array]:
    """Return the money and the visits of the YEAR days up to each row, by patient and day."""
    keys = (days["patient"].astype(np.int64) << 32) + days["day"]
    before = np.searchsorted(keys, keys - YEAR, side="right")
    upto = np.concatenate(([0], np.cumsum(days["money"], dtype=np.int64)))
    money: Array = upto[1:] - upto[before]
    return money, np.arange(1, len(keys) + 1) - before
