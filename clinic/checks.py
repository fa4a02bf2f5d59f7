"""Gentle checks: what makes an entry worth a second look, once it is saved.

None of them says that something is wrong; each asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from statistics import median_low

from clinic.calendar import MINUTE

SAME_WITHIN = 5 * MINUTE
"""Two equal entries so near each other were hardly two visits; milliseconds."""

TIMES = 10
LONGEST_AGO = 7
"""Days back that nobody asks about."""

FEWEST_AMOUNTS = 5
"""With fewer amounts nobody knows what is usual."""


class Doubt(StrEnum):
    """What a card asks about; only the first that holds is shown."""

    SAME = "same"
    AMOUNT = "amount"
    DAY = "day"
    CODE = "code"


def usual_of(price: int | None, amounts: Sequence[int]) -> int | None:
    """Return the usual amount in minor units: the service's price, else the median, else None.

    The median is one of the amounts, so that it looks like money somebody paid.
    """
    if price is not None:
        return price
    return median_low(amounts) if len(amounts) >= FEWEST_AMOUNTS else None


def is_unusual(amount: int | None, usual: int | None) -> bool:
    """Return whether an amount is ten times the usual one or more, or a tenth or less."""
    if not amount or not usual or amount < 0 or usual < 0:
        return False
    return amount >= usual * TIMES or amount * TIMES <= usual


def is_long_ago(day: date, today: date) -> bool:
    """Return whether a day lies more than a week back."""
    return (today - day).days > LONGEST_AGO
