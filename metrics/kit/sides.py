"""Both sides of the base: what came from new, returning and regained patients, and what left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import Period
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.standing import between, event_places


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
    visits = frames[VISITS].until_rows(as_of)
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, day_number(as_of))
    at = {kind: where[between(visits["day"][where], low, high)] for kind, where in places.items()}
    lost = places["lost"][between(visits["day"][places["lost"]] + gap, low, high)]
    here, alone = (frames[kind].rows(period, as_of) for kind in (VISITS, MONEY))
    new, back = np.zeros(frames.patients, bool), np.full(frames.patients, NEVER, np.int32)
    new[visits["patient"][at["new"]]] = True
    again = at["reactivated"][::-1]  # so that of several the first is written last
    back[visits["patient"][again]] = visits["day"][again]
    money = _by_side((here, alone), new, back)
    money["lost"] = int(visits["year_money"].take(lost).sum())
    counts = {
        "new": len(at["new"]),
        "returning": _returning(here, new, back),
        "regained": len(again),
        "lost": len(lost),
    }
    return Sides(period, counts, money, len(at["legacy"]), gap)


def _by_side(moved: Iterable[Rows], new: Array, back: Array) -> dict[str, int]:
    """Return what came from each side: regained from the visit after the loss on."""
    sums, regained = np.zeros(len(new), np.int64), 0
    for rows in moved:
        np.add.at(sums, rows["patient"], rows["money"])
        after = np.flatnonzero(rows["day"] >= back.take(rows["patient"]))
        np.subtract.at(sums, rows["patient"][after], rows["money"][after])
        regained += int(rows["money"][after].sum())
    return {
        "new": int(sums[new].sum()),
        "returning": int(sums[~new].sum()),
        "regained": regained,
    }


def _returning(here: Rows, new: Array, back: Array) -> int:
    """Return how many others were here, before they were lost if they were."""
    seen = np.full(len(new), NEVER, np.int32)
    seen[here["patient"][::-1]] = here["day"][::-1]
    return int(np.count_nonzero(~new & (seen < back)))
