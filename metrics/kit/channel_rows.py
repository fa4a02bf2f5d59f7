"""A channel as a row: whom it brought, what they brought, what it cost and when that is back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.kit.acquisition import Acquisition
from metrics.kit.layout import Array
from metrics.kit.names import Names
from metrics.kit.shares import Share
from metrics.kit.spending import ACQUIRE, Spending
from metrics.kit.statistics import ratio

UNASSIGNED = "unassigned"
"""The row of what was spent without a channel."""


@dataclass(frozen=True)
class Channel:
    """One channel's new patients; money in minor units, absent (None) where nobody can know it."""

    name: str | None
    new: int
    mature: int
    revenue: int
    spend: int | None
    payback: int | None
    returned: Share
    average_bill: float | None
    margin: float
    trend: int = 0
    """1 where it brings more of late, −1 where fewer; 0 where that may be chance."""

    @property
    def cac(self) -> float | None:
        """Return what was spent on each new patient."""
        return None if self.spend is None else ratio(self.spend, self.new)

    @property
    def per_patient(self) -> float | None:
        """Return what a mature patient brought within the horizon."""
        return ratio(self.revenue, self.mature)

    @property
    def worth(self) -> float | None:
        """Return how often the margin of a patient within the horizon is his cost (LTV ÷ CAC)."""
        if not self.cac or self.per_patient is None:
            return None
        return self.per_patient * self.margin / self.cac

    def row(self, new: int) -> dict[str, Any]:
        """Return the channel as the JSON has it, given all new patients."""
        return {
            "channel": self.name,
            "new": self.new,
            "share": ratio(self.new, new),
            "mature": self.mature,
            "revenue": self.revenue,
            "revenue_per_patient": self.per_patient,
            "spend": self.spend,
            "cac": self.cac,
            "payback_months": self.payback,
            "return_rate": self.returned.value,
            "average_bill": self.average_bill,
            "ltv_to_cac": self.worth,
            "trend": self.trend,
        }


def by_channel(
    found: Acquisition, spent: Spending, names: Names, margin: float, window: int
) -> list[Channel]:
    """Return the channels that brought somebody or cost something, the largest first.

    The unknown channel stands behind them, and then what was spent without one. Of a channel
    without expenses 0 was spent, where the clinic writes down what it spends to win patients.
    """
    told = spent.of(ACQUIRE) is not None
    costs = spent.by_channel()
    codes = [code for code in range(1, len(found.new)) if found.new[code] or costs[code]]
    codes.sort(key=lambda code: (-found.new[code], -costs[code], code))
    known = [
        _channel(found, code, names.name(code), int(costs[code]) if told else None, margin, window)
        for code in codes
    ]
    return [*known, *_others(found, int(costs[0]), margin, window)]


def _others(found: Acquisition, cost: int, margin: float, window: int) -> Iterator[Channel]:
    """Yield the patients whose channel is unknown, and the cost that belongs to no channel."""
    if found.new.any():
        yield _channel(found, 0, None, None, margin, window)
    if cost:
        yield Channel(UNASSIGNED, 0, 0, 0, cost, None, Share(0, None), None, margin)


def _channel(
    found: Acquisition, code: int, name: str | None, cost: int | None, margin: float, window: int
) -> Channel:
    return Channel(
        name=name,
        new=int(found.new[code]),
        mature=int(found.mature[code]),
        revenue=int(found.revenue[code]),
        spend=cost,
        payback=_payback(found.by_age[code], cost, margin) if found.new[code] else None,
        returned=found.returned[code].share_by(window),
        average_bill=ratio(int(found.brought[code]), int(found.visits[code])),
        margin=margin,
        trend=found.trends[code],
    )


def _payback(by_age: Array, cost: int | None, margin: float) -> int | None:
    """Return the first month of age in which the margin of all reaches the cost; 0 if free."""
    if cost is None:
        return None
    reached = np.flatnonzero(np.cumsum(by_age) * margin >= cost)
    return int(reached[0]) if len(reached) else None
