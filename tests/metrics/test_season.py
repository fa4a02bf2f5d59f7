"""Seasons, and what is judged once they are taken out.

Seen to fail when the season is left in, it is shaped by what is judged or found before two years,
it is not measured from its level, growth is taken for season, a year is known or every third week,
or weeks of few weigh as much as those of many.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from metrics.kit.control import CALM, SIGNAL, Control, control
from metrics.kit.limits import Kind
from metrics.kit.readings import Readings
from metrics.kit.rules import LOWER
from metrics.kit.season import season


def mondays(count: int) -> list[date]:
    return [date(2023, 1, 2) + timedelta(weeks=week) for week in range(count)]


def judged(values: list[float], worse: int) -> Control:
    return control(Readings.measured(mondays(len(values)), np.array(values)), Kind.XMR, worse)


def swinging(count: int, swing: float) -> np.ndarray:
    days = np.arange(count) * 7
    return 1 + swing * np.sin(2 * np.pi * (days - 40) / 365.2425)


def test_a_yearly_swing_alone_raises_no_alarm_once_two_years_are_known():
    values = (100 * swinging(156, 0.1)).tolist()
    early = [judged(values[:end], side).state for end in range(60, 104) for side in (1, -1)]
    late = [judged(values[:end], side).state for end in range(104, 157) for side in (1, -1)]
    assert SIGNAL in early, "a season cannot be told from a change before"
    assert set(late) == {CALM}


@pytest.mark.parametrize("kind", [Kind.P, Kind.U, Kind.XMR])
def test_with_chance_on_top_a_swing_raises_no_more_alarms_than_chance(kind: Kind):
    alarms = [0, 0]
    for place, swing in enumerate((0.0, 0.1)):
        chance = np.random.default_rng(5)
        for _clinic in range(25):
            readings = _by_chance(kind, chance, swinging(152, swing))
            for end in range(104, 153, 6):
                early = readings.part(np.arange(152) < end)
                cut = Readings(early.starts[:end], early.values, early.sizes, early.place)
                alarms[place] += control(cut, kind, LOWER).state == SIGNAL
    assert alarms[1] <= 0.03 * 25 * 9
    assert alarms[1] <= alarms[0] + 4


def _by_chance(kind: Kind, chance: np.random.Generator, seasonal: np.ndarray) -> Readings:
    count = len(seasonal)
    if kind is Kind.XMR:
        values = 100 * seasonal + chance.normal(0, 8, count)
        return Readings.measured(mondays(count), values)
    sizes = chance.poisson(200, count)
    counts = (
        chance.binomial(sizes, 0.6 * seasonal)
        if kind is Kind.P
        else chance.poisson(0.1 * sizes * seasonal)
    )
    return Readings.counted(mondays(count), counts, sizes)


def test_a_decline_is_seen_through_the_season():
    values = 100 * swinging(130, 0.1)
    values[124:] *= 0.7
    assert judged(values.tolist(), LOWER).state == SIGNAL
    assert judged(values[:124].tolist(), LOWER).state == CALM


def test_the_season_is_of_what_is_no_more_judged_and_ones_where_nothing_swings():
    values = 100 * swinging(120, 0.1)
    readings = Readings.measured(mondays(120), values)
    found = season(readings, 116)
    assert found == pytest.approx(swinging(120, 0.1), rel=2e-3)
    spoilt = values.copy()
    spoilt[116:] = 0
    assert season(Readings.measured(mondays(120), spoilt), 116) == pytest.approx(found)
    assert season(Readings.measured(mondays(120), np.full(120, 5.0)), 116) == pytest.approx(1)
    assert (season(Readings.measured(mondays(103), values[:103]), 99) == 1).all()
    nothing = Readings.measured(mondays(120), np.zeros(120))
    assert (season(nothing, 116) == 1).all()


def test_a_steady_growth_is_no_season():
    readings = Readings.measured(mondays(130), np.linspace(50, 150, 130))
    assert season(readings, 126) == pytest.approx(1, abs=1e-9)


def test_two_years_must_be_known_and_not_only_shown():
    values = 100 * swinging(120, 0.1)
    for unknown in (np.arange(120) < 17, np.arange(120) % 3 > 0, np.arange(120) > 102):
        told = np.where(unknown, np.nan, values)
        assert (season(Readings.measured(mondays(120), told), 116) == 1).all()
    told = np.where(np.arange(120) % 2 > 0, np.nan, values)
    found = season(Readings.measured(mondays(120), told), 116)
    assert found == pytest.approx(swinging(120, 0.1), rel=2e-3)


def test_weeks_of_many_shape_the_season_more_than_weeks_of_few():
    values, sizes = 100 * swinging(120, 0.1), np.full(120, 1e6)
    values[10:14], sizes[10:14] = 400, 1
    found = season(Readings.measured(mondays(120), values, sizes), 116)
    assert found == pytest.approx(swinging(120, 0.1), rel=3e-3)
