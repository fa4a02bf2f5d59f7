"""Rates of the clinics on which the four signs are measured: ranges, and what a decline changes.

They were fixed before the first measurement. Where a rate of false alarms is too high the rules
change, never these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from playground.generator import shape

LAST = date(2026, 11, 22)
"""A Sunday."""

YEARS = 3
DECLINE_WEEKS = 52
"""The demo's decline has lasted ten weeks on its last day; here it goes on, to be found later: who
stays away is known only when his time to come has run out.
"""

NEW_A_DAY = (2.5, 7.5)
GROWTH_A_YEAR = (0.0, 0.08)
SWING = (0.0, 1.0)
"""How much of the demo's season a clinic has."""

COMPLAINING = (0.004, 0.014)
"""Complaints a visit; 0.008 in the demo."""

RETURNING = (0.9, 1.05)
"""By this much the demo's probabilities of a second visit are multiplied."""

OVER_QUOTE = (0.06, 0.18)


@dataclass(frozen=True)
class Decline:
    """By what the rates are multiplied from the decline's first day on; 1: as before."""

    complaints: float = 1.0
    returns: float = 1.0
    new: float = 1.0
    over_quote: float = 1.0


CALM = Decline()
DEMO = Decline(
    shape.DECLINED.complaints / shape.GOOD.complaints, shape.DECLINED.returns / shape.GOOD.returns
)
OTHERS = Decline(new=0.6, over_quote=3.0)
"""What does not decline in the demo: four in ten new patients fewer, three times the surprises."""


@dataclass(frozen=True)
class Nature:
    """One clinic's own rates."""

    new: float
    growth: float
    swing: float
    complaints: float
    returns: float
    over_quote: float

    @classmethod
    def drawn(cls, chance: np.random.Generator) -> Nature:
        """Return the rates of one clinic."""
        ranges = (NEW_A_DAY, GROWTH_A_YEAR, SWING, COMPLAINING, RETURNING, OVER_QUOTE)
        return cls(*(float(chance.uniform(low, high)) for low, high in ranges))
