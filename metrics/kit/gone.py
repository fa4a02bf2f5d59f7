"""Gone: patients who did not come back, and the reasons that are written down for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.entries import LEAVINGS, REASONS
from metrics.kit.frames import Frames
from metrics.kit.layout import NEVER, VISITS, Array
from metrics.kit.newcomers import newcomers
from metrics.kit.shares import Share

UNSAID = ("no_answer", "unknown")
"""Reasons that say that the reason is not known."""

NONE = -1


@dataclass(frozen=True)
class Gone:
    """Those who are gone by reason, and how many of the new ones came back."""

    people: int
    by_reason: dict[str, int]
    """Only reasons that say something."""

    rivals: dict[int, int]
    """What drew those away who went elsewhere, by places in RIVALS."""

    mature: int
    returned: int
    """New patients who were followed for the whole window, and who came back within it."""

    stayed_away: dict[str, int]
    """Those of the mature who did not, by reason."""

    places: Array
    """Who is gone, as places of patients."""

    told: Array
    """Of each of them the reason as a place in REASONS, NONE where nobody asked."""

    @property
    def known(self) -> int:
        """Return of how many the reason is known."""
        return sum(self.by_reason.values())

    @property
    def unknown(self) -> Share:
        """Return the share of whom nobody knows why."""
        return Share.of(self.people - self.known, self.people)

    def share(self, reason: str) -> Share:
        """Return a reason's share of those whose reason is known."""
        return Share.of(self.by_reason.get(reason, 0), self.known)

    def without(self, reason: str) -> Share:
        """Return who came back of the mature less those who did not for this reason.

        Reasons are known of nobody who came back, so that this can only be too high.
        """
        return Share.of(self.returned, self.mature - self.stayed_away.get(reason, 0))


def gone(frames: Frames, period: Period, as_of: date, window: int) -> Gone:
    """Return who was gone in the period, seen from the as-of day.

    Gone is who came once and then not for ``window`` days, who came oftener and then not for the
    clinic's ``active_gap``, and of whom it is written down why he does not come back; from that
    day on. Legacy patients are never taken for people who came once.
    """
    reasons, rivals, days = _told(frames, as_of)
    places = _places(frames, period, as_of, window, days)
    told = reasons[places]
    return Gone(
        people=len(places),
        by_reason=_by_reason(told),
        rivals=_counted(rivals[places][told == REASONS.index("competitor")]),
        **_came_back(frames, period, as_of, window, reasons),
        places=places,
        told=told,
    )


def _told(frames: Frames, as_of: date) -> tuple[Array, Array, Array]:
    """Return each patient's newest reason, what drew him away, and its day; NONE, 0 and NEVER.

    What was written down before his last visit no longer holds.
    """
    visits, rows = frames[VISITS].until_rows(as_of), frames[LEAVINGS].until_rows(as_of)
    last = np.full(frames.patients, NEVER, np.int32)
    newest = np.flatnonzero(visits["next_day"] == NEVER)
    last[visits["patient"][newest]] = visits["day"][newest]
    holds = np.flatnonzero(rows["day"] >= last[rows["patient"]])
    who = rows["patient"][holds]
    reasons = np.full(frames.patients, NONE, np.int8)
    rivals, days = np.zeros(frames.patients, np.uint8), np.full(frames.patients, NEVER, np.int32)
    reasons[who], rivals[who] = rows["reason"][holds], rows["rival"][holds]
    days[who[::-1]] = rows["day"][holds][::-1]  # the first that holds is written last
    return reasons, rivals, days


def _places(frames: Frames, period: Period, as_of: date, window: int, told: Array) -> Array:
    """Return the patients who were gone from a day of the period on."""
    visits = frames[VISITS].until_rows(as_of)
    newest = np.flatnonzero(visits["next_day"] == NEVER)
    once = (visits["nth"][newest] == 1) & ~visits["legacy"][newest]
    limit = np.where(once, window, frames.settings.active_gap)
    patients = visits["patient"][newest]
    since = np.minimum(visits["day"][newest] + limit, told[patients])
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    found: Array = patients[(since >= low) & (since <= high)]
    return found


def _came_back(
    frames: Frames, period: Period, as_of: date, window: int, reasons: Array
) -> dict[str, Any]:
    people = newcomers(frames, period, as_of)
    mature = people.followed >= window
    back = people.returned & (people.waited <= window)
    away = people.patient[mature & ~back]
    return {
        "mature": int(np.count_nonzero(mature)),
        "returned": int(np.count_nonzero(mature & back)),
        "stayed_away": _by_reason(reasons[away]),
    }


def _by_reason(codes: Array) -> dict[str, int]:
    """Return how many have each reason that says something, the most frequent first."""
    counts = {REASONS[code]: n for code, n in _counted(codes[codes != NONE]).items()}
    said = {reason: n for reason, n in counts.items() if reason not in UNSAID}
    return dict(sorted(said.items(), key=lambda each: -each[1]))


def _counted(codes: Array) -> dict[int, int]:
    found, counts = np.unique(codes, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
