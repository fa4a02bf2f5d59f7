"""Levers and capital: what all patients together would be worth if levers were moved (R22)."""

from __future__ import annotations

import numpy as np

from metrics.kit.discounting import multiple_over
from metrics.kit.levers import Base, Levers, margin_left, stay
from metrics.kit.worth import Worth
from metrics.kit.year import YEAR


def capital_with(found: Base, levers: Levers, people: Worth) -> float | None:
    """Return the sum of what each patient is worth, by the yearly money of his group.

    Levers of churn move the retention of those who were seen within the year: it is told of
    these. None where it cannot be known, or a visit would bring nothing.
    """
    left = margin_left(found, levers)
    factors = [multiple_over(rate, found.discount) for rate in _retention(found, levers, people)]
    if left <= 0 or any(each is None for each in factors):
        return None
    yearly = people.yearly_of_groups() * (1 + levers.bill) * left
    return float((yearly * np.array(factors, float)).sum())


def _retention(found: Base, levers: Levers, people: Worth) -> list[float | None]:
    away = (0, *people.chances.away)
    return [
        stay(rate, found, levers) if away[place % len(away)] < YEAR else rate
        for place, rate in enumerate(people.retention)
    ]
