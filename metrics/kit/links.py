"""Links of a chain: who of one cohort was satisfied, came back, recommended, and what he paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.daily import is_new
from metrics.kit.frames import Frames
from metrics.kit.halves import noted
from metrics.kit.layout import MONEY, NOBODY, VISITS, Array
from metrics.kit.months import first_day, month_of
from metrics.kit.newcomers import Newcomers, newcomers
from metrics.kit.recommending import referrers
from metrics.kit.weekly import is_satisfied
from metrics.kit.year import YEAR

SATISFIED, RETURNED, RECOMMENDED, VALUE = "satisfied", "returned", "recommended", "value"
LINKS = (SATISFIED, RETURNED, RECOMMENDED, VALUE)
WINDOW = 90
QUARTER = 3
BEFORE = 4
"""The newest cohort stands beside so many before it."""

LEAST = 10
UNLIKE_CHANCE = 2.5
"""Standard errors: with four links one passes it by chance in about forty comparisons."""


@dataclass(frozen=True)
class Link:
    """One link of a cohort: how many are known, their mean and its spread (a share has its own)."""

    n: int
    mean: float | None
    spread: float


@dataclass(frozen=True)
class Cohort:
    """The patients who came for the first time in a quarter, followed for a year."""

    month: int
    """Its first month, since 1970-01."""

    size: int
    links: dict[str, Link]

    @property
    def first(self) -> date:
        """Return the first day of the quarter."""
        return first_day(self.month)


@dataclass(frozen=True)
class Chain:
    """The cohorts that were followed for a year, the oldest first."""

    cohorts: tuple[Cohort, ...]

    def worse(self, name: str) -> float | None:
        """Return by how many standard errors the newest lies under those before it."""
        if len(self.cohorts) <= 1:
            return None
        newest = self.cohorts[-1].links[name]
        before = [each.links[name] for each in self.cohorts[:-1][-BEFORE:]]
        n = sum(link.n for link in before)
        if newest.n < LEAST or n < LEAST:
            return None
        mean = sum(link.n * (link.mean or 0) for link in before) / n
        inside = sum(max(link.n - 1, 0) * link.spread**2 for link in before)
        spread = inside / max(n - len(before), 1)
        error = sqrt(spread / n + newest.spread**2 / newest.n)
        return (mean - (newest.mean or 0)) / error if error else None

    @property
    def weakest(self) -> str | None:
        """Return the link that fell most, if it fell beyond chance."""
        fell = {name: self.worse(name) or 0.0 for name in LINKS}
        worst = max(fell, key=lambda name: fell[name])
        return worst if fell[worst] > UNLIKE_CHANCE else None


def chain(frames: Frames, period: Period, as_of: date) -> Chain:
    """Return the whole quarters of first visits in a period whose people were followed a year."""
    frames[VISITS].until_rows(as_of)  # cut once: what is asked of below is a part of it
    people = newcomers(frames, period, as_of)
    quarters = people.cohort // QUARTER
    first, last = (month_of(day) // QUARTER for day in (period.first, as_of))
    links = {
        name: _linked(values, quarters[whose] - first, max(0, last + 1 - first))
        for name, (whose, values) in _values(frames, people, period, as_of).items()
    }
    return Chain(
        tuple(
            Cohort(
                (first + at) * QUARTER,
                link.n,
                {name: each[at] for name, each in links.items()},
            )
            for at, link in enumerate(links[RETURNED])
            if link.n and _is_whole(first + at, period, as_of)
        )
    )


def _linked(values: Array, places: Array, count: int) -> list[Link]:
    """Return what the people of each cohort give together."""
    n, sums = (np.bincount(places, each, count) for each in (None, values))
    squares = sums if values.dtype == bool else np.bincount(places, values * values, count)
    inside = np.maximum(squares - sums * sums / np.maximum(n, 1), 0)
    spreads = np.sqrt(inside / np.maximum(n - 1, 1)).tolist()
    means = (sums / np.maximum(n, 1)).tolist()
    return [
        Link(people, mean if people else None, spread)
        for people, mean, spread in zip(n.tolist(), means, spreads, strict=True)
    ]


def _is_whole(quarter: int, period: Period, as_of: date) -> bool:
    """Return whether the quarter lies in the period and a year has passed since its end."""
    start, after = (day_number(first_day((quarter + more) * QUARTER)) for more in (0, 1))
    begins = start >= day_number(period.first)
    return begins and after - 1 + YEAR <= day_number(as_of)


def _values(
    frames: Frames, people: Newcomers, period: Period, as_of: date
) -> dict[str, tuple[slice | Array, Array]]:
    """Return which newcomers each link is known of, and what it says of them."""
    everybody = slice(None)
    return {
        SATISFIED: _satisfied(frames, period, as_of),
        RETURNED: (everybody, people.returned & (people.waited <= WINDOW)),
        RECOMMENDED: (everybody, _recommended(frames, as_of)[people.patient]),
        VALUE: (everybody, _paid(frames, people, as_of)),
    }


def _satisfied(frames: Frames, period: Period, as_of: date) -> tuple[Array, Array]:
    """Return which newcomers rated their first visit, and which of these were satisfied."""
    visits = frames[VISITS].rows(period, as_of)
    first = np.flatnonzero(is_new(visits))
    rated = np.flatnonzero(noted(visits["rating"][first]))
    asked = {name: visits[name][first[rated]] for name in ("rating", "rating_scale")}
    return rated, is_satisfied(asked)


def _recommended(frames: Frames, as_of: date) -> Array:
    """Return of each patient's place whether somebody came within a year because of him."""
    start = np.full(frames.patients, NOBODY, np.int32)
    visits = frames[VISITS].until_rows(as_of)
    first = np.flatnonzero(visits["nth"] == 1)
    start[visits["patient"][first]] = visits["day"][first]
    referrer = referrers(frames, Period(date.min, as_of), as_of)
    came = np.flatnonzero((referrer != NOBODY) & (start != NOBODY))
    whose = referrer[came]
    found = np.zeros(frames.patients, bool)
    found[whose[start[came] - start[whose] <= YEAR]] = True
    return found


def _paid(frames: Frames, people: Newcomers, as_of: date) -> Array:
    """Return what each has paid in his first year, in minor units."""
    visits, alone = frames[VISITS].until_rows(as_of), frames[MONEY].until_rows(as_of)
    until = np.full(frames.patients, NOBODY, np.int32)
    until[people.patient] = people.first_day + YEAR
    found = np.zeros(frames.patients)
    young = visits["age"] < YEAR, alone["day"] < until[alone["patient"]]
    for rows, which in zip((visits, alone), map(np.flatnonzero, young), strict=True):
        found += np.bincount(rows["patient"][which], rows["money"][which], frames.patients)
    paid: Array = found[people.patient]
    return paid
