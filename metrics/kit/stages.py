"""Stages: where every patient stands on a day, by his visits and by how long he has been away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.frames import Frames
from metrics.kit.layout import NEVER, VISITS, Array, Rows
from metrics.kit.rhythm import limits
from metrics.kit.value import SPAN

STAGES = ("new", "developing", "regular", "second_wave", "at_risk", "lost")
NEW, DEVELOPING, REGULAR, SECOND_WAVE, AT_RISK, LOST = range(len(STAGES))
REGULAR_FROM = 4
GROUPS = ("top", "middle", "rest")
EDGES = (0.2, 0.5)
"""The best fifth, the next three tenths, and the other half."""


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


def stages(frames: Frames, as_of: date, gap: int) -> Stages:
    """Return where every patient stands at the end of a day; lost after ``gap`` days."""
    visits = frames[VISITS].until_rows(as_of)
    last = np.flatnonzero(visits["next_day"] == NEVER)
    patient = visits["patient"][last]
    money = _last_year(visits, last, frames.patients)[patient]
    stage = _stage(visits, last, frames.patients, day_number(as_of), gap)
    return Stages(patient, stage, _groups(money), money)


def _stage(visits: Rows, last: Array, patients: int, day: int, gap: int) -> Array:
    patient, away = visits["patient"][last], day - visits["day"][last]
    nth = visits["nth"][last]
    stage = np.where(nth == 1, NEW, np.where(nth < REGULAR_FROM, DEVELOPING, REGULAR))
    again = np.zeros(patients, bool)
    back = (visits["nth"] > 1) & (visits["day"] - visits["previous_day"] >= gap)
    again[visits["patient"][back]] = True
    stage[again[patient]] = SECOND_WAVE
    limit = np.minimum(limits(visits, patients)[patient], gap // 2)
    stage[away > limit] = AT_RISK
    stage[away >= gap] = LOST
    return stage


def _last_year(visits: Rows, last: Array, patients: int) -> Array:
    """Return what each patient brought in the 365 days up to his last visit."""
    end = np.zeros(patients, np.int32)
    end[visits["patient"][last]] = visits["day"][last]
    late = visits["day"] > end[visits["patient"]] - SPAN
    brought = np.where(late, visits["money"], 0)
    return np.bincount(visits["patient"], brought, patients).astype(np.int64)


def _groups(money: Array) -> Array:
    """Return the value group of each; of equal sums the one who comes first is the better."""
    order = np.argsort(-money, kind="stable")
    ranks = np.empty(len(money), np.int64)
    ranks[order] = np.arange(len(money))
    edges = np.ceil(np.array(EDGES) * len(money))
    found: Array = np.searchsorted(edges, ranks, side="right")
    return found
