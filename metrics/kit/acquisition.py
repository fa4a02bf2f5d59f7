"""Acquisition: new patients by the channel of their first visit, and what they brought since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import prod

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.ages import age_months
from metrics.kit.cuts import cut
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows, first_days, taken
from metrics.kit.pieces import counted, pieces
from metrics.kit.survival import Curve, curves
from metrics.kit.trending import trends

SHORTEST_MONTH = 28
FIRST = ("day", "patient", "next_day", "first_channel")
SUMMED = ("age", "first_day", "code", "money")


@dataclass(frozen=True)
class Acquisition:
    """Equally long arrays, one place a channel's code, 0 for unknown; money in minor units."""

    new: Array
    mature: Array
    """How many of them were first seen at least the horizon before the as-of day."""

    revenue: Array
    """What the mature brought in their first days, as many as the horizon has."""

    visits: Array
    by_age: Array
    """Revenue of all new ones by month of their age: a row a channel, the first month at 1."""

    returned: list[Curve]
    """How soon they came back."""

    trends: list[int]
    """1 where more come of late, −1 where fewer; 0 where that may be chance."""

    @property
    def brought(self) -> Array:
        """Return the revenue of all new ones up to the as-of day."""
        sums: Array = self.by_age.sum(axis=1)
        return sums


@dataclass(frozen=True)
class _Counting:
    """How visits and movements of money are counted; nobody new has the code behind the last."""

    channels: int
    months: int
    horizon: int
    grown: int
    """The last day of a first visit that is mature."""

    def count(self, codes: Array) -> Array:
        """Return how many have each channel."""
        return counted(codes, self.channels + 1)[: self.channels]

    def sums(self, rows: Rows) -> Array:
        """Return sums by channel, by whether it is revenue of the mature, and by month of age."""
        month = age_months(rows["day"], rows["first_day"])
        held = {"month": month, **{name: rows[name] for name in SUMMED}}
        shape = (self.channels + 1, 2, self.months)
        sums = np.zeros(prod(shape))
        for piece in pieces(len(month)):
            part = {name: column[piece] for name, column in held.items()}
            sums += np.bincount(self._places(part), part["money"], len(sums))
        sums = sums.reshape(shape)
        whole: Array = sums[: self.channels].astype(np.int64)  # exact up to 2 to the 53rd
        return whole

    def _places(self, rows: Rows) -> Array:
        early = (rows["age"] < self.horizon) & (rows["first_day"] <= self.grown)
        places = rows["code"] * np.int32(2) + early
        places *= self.months
        places += np.minimum(rows["month"], self.months - 1)
        return places


def acquisition(
    frames: Frames, period: Period, as_of: date, horizon: int, window: int
) -> Acquisition:
    """Return the new patients of a period by channel, followed to the as-of day.

    The first ``horizon`` days of a patient begin with the day of his first visit; a return is
    looked for ``window`` days. Legacy patients are not new.
    """
    low, end = day_number(period.first), day_number(as_of)
    months = max(end - low, 0) // SHORTEST_MONTH + 3
    count = len(frames.names["channel"].ids) + 1
    counting = _Counting(count, months, horizon, end - horizon)
    rows = _of_new(frames, period, as_of, count)
    began = np.flatnonzero((rows["nth"] == 1) & (rows["code"] < count))
    first = {name: rows[name][began] for name in FIRST}
    sums = counting.sums(rows) + counting.sums(_alone(frames, first, as_of))
    return Acquisition(
        new=counting.count(first["first_channel"]),
        mature=counting.count(first["first_channel"][first["day"] <= end - horizon]),
        revenue=sums[:, 1].sum(axis=1),
        visits=counting.count(rows["code"]),
        by_age=sums.sum(axis=1),
        returned=_returned(first, count, end, window),
        trends=trends(frames, as_of, count),
    )


def _of_new(frames: Frames, period: Period, as_of: date, nobody: int) -> Rows:
    """Return the visits from the period on, with the channel's code of new patients."""
    rows = frames[VISITS].until_rows(as_of)
    low, high = day_number(period.first), day_number(min(period.last, as_of))
    rows = cut(rows, low)
    first = first_days(rows)
    other = (first < low) | (first > high) | rows["legacy"]
    code = np.where(other, np.uint16(nobody), rows["first_channel"])
    return {**rows, "first_day": first, "code": code}


def _alone(frames: Frames, first: Rows, as_of: date) -> Rows:
    """Return the money of these patients on days without a visit, as rows of visits have it."""
    rows = frames[MONEY].until_rows(as_of)
    paid = np.zeros(frames.patients, bool)
    paid[rows["patient"]] = True
    who = np.flatnonzero(paid[first["patient"]])
    born, channel = np.full((2, frames.patients), NEVER, np.int32)
    born[first["patient"][who]] = first["day"][who]
    channel[first["patient"][who]] = first["first_channel"][who]
    mine = taken(rows, born[rows["patient"]] != NEVER)
    since = born[mine["patient"]]
    return {
        **mine,
        "age": mine["day"] - since,
        "first_day": since,
        "code": channel[mine["patient"]],
    }


def _returned(first: Rows, count: int, end: int, window: int) -> list[Curve]:
    days, following = first["day"], first["next_day"]
    waited = np.minimum(following, end) - days
    return curves(first["first_channel"], count, waited, following <= end, end - days, window)
