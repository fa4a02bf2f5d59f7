"""Clinics for the benchmark of the four signs, drawn as the demo's is, each of its own size.

What the demo's generator does patient by patient is drawn here for all patients at once: the same
channels, services, seasons, gaps and quotes, with sizes, seasons, growth and rates of complaints
that differ from clinic to clinic. Nothing declines unless it is told to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from benchmarks.sign_natures import CALM, DECLINE_WEEKS, LAST, YEARS, Decline, Nature
from clinic.calendar import day_number
from clinic.dental import SERVICES as DENTAL
from metrics.kit.layout import (
    NEVER,
    Array,
    Rows,
    taken,
)
from playground.generator import bills, shape
from playground.generator.life import LEGACY_DAYS, LEGACY_PATIENTS


@dataclass(frozen=True)
class Clinic:
    """Plain arrays: visits sorted by day and patient, the days of complaints, and bills."""

    visits: Rows
    complaints: Array
    bills: Rows
    patients: int


RECALL = {
    service.name("en"): service.recall_days or 0
    for service in DENTAL
    if service.name("en") in {each.name for each in shape.SERVICES}
}


def clinic(seed: int, decline: Decline = CALM) -> Clinic:
    """Return the clinic of that seed, of the same size and rates with a decline as without one."""
    chance = np.random.default_rng(seed)
    nature = Nature.drawn(chance)
    days = _Days(nature)
    visits = _visits(np.random.default_rng((seed, 1)), nature, days, decline)
    late = visits["day"] >= days.decline
    odds = nature.complaints * np.where(late, decline.complaints, 1.0)
    luck = np.random.default_rng((seed, 2)).random(len(late))
    quotes = _bills(np.random.default_rng((seed, 3)), nature, days, decline, visits)
    return Clinic(visits, visits["day"][luck < odds], quotes, int(visits["patient"].max()) + 1)


class _Days:
    """The clinic's days as numbers: on which it is open, and what is in season."""

    def __init__(self, nature: Nature) -> None:
        first = LAST - timedelta(365 * YEARS - 1)
        span = [first + timedelta(n) for n in range(365 * YEARS)]
        self.first, self.end = day_number(first), day_number(LAST) + 1
        self.decline = self.end - 7 * DECLINE_WEEKS
        self.open = np.array([shape.is_open(day) for day in span])
        season = np.array([shape.season(day) for day in span])
        self.season = 1 + nature.swing * (season - 1)
        saturday = np.array([day.weekday() == shape.SATURDAY for day in span])
        grown = 1 + nature.growth * np.arange(len(span)) / 365
        share = np.where(saturday, shape.SATURDAY_SHARE, 1.0)
        self.demand = nature.new * self.season * share * grown * self.open
        following = np.where(self.open, np.arange(len(span)), len(span))
        self._next = np.minimum.accumulate(following[::-1])[::-1]

    def next_open(self, day: Array) -> Array:
        """Return the first open day on or after each; the end where there is none any more."""
        place = np.minimum(day - self.first, len(self._next) - 1)
        found: Array = np.where(day < self.end, self._next[place] + self.first, self.end)
        return found


def _visits(chance: np.random.Generator, nature: Nature, days: _Days, decline: Decline) -> Rows:
    """Return all visits, one round of everybody's next visit after the other."""
    arrived, legacy, returns = _arrivals(chance, nature, days, decline)
    patient, day = np.arange(len(arrived)), arrived
    rounds: list[Rows] = []
    nth = 1
    while len(patient):
        rounds.append(_round(chance, nth, patient, day))
        odds = returns[patient] if nth == 1 else np.full(len(patient), shape.LATER_RETURNS)
        odds = odds * np.where(day >= days.decline, decline.returns, 1.0)
        back = chance.random(len(patient)) < odds
        due = days.next_open(day + _gaps(chance, day, days))
        back &= due < days.end
        rounds[-1]["next_day"] = np.where(back, due, NEVER)
        patient, day = patient[back], due[back]
        nth += 1
    rows = {name: np.concatenate([each[name] for each in rounds]) for name in rounds[0]}
    rows["legacy"] = legacy[rows["patient"]]
    rows["age"] = rows["day"] - arrived[rows["patient"]]
    return taken(rows, np.lexsort((rows["patient"], rows["day"])))


def _arrivals(
    chance: np.random.Generator, nature: Nature, days: _Days, decline: Decline
) -> tuple[Array, Array, Array]:
    """Return everybody's first day, whether he is legacy, and how likely he is to come again."""
    old = int(LEGACY_PATIENTS * nature.new / shape.NEW_A_DAY)
    legacy_days = days.first + chance.integers(0, LEGACY_DAYS + 1, (2, old)).min(axis=0)
    span = np.arange(days.first, days.end)
    odds = days.demand * np.where(span >= days.decline, decline.new, 1.0)
    new_days = np.repeat(span, chance.poisson(odds))
    weights = np.array([channel.weight for channel in shape.CHANNELS])
    channel = chance.choice(len(weights), len(new_days), p=weights / weights.sum())
    returns = np.array([channel.returns for channel in shape.CHANNELS])[channel] * nature.returns
    arrived = np.concatenate((days.next_open(legacy_days), new_days))
    legacy = np.arange(len(arrived)) < old
    return arrived, legacy, np.concatenate((np.full(old, shape.LEGACY_RETURNS), returns))


def _round(chance: np.random.Generator, nth: int, patient: Array, day: Array) -> Rows:
    """Return everybody's nth visit: what was done."""
    odds = np.array([each.first if nth == 1 else each.later for each in shape.SERVICES])
    service = chance.choice(len(odds), len(patient), p=odds / odds.sum())
    return {
        "day": day,
        "patient": patient,
        "nth": np.full(len(patient), nth),
        "service": service + 1,
    }


def _gaps(chance: np.random.Generator, day: Array, days: _Days) -> Array:
    """Return in how many days each comes again: soon, or months later, later still off season."""
    size = len(day)
    soon = chance.integers(5, 41, size)
    later = chance.integers(50, 151, size) + chance.integers(10, 121, size)
    place = np.minimum(day + later - days.first, len(days.season) - 1)
    weak = chance.random(size) < 1 - np.minimum(1.0, days.season[place])
    return np.where(chance.random(size) < 0.45, soon, later + 40 * weak)


def _bills(
    chance: np.random.Generator, nature: Nature, days: _Days, decline: Decline, visits: Rows
) -> Rows:
    """Return the lines with a quote; amounts in minor units."""
    prices = np.array([each.price for each in shape.SERVICES])[visits["service"] - 1]
    share = np.array((0.8, 0.9, 1.0, 1.0, 1.0, 1.0, 1.15))[chance.integers(0, 7, len(prices))]
    amount = (prices * share).astype(np.int64)
    talk = visits["service"] == 1
    planned = talk & (chance.random(len(prices)) < bills.PLANNED)
    quoted = (amount >= bills.DEAR) & (chance.random(len(prices)) < bills.QUOTED)
    odds = nature.over_quote * np.where(visits["day"] >= days.decline, decline.over_quote, 1.0)
    over = chance.random(len(prices)) < odds
    part = np.where(over, 86, chance.integers(96, 105, len(prices)))
    quote = np.where(planned, bills.PLANS[1], amount * part // 100)
    rows = {name: visits[name] for name in ("day", "patient", "service")}
    return taken({**rows, "amount": amount, "paid": amount, "quote": quote}, planned | quoted)
