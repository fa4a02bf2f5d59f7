"""Word of mouth: how satisfied those are who were seen, whom they sent, and how many may hear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.period import Period
from metrics.kit.entries import PRAISES
from metrics.kit.frames import Frames
from metrics.kit.halves import noted
from metrics.kit.intervals import Interval
from metrics.kit.layout import COMPLAINTS, VISITS
from metrics.kit.rates import Rate, rate
from metrics.kit.recommending import origins
from metrics.kit.shares import Share, share
from metrics.kit.statistics import distinct
from metrics.kit.weekly import is_satisfied

PER = 100
LEAST = 10
TOLD_OF_GOOD, TOLD_OF_BAD = Interval(5, 8), Interval(10, 25)
"""How many people the articles let a satisfied and a dissatisfied patient tell."""


@dataclass(frozen=True)
class Hearsay:
    """Who was seen, the share of the rated visits that satisfied, and what came of it."""

    patients: int
    satisfied: Share
    referrals: Rate
    """New patients by recommendation per 100 satisfied ones."""

    praises: int
    complaints: int

    @property
    def told(self) -> bool:
        """Return whether enough people have said how it was."""
        return self.satisfied.n >= LEAST

    def heard(self) -> tuple[Interval, Interval]:
        """Return how many people hear good and bad of the clinic, by the articles' figures."""
        content = self.patients * (self.satisfied.value or 0)
        others = self.patients - content
        return _told(content, TOLD_OF_GOOD), _told(others, TOLD_OF_BAD)


def _told(people: float, each: Interval) -> Interval:
    return Interval(people * each.low, people * each.high)


def word_of_mouth(frames: Frames, period: Period, as_of: date) -> Hearsay:
    """Return the patients of a period and how they spoke; with few ratings no rate is known."""
    visits = frames[VISITS].rows(period, as_of)
    rated = np.flatnonzero(noted(visits["rating"]))
    happy = share(is_satisfied({name: visits[name][rated] for name in ("rating", "rating_scale")}))
    patients = distinct(visits["patient"])
    content = patients * (happy.value or 0) if happy.n >= LEAST else 0
    return Hearsay(
        patients,
        happy,
        rate(origins(frames, period, as_of).referred, content, PER),
        len(frames[PRAISES].days(period, as_of)),
        len(frames[COMPLAINTS].rows(period, as_of)["day"]),
    )
