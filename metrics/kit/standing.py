"""Standing: who came to the clinic's base and who was lost from it, event by event.

Active on day D is whoever was last seen after D − A and not after D. He comes in by his first
visit (new, or legacy) or by a visit at least A days after the one before (reactivated), and is
lost on the day of a visit + A after which none came for A days. So the base on any day is what
came in less what was lost until then, to the patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, NEVER, VISITS, Array, Rows
from metrics.kit.months import first_day, month_of, months_of, written
from metrics.kit.rhythm import late
from metrics.kit.statistics import ratio

IN = ("new", "legacy", "reactivated")
KINDS = (*IN, "lost")


@dataclass(frozen=True)
class Standing:
    """The days of all events up to the as-of day, by kind, and whose each was, by place."""

    days: dict[str, Array]
    patients: dict[str, Array]
    churn_from: int
    """The first day of which churn can be told: with old patients nobody knows who was lost in the
    journal's first A days."""

    def until(self, day: int) -> int:
        """Return how many patients are active at the end of a day."""
        counts = {kind: int(np.count_nonzero(days <= day)) for kind, days in self.days.items()}
        return sum(counts[kind] for kind in IN) - counts["lost"]

    def within(self, kind: str, first: int, last: int) -> int:
        """Return how many events of a kind lie between two days, both included."""
        return int(np.count_nonzero(between(self.days[kind], first, last)))


def between(days: Array, low: int, high: int) -> Array:
    """Return which of the days lie between two, both included."""
    found: Array = (days >= low) & (days <= high)
    return found


def standing(frames: Frames, as_of: date, gap: int) -> Standing:
    """Return the events of the base for an activity of ``gap`` days."""
    visits = frames[VISITS].foreseen(as_of)
    places = event_places(visits, gap, day_number(as_of))
    days = {kind: visits["day"][where] for kind, where in places.items()}
    days["lost"] = days["lost"] + np.int32(gap)
    whose = {kind: visits["patient"][where] for kind, where in places.items()}
    began = frames.first_visit
    known = BEFORE if began is None or not len(days["legacy"]) else day_number(began) + gap
    return Standing(days, whose, known)


def event_places(visits: Rows, gap: int, end: int) -> dict[str, Array]:
    """Return the places of the visits that bring a patient in, or after which he is lost.

    ``visits`` are all VISITS rows up to the day ``end``, foreseen or not.
    """
    first = np.flatnonzero(visits["nth"] == 1)
    legacy = visits["legacy"].take(first)
    ended = int(np.searchsorted(visits["day"], np.int32(end - gap), side="right"))
    away = visits["next_day"][:ended] - visits["day"][:ended]
    return {
        "new": first[~legacy],
        "legacy": first[legacy],
        "reactivated": regained(visits, gap),
        "lost": np.flatnonzero(away >= gap),
    }


def regained(visits: Rows, gap: int) -> Array:
    """Return the places of the visits before which their patients were away for ``gap`` days."""
    found: Array = np.flatnonzero(visits["away"] >= gap)
    return found


def active(visits: Rows, day: int, gap: int) -> Array:
    """Return the places of the last visits of whoever is active on the day up to which rows go."""
    found: Array = np.flatnonzero((visits["next_day"] == NEVER) & (visits["day"] > day - gap))
    return found


def overdue(visits: Rows, day: int, gap: int) -> tuple[int, int]:
    """Return how many active patients with a rhythm are late on a day, and how many these are."""
    found, rhythmic = late(visits, active(visits, day, gap), day)
    return int(np.count_nonzero(found)), int(np.count_nonzero(rhythmic))


def monthly(events: Standing, period: Period, start: int) -> list[dict[str, Any]]:
    """Return a row a month; no churn of one that is not over by the period's end, or too early."""
    first, count = month_of(period.first), month_of(period.last) - month_of(period.first) + 1
    low, high = day_number(period.first), day_number(period.last)
    sums = {}
    for kind in KINDS:
        days = events.days[kind]
        within = days[between(days, low, high)]
        sums[kind] = np.bincount(months_of(within) - first, minlength=count).tolist()
    rows = []
    for place in range(count):
        month = {kind: sums[kind][place] for kind in KINDS}
        end = start + sum(month[kind] for kind in IN) - month["lost"]
        begin, after = (day_number(first_day(first + place + next)) for next in (0, 1))
        whole = begin >= max(low, events.churn_from) and after <= high + 1
        churn = ratio(month["lost"], start) if whole else None
        rows.append(
            {"month": written(first + place), "start": start, **month, "end": end, "churn": churn}
        )
        start = end
    return rows
