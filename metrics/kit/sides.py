"""Both sides of the base: what came from new, returning and regained patients, and what left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.cuts import dated
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.standing import event_places
from metrics.kit.statistics import distinct

CAME = ("returning", "new", "regained")
RETURNING, NEW, REGAINED = range(len(CAME))


@dataclass(frozen=True)
class Sides:
    """Patients and money of each side; of the lost, what they brought in their last year."""

    period: Period
    patients: dict[str, int]
    money: dict[str, int]
    legacy: int
    """Old patients who were seen for the first time; they stand among the returning."""

    gap: int

    @property
    def change(self) -> int:
        """Return how many more active patients there are at the end than at the start."""
        came = self.patients["new"] + self.legacy + self.patients["regained"]
        return came - self.patients["lost"]


def both_sides(frames: Frames, period: Period, as_of: date, gap: int) -> Sides:
    """Return patients and money of each side in a period, lost after ``gap`` days."""
    visits = frames[VISITS].foreseen(as_of)
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, day_number(as_of))
    at = {kind: dated(visits, where, low, high) for kind, where in places.items()}
    lost = dated(visits, places["lost"], low - gap, high - gap)
    here, alone = (frames[kind].rows(period, as_of) for kind in (VISITS, MONEY))
    new, back = np.zeros(frames.patients, np.uint8), np.full(frames.patients, NEVER, np.int32)
    new[visits["patient"][at["new"]]] = NEW
    again = at["reactivated"][::-1]  # so that of several the first is written last
    back[visits["patient"][again]] = visits["day"][again]
    sides = [_sides(rows, new, back) for rows in (here, alone)]
    money = _money(sides, (here, alone))
    money["lost"] = int(visits["year_money"].take(lost).sum())
    counts = {
        "new": len(at["new"]),
        "returning": distinct(here["patient"][sides[0] == RETURNING]),
        "regained": len(again),
        "lost": len(lost),
    }
    return Sides(period, counts, money, len(at["legacy"]), gap)


def _sides(rows: Rows, new: Array, back: Array) -> Array:
    """Return of each row whose it is: regained patients' are those from the day they came back."""
    again = rows["day"] >= back.take(rows["patient"])
    found: Array = np.maximum(new.take(rows["patient"]), again * np.uint8(REGAINED))
    return found


def _money(sides: Iterable[Array], moved: Iterable[Rows]) -> dict[str, int]:
    sums = np.zeros(len(CAME))
    for side, rows in zip(sides, moved, strict=True):
        sums += np.bincount(side, rows["money"], len(CAME))
    return dict(zip(CAME, sums.astype(np.int64).tolist(), strict=True))
