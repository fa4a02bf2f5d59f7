"""A trial of levers: which were moved, and what each changes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.kit.levers import Base, Levers

STEP = 0.05
EACH_A_STEP: Mapping[str, float] = {
    "price": STEP,
    "bill": STEP,
    "churn": -STEP,
    "churn_part": -STEP,
    "returned": STEP,
    "new": 5,
}
"""What is tried, one at a time, where no lever was moved."""

TAPS: Mapping[str, tuple[float, float]] = {
    **dict.fromkeys(("price", "bill", "returned", "churn"), (-STEP, STEP)),
    "new": (-5, 5),
}
"""What is offered as buttons; discounts and amounts of money are typed."""

SHARES, POINTS = (-0.9, 1.0), (-1.0, 1.0)
MOST = 1e9
BOUNDS = {
    "price": SHARES,
    "discount": (0.0, 0.99),
    "returned": POINTS,
    "new": (-10_000, 10_000),
    "churn": POINTS,
    "churn_part": POINTS,
    "bill": SHARES,
    "fixed": (-MOST, MOST),
    "rent": (-MOST, MOST),
}
"""How far each lever moves; the last two in units of the currency a month."""


@dataclass(frozen=True)
class Trial:
    """What was moved, and what each lever changes by itself."""

    base: Base
    moved: Mapping[str, float]
    """The levers that were moved, amounts in minor units; none where each is tried alone."""

    alone: Mapping[str, float | None]
    """What each lever changes by itself, and by how far it is moved: as in ``steps``."""

    steps: Mapping[str, float]

    @property
    def cut(self) -> float:
        """Return by which share the price falls; below 0 where it rises."""
        return 1 - Levers(**self.moved).price_factor

    @property
    def best(self) -> str | None:
        """Return the lever that brings the most by itself."""
        told = {name: each for name, each in self.alone.items() if each is not None}
        return max(told, key=lambda name: told[name]) if told else None
