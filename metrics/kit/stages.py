"""Stages: where every patient stands on a day, by his visits and by how long he has been away.

What an old patient had before the journal began counts as one visit: he is never new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from clinic.calendar import day_number
from clinic.ranking import LEAST_PATIENTS
from metrics.kit.frames import Frames
from metrics.kit.layout import VISITS, Array, Rows
from metrics.kit.rhythm import late
from metrics.kit.standing import regained

STAGES = ("new", "developing", "regular", "second_wave", "at_risk", "lost")
NEW, DEVELOPING, REGULAR, SECOND_WAVE, AT_RISK, LOST = range(len(STAGES))
REGULAR_FROM = 4
GROUPS = ("top", "middle", "rest")
EDGES = (2, 5)
"""Tenths, rounded up to whole patients: the best fifth, the next three tenths, the other half."""


@dataclass(frozen=True)
class Stages:
    """Every patient who has been here, one place each."""

    patient: Array
    stage: Array
    group: Array
    """By what each brought in the 365 days up to his last visit: 0 the best fifth, 1, 2."""

    money: Array
    """That money, in minor units."""

    def table(self, weights: Array | None = None) -> Array:
        """Return the people, or the sum of weights, by stage and group."""
        cells = self.stage * len(GROUPS) + self.group
        size = len(STAGES) * len(GROUPS)
        counted = np.bincount(cells, weights, size).astype(np.int64)
        table: Array = counted.reshape(len(STAGES), len(GROUPS))
        return table


def stages(frames: Frames, gap: int, *days: date) -> list[Stages]:
    """Return where every patient stands at the end of each day; lost after ``gap`` days."""
    back = regained(frames[VISITS].foreseen(max(days)), gap)
    return [_stages(frames, gap, day, back) for day in days]


def best(frames: Frames, as_of: date) -> Array:
    """Return the places of the patients who bring most, a fifth of all; none of under fifty."""
    visits = frames[VISITS].foreseen(as_of)
    last = np.flatnonzero(visits["next_day"] > day_number(as_of))
    if len(last) < LEAST_PATIENTS:
        return last[:0]
    money = visits["year_money"].take(last)
    top = (_groups(money) == GROUPS.index("top")) & (money > 0)
    found: Array = visits["patient"].take(last[top])
    return found


def _stages(frames: Frames, gap: int, as_of: date, back: Array) -> Stages:
    """Return it of one day; ``back`` are the places of all who were regained by then or later."""
    visits, day = frames[VISITS].foreseen(as_of), day_number(as_of)
    last = np.flatnonzero(visits["next_day"] > day)
    again = np.zeros(frames.patients, bool)
    again[visits["patient"].take(back[: np.searchsorted(back, len(visits["day"]))])] = True
    patient, money = visits["patient"].take(last), visits["year_money"].take(last)
    stage = _stage(visits, last, again.take(patient), day, gap)
    return Stages(patient, stage, _groups(money), money)


def _stage(visits: Rows, last: Array, again: Array, day: int, gap: int) -> Array:
    away = day - visits["day"].take(last)
    times = visits["nth"].take(last).astype(np.int32) + visits["legacy"].take(last)
    stage = NEW + (times > 1).astype(np.uint8) + (times >= REGULAR_FROM)
    stage[again] = SECOND_WAVE
    overdue, _rhythmic = late(visits, last, day)
    stage[overdue | (away > gap // 2)] = AT_RISK
    stage[away >= gap] = LOST
    return stage


def _groups(money: Array) -> Array:
    """Return the value group of each; of equal sums the one who comes first is the better."""
    found = np.full(len(money), len(EDGES), np.uint8)
    if not len(money):
        return found
    ends = [len(money) - ceil(edge * len(money) / 10) for edge in EDGES]
    for end, least in zip(ends, np.partition(money, ends)[ends], strict=True):
        better = money > least
        equal = len(money) - end - np.count_nonzero(better)
        found -= better
        found[np.flatnonzero(money == least)[:equal]] -= 1
    return found
