"""Discounting: what one who stays from year to year is worth, as multiples of a year's margin.

Retention r (0…1), discount i (0…) and margin are all of one year. A multiple is absent (None)
where they are not so, or where the sum has no end (r = 1 without a discount).
"""

from __future__ import annotations

LONGEST = 10
"""Years that a value looks ahead at most where nothing is discounted."""


def multiple(retention: float | None, discount: float) -> float | None:
    """Return r ÷ (1 + i − r): the margins still to come, without the one of this year.

    Gupta and Lehmann (2003), Customers as Assets, J. Interactive Marketing 17:9.
    """
    kept = _kept(retention, discount)
    return None if kept is None else kept / (1 - kept)


def multiple_with_first(retention: float | None, discount: float) -> float | None:
    """Return (1 + i) ÷ (1 + i − r): the margins to come and the one of this year."""
    kept = _kept(retention, discount)
    return None if kept is None else 1 / (1 - kept)


def multiple_over(retention: float | None, discount: float, years: int = LONGEST) -> float | None:
    """Return Σ (r ÷ (1 + i))^t over the years 1…``years``, without the margin of this year."""
    if retention == 1 and discount == 0:
        return float(years)
    kept = _kept(retention, discount)
    return None if kept is None else kept * (1 - kept**years) / (1 - kept)


def years_left(retention: float | None, longest: float = LONGEST) -> float | None:
    """Return min(10, 1 ÷ (1 − r)): the years somebody stays, undiscounted."""
    if retention is None or not 0 <= retention <= 1:
        return None
    return longest if retention == 1 else min(longest, 1 / (1 - retention))


def raised_by_points(retention: float, points: float) -> float:
    """Return r with so many points (0…1) added: 0.80 and 0.05 give 0.85."""
    return min(1.0, retention + points)


def churn_cut(retention: float, part: float) -> float:
    """Return r when this part of those who leave stays: 0.80 and 0.05 give 0.81."""
    return 1 - (1 - retention) * (1 - part)


def raised(kept: float | None, then: float, discount: float) -> float | None:
    """Return by which share the multiple r ÷ (1 + i − r) rises with another retention."""
    before, after = multiple(kept, discount), multiple(then, discount)
    return None if after is None or not before else after / before - 1


def _kept(retention: float | None, discount: float) -> float | None:
    """Return what is left of a margin a year later: r ÷ (1 + i)."""
    if retention is None or not 0 <= retention <= 1 or discount < 0:
        return None
    return retention / (1 + discount) if retention < 1 + discount else None
