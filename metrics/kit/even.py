"""Evenness: doctors beside one another, each against what chance does to so few patients.

Funnel plots: Spiegelhalter (2005), Statistics in Medicine 24:1185, about the mean of all who are
compared. Lines are exact limits, interpolated between whole numbers as in his appendix; who lies
outside is told by the exact chance of so many, or so few.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.cuts import cut
from metrics.kit.daily import is_new
from metrics.kit.frames import Frames
from metrics.kit.intervals import Interval, tail
from metrics.kit.layout import COMPLAINTS, NOBODY, SERVICE_CLASSES, VISITS, Array, taken
from metrics.kit.newcomers import first_codes
from metrics.kit.pieces import paired
from metrics.kit.statistics import ratio
from metrics.kit.value import FEW

# scipy.special is imported where it is needed: 0.1 s and 24 MiB that most reports do without.

WINDOW = 90
WIDE, NARROW = 0.998, 0.95
LEAST_DOCTORS = 2
ABOVE, BELOW = "above", "below"
FAR = 8
"""Spreads: nothing that is asked for lies further from the mean."""


@dataclass(frozen=True)
class Doctor:
    """One doctor: mature first visits and returns, visits and complaints."""

    code: int
    mature: int
    returned: int
    visits: int
    complaints: int


@dataclass(frozen=True)
class Even:
    """The doctors of one class of first service, the one with most first visits first."""

    kind: str
    doctors: tuple[Doctor, ...]

    @property
    def share(self) -> float | None:
        """Return the share of all together who came back."""
        return ratio(sum(d.returned for d in self.doctors), sum(d.mature for d in self.doctors))

    @property
    def rate(self) -> float | None:
        """Return the complaints of all together per visit."""
        return ratio(sum(d.complaints for d in self.doctors), sum(d.visits for d in self.doctors))

    @cached_property
    def returning(self) -> dict[int, str]:
        """Return on which side of the funnel the returns lie of each doctor outside, by code."""
        if self.share is None:
            return {}
        sides = {
            d.code: share_side(d.returned, d.mature, self.share) for d in self.doctors if d.mature
        }
        return {code: side for code, side in sides.items() if side}

    @cached_property
    def complained_of(self) -> dict[int, str]:
        """Return on which side of the funnel the complaints lie of each doctor outside, by code."""
        if not self.rate:
            return {}
        sides = {
            d.code: count_side(d.complaints, self.rate * d.visits) for d in self.doctors if d.visits
        }
        return {code: side for code, side in sides.items() if side}

    @property
    def outside(self) -> tuple[Doctor, ...]:
        """Return who lies outside in either; nobody where nobody is to be compared with."""
        if len(self.doctors) < LEAST_DOCTORS or sum(d.mature for d in self.doctors) < FEW:
            return ()
        beyond = self.returning | self.complained_of
        return tuple(d for d in self.doctors if d.code in beyond)


def share_side(k: int, n: int, share: float) -> str | None:
    """Return on which side k of n lies beyond 99.8 % by chance; None within it."""
    from scipy.special import bdtr, bdtrc

    return _side(float(bdtr(k, n, share)), float(bdtrc(k - 1, n, share)) if k else 1.0)


def count_side(count: int, mean: float) -> str | None:
    """Return on which side a count lies beyond 99.8 % by chance; None within it."""
    from scipy.special import pdtr, pdtrc

    return _side(float(pdtr(count, mean)), float(pdtrc(count - 1, mean)) if count else 1.0)


def _side(at_most: float, at_least: float) -> str | None:
    """Return the side on which so few, or so many, are hardly ever found."""
    if at_least < tail(WIDE):
        return ABOVE
    return BELOW if at_most < tail(WIDE) else None


def share_limits(n: int, share: float, level: float = WIDE) -> Interval:
    """Return between what a share of n lies by chance, about the share of all."""
    from scipy.special import bdtr

    first, last = _near(n * share, sqrt(n * share * (1 - share)))
    below = bdtr(np.arange(first, min(last, n) + 1), n, share)
    low, high = (_quantile(below, at, first) for at in (tail(level), 1 - tail(level)))
    return Interval(low / n, high / n)


def _near(mean: float, spread: float) -> tuple[int, int]:
    """Return whole counts far beyond what chance does."""
    reach = FAR * (spread + 1)
    return max(0, int(mean - reach)), int(mean + reach)


def _quantile(below: Array, at: float, first: int) -> float:
    """Return a quantile of counts from their cumulative chances, between whole numbers."""
    place = min(int(np.searchsorted(below, at)), len(below) - 1)
    before = float(below[place - 1]) if place else 0.0
    step = float(below[place]) - before
    part = (float(below[place]) - at) / step if step else 0.0
    return max(0.0, first + place - part)


def even(frames: Frames, period: Period, as_of: date, kind: int) -> Even:
    """Return the doctors of a class of first service by its place from 1 on; 0: the most frequent.

    Returns within 90 days of the first visits of the period that were followed for as long, by
    the first doctor; visits and complaints of the period by their own doctor, of patients whose
    first service is of that class.
    """
    shape = len(frames.names["service"].ids) + 1, len(frames.names["doctor"].ids) + 1
    mature, returned = _firsts(frames, period, as_of, shape)
    visits, complaints = _treated(frames, period, as_of, shape)
    classes = np.array((-1, *frames.names["service"].classes))
    often = np.bincount(classes[1:], mature[1:].sum(axis=1), len(SERVICE_CLASSES))
    place = kind - 1 if kind else int(often.argmax())
    counts = (each[classes == place].sum(axis=0) for each in (mature, returned, visits, complaints))
    rows = zip(*(each.tolist() for each in counts), strict=True)
    found = [Doctor(code, *row) for code, row in enumerate(rows) if code]
    found = sorted((d for d in found if d.mature or d.visits), key=lambda d: (-d.mature, d.code))
    return Even(SERVICE_CLASSES[place], tuple(found))


def _firsts(
    frames: Frames, period: Period, as_of: date, shape: tuple[int, int]
) -> tuple[Array, Array]:
    """Return first visits that were followed, and who came back, by service and doctor."""
    first, last = day_number(period.first), day_number(as_of) - WINDOW
    rows = cut(frames[VISITS].foreseen(as_of), first, min(last, day_number(period.last)))
    new = np.flatnonzero(is_new(rows))
    new = new[rows["doctor"].take(new) > 0]
    back = new[rows["next_day"].take(new) - rows["day"].take(new) <= WINDOW]
    all_new, returned = (
        paired(rows["service"].take(who), rows["doctor"].take(who), shape) for who in (new, back)
    )
    return all_new, returned


def _treated(
    frames: Frames, period: Period, as_of: date, shape: tuple[int, int]
) -> tuple[Array, Array]:
    """Return visits and complaints by their patient's first service and their own doctor."""
    first, last = day_number(period.first), day_number(min(period.last, as_of))
    visits = cut(frames[VISITS].foreseen(as_of), first, last)
    told = frames[COMPLAINTS].rows(period, as_of)
    told = taken(told, told["patient"] != NOBODY)
    services = first_codes(frames, as_of, "first_service")
    return (
        paired(visits["first_service"], visits["doctor"], shape),
        paired(services.take(told["patient"]), told["doctor"], shape),
    )
