"""After waiting: whether those who waited long come again, and how they rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from clinic.calendar import day_number
from metrics.kit.halves import noted, up_to
from metrics.kit.layout import Array, Rows
from metrics.kit.shares import Share, share
from metrics.kit.weekly import is_satisfied

WINDOW = 90
LIMITS = (15, 20)
"""Minutes at which waits are parted."""


@dataclass(frozen=True)
class Waited:
    """Those whose wait lay between two limits, in minutes; ``most`` is None behind the last."""

    over: int
    most: int | None
    visits: int
    returned: Share
    """Who came again within 90 days, of visits that lie as far back."""

    satisfied: Share

    def row(self) -> dict[str, Any]:
        """Return it as the JSON has it."""
        return {
            "over": self.over,
            "most": self.most,
            "visits": self.visits,
            "returned": self.returned.value,
            "satisfied": self.satisfied.value,
            "rated": self.satisfied.n,
        }


def after_waits(visits: Rows, as_of: date) -> list[Waited]:
    """Return visits by how long their patients waited: up to 15 minutes, up to 20, and longer."""
    return list(_parted(visits, day_number(as_of)))


def _parted(visits: Rows, end: int) -> Iterator[Waited]:
    before: Array = np.zeros(len(visits["day"]), bool)
    for over, most in zip((0, *LIMITS), (*LIMITS, None), strict=True):
        upto = noted(visits["wait_min"]) if most is None else up_to(visits["wait_min"], most)
        places = np.flatnonzero(upto & ~before)
        mine = {name: visits[name][places] for name in ("rating", "rating_scale")}
        rated = np.flatnonzero(noted(mine["rating"]))
        day, following = visits["day"][places], visits["next_day"][places]
        mature = day <= end - WINDOW
        yield Waited(
            over,
            most,
            len(places),
            share((following - day <= WINDOW)[mature]),
            share(is_satisfied({name: column[rated] for name, column in mine.items()})),
        )
        before = upto
