"""The second wave: who was lost, who came back after it, when, and what that brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clinic.calendar import day_from, day_number
from clinic.period import Period
from metrics.kit.cuts import dated
from metrics.kit.layout import NEVER, Array, Rows
from metrics.kit.shares import Share
from metrics.kit.standing import event_places
from metrics.kit.statistics import median
from metrics.kit.survival import FEW, Curve, watched
from metrics.kit.year import YEAR

NONE = np.iinfo(np.int32).max
"""A place behind all others."""


@dataclass(frozen=True)
class SecondWave:
    """The losses of a period and who came back after them."""

    curve: Curve
    share: Share
    back: Array
    """Places of the visits that began a second wave in the period, and of the new ones in it."""

    new: Array
    this_month: int
    to_return: float | None
    """Median days from the day lost to the return, of those who returned."""

    first_wave: float | None
    """Median days from the first visit to the last before the first loss; old patients apart."""

    length: int | None
    """Median days from the first return to the last visit before the next loss, by Kaplan–Meier;
    None where fewer than half have been lost again."""

    gap: int


def second_wave(visits: Rows, period: Period, end: int, gap: int, patients: int) -> SecondWave:
    """Return the losses dated in the period, seen from the day ``end``.

    ``visits`` are all VISITS rows up to it, foreseen or not; after ``gap`` days one is lost.
    """
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, end)
    losses, returns = places["lost"], places["reactivated"]
    first_return = _first(visits, returns, patients)
    is_first = losses < first_return.take(visits["patient"].take(losses))
    lost = dated(visits, losses, low - gap, high - gap)
    waves = _first_waves(visits, dated(visits, losses[is_first], low - gap, high - gap))
    starts, ends = visits["day"].take(lost) + gap, visits["next_day"].take(lost)
    back = dated(visits, returns, low, high)
    curve = watched(starts, ends, end)
    month = day_number(day_from(high).replace(day=1))
    took = (ends - starts)[ends <= end]
    begun = back[first_return.take(visits["patient"].take(back)) == back]
    return SecondWave(
        curve,
        curve.share_by(YEAR),
        back,
        dated(visits, places["new"], low, high),
        len(dated(visits, back, month, high)),
        median(took) if len(took) >= FEW else None,
        median(waves) if len(waves) >= FEW else None,
        _length(visits, begun, _first(visits, losses[~is_first], patients), end, gap),
        gap,
    )


def _first(visits: Rows, places: Array, patients: int) -> Array:
    """Return each patient's first of these places, NONE where he has none."""
    first, last_ahead = np.full(patients, NONE, np.int32), places[::-1]
    first[visits["patient"].take(last_ahead)] = last_ahead  # the first is written last
    return first


def _first_waves(visits: Rows, losses: Array) -> Array:
    """Return how many days each first wave lasted that ended with one of these losses."""
    known = losses[~visits["legacy"].take(losses)]
    found: Array = visits["age"].take(known).astype(np.int32)
    return found


def _length(visits: Rows, back: Array, second: Array, end: int, gap: int) -> int | None:
    """Return the median days of these second waves; lost again less A is the end of one."""
    if len(back) < FEW:
        return None
    loss = second[visits["patient"].take(back)]
    ends = np.where(loss == NONE, NEVER, visits["day"].take(loss, mode="clip") + gap)
    lasted = watched(visits["day"].take(back), ends, end).median()
    return None if lasted is None else lasted - gap
