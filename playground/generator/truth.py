"""The truth by which a synthetic clinic was made, kept while it is made.

``recount`` takes the same counts from the rows alone, by another way, so that each
proves the other.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date

RETURN_DAYS = 90


@dataclass(slots=True)
class Returns:
    """One channel: ``given`` is the probability of ever returning that chance was told.

    ``mature`` are its new patients first seen at least 90 days before the last day,
    ``returned`` those of them who came on a later day within 90 days.
    """

    given: float
    new: int = 0
    mature: int = 0
    returned: int = 0


@dataclass(slots=True)
class Counts:
    """What can be counted; ``revenue`` in minor units, 100 to the unit."""

    lines: int = 0
    visits: int = 0
    refunds: int = 0
    patients: int = 0
    legacy: int = 0
    complaints: int = 0
    revenue: int = 0
    revenue_by_month: dict[str, int] = field(default_factory=dict)
    visits_by_month: dict[str, int] = field(default_factory=dict)
    complaints_in_decline: int = 0
    visits_in_decline: int = 0
    wait_sum: int = 0
    wait_lines: int = 0


def add(sums: dict[str, int], month: date, amount: int) -> None:
    """Add the amount to the sum of the day's month, named ``YYYY-MM``."""
    name = f"{month:%Y-%m}"
    sums[name] = sums.get(name, 0) + amount


@dataclass(slots=True)
class Truth:
    """What the clinic was told to be, and what came of it."""

    seed: int
    first: date
    last: date
    decline: date
    season: list[float]
    open_days: int = 0
    counts: Counts = field(default_factory=Counts)
    returns: dict[str, Returns] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return the truth as JSON, days in ISO."""
        return json.dumps(asdict(self), default=str, indent=1, sort_keys=True) + "\n"
