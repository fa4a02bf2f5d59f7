"""Capital: what all patients are worth on a day, and why it is more or less than before (R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from metrics.kit.frames import Frames
from metrics.kit.metric import Options
from metrics.kit.moved import Moved, moved
from metrics.kit.worth import TENURES, Worth, worth


@dataclass(frozen=True)
class Capital:
    """Everybody's worth on a day, and what moved it; money in minor units, times the margin."""

    people: Worth
    before: float | None
    moved: Moved | None
    """None where one of the two days cannot be told."""

    since: date
    discount: float
    margin: float

    def sum_at(self, points: float) -> float | None:
        """Return the sum at a discount that is higher by so many points, or lower."""
        return self.people.capital(max(self.discount + points, 0), self.margin)

    def rows(self) -> list[dict[str, Any]]:
        """Return each group: visits and days away from which it begins, and its worth."""
        people, away = self.people, (0, *self.people.chances.away)
        money = people.yearly_of_groups() * self.margin
        table = zip(
            people.people_of_groups().tolist(),
            people.retention,
            money.tolist(),
            people.factors(self.discount),
            strict=True,
        )
        return [
            {
                "visits_from": (1, *TENURES)[place // len(away)],
                "away_from": away[place % len(away)],
                "patients": patients,
                "retention": rate,
                "yearly": yearly,
                "capital": None if factor is None else yearly * factor,
            }
            for place, (patients, rate, yearly, factor) in enumerate(table)
        ]


def capital(frames: Frames, as_of: date, ago: timedelta, options: Options) -> Capital:
    """Return the capital of a day and what moved it since so long ago.

    The options are "margin" and "discount" (a year).
    """
    since = as_of - ago
    now, then = worth(frames, as_of), worth(frames, since)
    at = options["discount"], options["margin"]
    return Capital(now, then.capital(*at), moved(then, now, frames, at), since, *at)
