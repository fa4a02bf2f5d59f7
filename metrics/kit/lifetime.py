"""Lifetime: what patients bring by their age, how long they stay, and what the formula makes of it.

The formula: Gupta and Lehmann (2003, J. Interact. Mark. 17:9), a yearly margin times a multiple
of retention and discount.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.cuts import reach
from metrics.kit.discounting import multiple, multiple_with_first
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, NEVER, VISITS, Array
from metrics.kit.metric import Options
from metrics.kit.survival import kaplan_meier
from metrics.kit.value import FEW, Acquired, Cumulative, cumulative
from metrics.kit.yearly import Keeping, keeping

EVERYTHING = 1.0
"""The margin of whoever counts revenue."""

QUARTER = 3


@dataclass(frozen=True)
class Lifetime:
    """What the sentence and the picture need; money in minor units, times the margin."""

    curve: Cumulative
    kept: Keeping
    margin: float
    discount: float
    life: int | None
    """Days from first visit to the last, by Kaplan–Meier; None where half have not left."""

    leavers: int
    """How many were lost since the quarter began."""

    @property
    def months(self) -> int:
        """Return the longest horizon of which something can be said, 0 where there is none."""
        return self.curve.longest()

    @property
    def yearly(self) -> float | None:
        """Return what a patient of the last year brought in it."""
        return None if self.kept.yearly is None else self.kept.yearly * self.margin

    @property
    def discounted(self) -> float | None:
        """Return what a patient is worth from next year on."""
        return _worth(self.yearly, multiple(self.kept.retention, self.discount))

    @property
    def left(self) -> float | None:
        """Return what those who were lost in this quarter would have been worth."""
        return None if self.discounted is None else self.leavers * self.discounted

    @property
    def discounted_with_first(self) -> float | None:
        """Return the same with the year that has begun."""
        return _worth(self.yearly, multiple_with_first(self.kept.retention, self.discount))


def lifetime(
    frames: Frames, people: Acquired, as_of: date, horizon: int, options: Options
) -> Lifetime:
    """Return the lifetime of these patients, up to ``horizon`` months of age.

    The options are "margin" and "discount" (a year).
    """
    margin = options["margin"]
    curve = _times(cumulative(people, horizon), margin)
    life = _life(frames, people, as_of)
    kept, leavers = keeping(frames, as_of), _leavers(frames, as_of)
    return Lifetime(curve, kept, margin, options["discount"], life, leavers)


def _leavers(frames: Frames, as_of: date) -> int:
    """Return how many were lost from the quarter's first day on."""
    visits, gap = frames[VISITS].foreseen(as_of), frames.settings.active_gap
    start = date(as_of.year, as_of.month - (as_of.month - 1) % QUARTER, 1)
    there = reach(visits, day_number(start) - gap, day_number(as_of) - gap)
    away = visits["next_day"][there] - visits["day"][there]
    return int(np.count_nonzero(away >= gap))


def _worth(yearly: float | None, times: float | None) -> float | None:
    return None if yearly is None or times is None else yearly * times


def _times(curve: Cumulative, margin: float) -> Cumulative:
    return curve if margin == EVERYTHING else Cumulative(curve.mean * margin, curve.at_risk)


def _life(frames: Frames, people: Acquired, as_of: date) -> int | None:
    """Return the median days between first and last visit: until the day lost, less the gap."""
    gap = frames.settings.active_gap
    days, lost = _lifetimes(frames, people, as_of, gap)
    if np.count_nonzero(lost) < FEW:
        return None
    middle = kaplan_meier(days, lost).median()
    return None if middle is None else middle - gap


def _lifetimes(frames: Frames, people: Acquired, as_of: date, gap: int) -> tuple[Array, Array]:
    """Return days from the first visit to the day lost (or to now), and who was lost, by patient.

    Lost is whoever stayed away for ``gap`` days; the day is the last visit before that + gap.
    """
    visits = frames[VISITS].foreseen(as_of)
    end = day_number(as_of)
    over = int(np.searchsorted(visits["day"], np.int32(end - gap), "right"))
    day, patient = visits["day"][:over], visits["patient"][:over]
    places = np.flatnonzero(visits["next_day"][:over] - day >= gap)[::-1]
    gone = np.full(frames.patients, BEFORE, np.int32)
    gone[patient.take(places)] = day.take(places) + gap  # the earliest is written last
    mine = np.flatnonzero(people.first_day != NEVER)
    ends = gone.take(mine)
    lost = ends != BEFORE
    return np.where(lost, ends, end) - people.first_day.take(mine), lost
