"""The second wave: who was lost, who came back after it, when, and what that brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clinic.calendar import day_from, day_number
from clinic.period import Period
from metrics.kit.layout import Array, Rows
from metrics.kit.shares import Share
from metrics.kit.standing import between, event_places
from metrics.kit.statistics import median, ratio
from metrics.kit.survival import FEW, Curve, watched

YEAR = 365


@dataclass(frozen=True)
class SecondWave:
    """The losses of a period and who came back after them; money in minor units."""

    curve: Curve
    share: Share
    back: Array
    """Places of the visits that began a second wave in the period."""

    this_month: int
    to_return: float | None
    """Median days from the day lost to the return, of those who returned."""

    first_wave: float | None
    """Median days from the first visit to the last before the first loss."""

    regained: float | None
    new: float | None
    """What each of those observed for a year brought in it: after the return, after the first."""

    counts: tuple[int, int]
    gap: int


def second_wave(visits: Rows, period: Period, end: int, gap: int, patients: int) -> SecondWave:
    """Return the losses dated in the period, seen from the day ``end``.

    ``visits`` are all VISITS rows up to it, ``gap`` is after how many days one is lost.
    """
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, end)
    lost = places["lost"][between(visits["day"][places["lost"]] + gap, low, high)]
    starts, ends = visits["day"][lost] + gap, visits["next_day"][lost]
    back = places["reactivated"][between(visits["day"][places["reactivated"]], low, high)]
    curve = watched(starts, ends, end)
    month = day_number(day_from(high).replace(day=1))
    took = (ends - starts)[ends <= end]
    once = visits["first_day"][lost]
    new = places["new"][between(visits["day"][places["new"]], low, high)]
    regained, of_back = _year_of(visits, back, end, patients)
    brought, of_new = _year_of(visits, new, end, patients)
    return SecondWave(
        curve,
        curve.share_by(YEAR),
        back,
        int(np.count_nonzero(visits["day"][back] >= month)),
        median(took) if len(took) >= FEW else None,
        median(visits["day"][lost] - once) if len(lost) >= FEW else None,
        regained,
        brought,
        (of_back, of_new),
        gap,
    )


def _year_of(visits: Rows, starts: Array, end: int, patients: int) -> tuple[float | None, int]:
    """Return what the patients of these visits brought in a year from them on, a head; and n.

    Only those observed for the whole year count; None under ten.
    """
    whole = starts[visits["day"][starts] <= end - YEAR]
    begin = np.full(patients, np.iinfo(np.int32).max, np.int64)
    begin[visits["patient"][whole]] = visits["day"][whole]
    since = visits["day"] - begin[visits["patient"]]
    money = int(visits["money"][(since >= 0) & (since < YEAR)].sum())
    return (ratio(money, len(whole)) if len(whole) >= FEW else None), len(whole)
