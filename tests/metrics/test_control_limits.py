"""Limits of control charts against published examples and plain Python.

Seen to fail when wild steps stay, or leave nothing, limits lie at 2.9 sigmas or 2.65 moving ranges,
a g chart's centre is the mean or its spread that of an exponential, roots are the 3.5th, Laney's
spread is left out, limits under nothing, over one or without a width are drawn, a loss has no lower
limit, or absent values are counted.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from random import Random
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.control_formulas import OF_MOVING_RANGES, WILD, mean_moving_range
from metrics.kit.limits import ZONE_HIGH, ZONE_LOW, Kind, Limits, limits
from metrics.kit.readings import Readings

CANS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]
BOARDS = [
    *(21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16),
    *(19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15),
]
CLOTH = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
ROLLS = [10.0, 8.0, 13.0, 10.0, 9.5, 10.0, 12.0, 10.5, 12.0, 12.5]
PAINT = [
    *(33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27),
    *(33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84),
]


def weeks(count: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(weeks=week) for week in range(count)]


def counted(counts: list[int], sizes: list[float] | float, per: float = 1) -> Readings:
    given = np.broadcast_to(np.asarray(sizes, float), len(counts))
    return Readings.counted(weeks(len(counts)), np.array(counts), given, per)


def of(kind: Kind, readings: Readings) -> Limits:
    return limits(kind, readings, np.ones(len(readings.values), bool))


def measured(values: list[float]) -> Readings:
    return Readings.measured(weeks(len(values)), np.array(values))


def test_shares_are_limited_as_the_published_orange_juice_cans():
    # Montgomery, Introduction to Statistical Quality Control, Example 7.1: p̄ = 0.2313.
    found = of(Kind.P, counted(CANS, 50))
    assert found.centre[0] == pytest.approx(0.2313, abs=5e-5)
    assert found.high[0] == pytest.approx(0.4102, abs=5e-5)
    assert found.low[0] == pytest.approx(0.0524, abs=5e-5)


def test_counts_are_limited_as_the_published_circuit_boards():
    # Montgomery, Example 7.3: c̄ = 19.85.
    found = of(Kind.C, counted(BOARDS, 1))
    assert found.centre[0] == pytest.approx(19.85, abs=5e-3)
    assert found.high[0] == pytest.approx(33.22, abs=1e-2)
    assert found.low[0] == pytest.approx(6.48, abs=1e-2)


def test_rates_are_limited_as_the_published_dyed_cloth():
    # Montgomery, Example 7.5: ū = 1.42; limits of 10 and of 8 inspection units.
    found = of(Kind.U, counted(CLOTH, ROLLS))
    assert found.centre[0] == pytest.approx(1.42, abs=5e-3)
    assert found.high[[0, 1]] == pytest.approx([2.55, 2.69], abs=1e-2)
    assert found.low[[0, 1]] == pytest.approx([0.29, 0.16], abs=1e-2)


def test_single_values_are_limited_as_the_published_paint():
    # Montgomery, Example 6.5: viscosity, mean 33.52, mean moving range 0.48.
    found = of(Kind.XMR, measured(PAINT))
    assert found.centre[0] == pytest.approx(33.52, abs=5e-3)
    assert (found.low[0], found.high[0]) == pytest.approx((32.24, 34.80), abs=1e-2)


def test_a_series_that_moved_once_has_limits_with_a_width():
    found = of(Kind.XMR, measured([1, 1, 1, 1, 2]))
    assert found.high[0] > found.centre[0] > found.low[0]
    still = of(Kind.XMR, measured([3, 3, 3, 3, 3]))
    assert np.isnan(still.high).all()
    assert np.isnan(still.low).all()


def test_a_lower_limit_under_nothing_is_not_drawn_nor_a_share_over_one():
    rare, near = of(Kind.P, counted([1, 0, 1, 0], 20)), of(Kind.P, counted([19, 20, 20], 20))
    assert np.isnan(rare.low).all()
    assert not np.isnan(rare.high).any()
    assert np.isnan(of(Kind.C, counted([9, 8, 10], 1)).low).all(), "nothing lies under nothing"
    assert np.isnan(near.high).all()
    assert not np.isnan(near.low).any()


SEEN = [
    *(266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320),
    *(267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989),
]
CAME = [
    *(280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529),
    *(279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772),
]
DELIVERIES = [99, 64, 255, 68, 148, 73, 35, 63, 286, 24, 176, 33, 418, 139, 54]
DAYS = [
    *(17.766, 10.376, 51.944, 10.025, 26.504, 12.29, 5.963, 8.76, 41.592, 3.97, 23.914),
    *(5.752, 62.78, 24.2, 6.513),
]


def test_shares_of_very_many_are_limited_by_laney_as_the_published_emergency_departments():
    # Seen within four hours, twenty weeks: Mohammed et al. (2013), BMJ Qual. Saf. 22:362; the P′
    # chart of Laney (2002) as drawn in the vignette of qicharts2 (Anhøj).
    found = of(Kind.LANEY_P, counted(SEEN, list(map(float, CAME))))
    ends = (found.centre[-1], found.low[-1], found.high[-1])
    assert ends == pytest.approx((0.95290, 0.93997, 0.96582), abs=5e-6)
    plain = of(Kind.P, counted(SEEN, list(map(float, CAME))))
    values = np.array(SEEN) / np.array(CAME)
    assert ((values < plain.low) | (values > plain.high)).sum() > 10
    assert ((values > found.low) & (values < found.high)).all()


def test_numbers_between_are_limited_as_the_published_deliveries():
    # Deliveries between cases of asphyxia: g chart of Benneyan (2001) in Anhøj and Mohammed, SPC
    # for Healthcare, chapter on rare events: a signal takes "at least 518 consecutive deliveries".
    found = of(Kind.G, measured(DELIVERIES))
    assert np.ceil(found.high[0]) == 518
    assert found.centre[0] == sorted(DELIVERIES)[7]
    assert np.isnan(found.low).all()


def test_times_between_are_limited_as_the_published_days():
    # The same cases' days, t chart: "about 190 days, or 27 weeks".
    found = of(Kind.T, measured(DAYS))
    assert found.high[0] == pytest.approx(190, abs=0.5)
    assert found.centre[0] < found.lines[ZONE_HIGH][0] < found.high[0]


def test_the_constants_are_those_of_moving_ranges_of_two():
    # NHS England, Making Data Count: 2.66 and 3.267; both from d₂ = 1.128 and d₃ = 0.853.
    assert pytest.approx(3 / 1.128, abs=1e-3) == OF_MOVING_RANGES
    assert pytest.approx(1 + 3 * 0.853 / 1.128, abs=3e-3) == WILD


def test_a_wild_step_is_dropped_once_before_the_limits():
    values = [10.0, 11, 10, 11, 10, 11, 10, 30, 29, 30, 29, 30, 29, 30]
    assert mean_moving_range(np.array(values)) == 1
    twice = [0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 6, 0, 1, 0, 40, 0]
    steps = [abs(b - a) for a, b in pairwise(twice)]
    kept = [step for step in steps if step < 3.267 * sum(steps) / len(steps)]
    assert max(kept) == 6, "what is wild only without the wildest stays"
    assert mean_moving_range(np.array(twice)) == pytest.approx(sum(kept) / len(kept))


values_of = st.lists(st.integers(0, 30), min_size=2, max_size=40)


@settings(max_examples=60, deadline=None)
@given(values_of)
def test_single_values_are_limited_as_plain_python_has_it(values: list[int]):
    steps = [abs(b - a) for a, b in pairwise(values)]
    kept = [step for step in steps if step < 3.267 * mean(steps)]
    reach = 2.66 * (mean(kept) if any(kept) else mean(steps))
    found = of(Kind.XMR, measured(list(map(float, values))))
    assert found.centre[0] == pytest.approx(mean(values))
    if reach == 0:
        assert np.isnan(found.high).all()
        return
    assert found.high[0] == pytest.approx(mean(values) + reach)
    assert found.lines[ZONE_HIGH][0] == pytest.approx(mean(values) + reach * 2 / 3)
    assert found.lines[ZONE_LOW][0] == pytest.approx(mean(values) - reach * 2 / 3)
    low = mean(values) - reach
    assert np.isnan(found.low[0]) if low < 1e-9 else found.low[0] == pytest.approx(low)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30))
def test_shares_and_rates_are_limited_as_plain_python_has_it(parts: list[tuple[int, int]]):
    counts, sizes = [min(pair) for pair in parts], [max(pair) for pair in parts]
    readings = counted(counts, list(map(float, sizes)))
    share, rate = of(Kind.P, readings), of(Kind.U, readings)
    if not sum(sizes):
        assert np.isnan(share.centre).all()
        return
    usual = sum(counts) / sum(sizes)
    assert share.centre == pytest.approx(usual)
    for place, n in enumerate(sizes):
        if not n or not 0 < usual < 1:
            continue
        high = usual + 3 * sqrt(usual * (1 - usual) / n)
        if usual * n < 5:
            high = stats.binom.isf(0.00135, n, usual) / n
        drawn = None if high >= 1 else high
        assert (None if np.isnan(share.high[place]) else share.high[place]) == (
            drawn and pytest.approx(drawn)
        )
        low = usual - 3 * sqrt(usual / n)
        assert np.isnan(rate.low[place]) if low < 1e-9 else rate.low[place] == pytest.approx(low)


@settings(max_examples=40, deadline=None)
@given(values_of, st.integers(1, 1000))
def test_rates_per_thousand_are_those_of_one_a_thousandfold(counts: list[int], per: int):
    one, many = (of(Kind.U, counted(counts, 50, times)) for times in (1, per))
    for name in vars(one):
        assert getattr(many, name) == pytest.approx(per * getattr(one, name), nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(values_of, st.floats(0.1, 100))
def test_single_values_of_another_unit_have_the_same_limits(values: list[int], times: float):
    one, other = (of(Kind.XMR, measured([by * value for value in values])) for by in (1, times))
    for name in vars(one):
        assert getattr(other, name) == pytest.approx(times * getattr(one, name), nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(values_of, st.randoms())
def test_shares_do_not_ask_in_which_order_they_came(counts: list[int], chance: Random):
    mixed = chance.sample(counts, len(counts))
    for kind in (Kind.P, Kind.U, Kind.C, Kind.G):
        one, other = of(kind, counted(counts, 30)), of(kind, counted(mixed, 30))
        assert one.high == pytest.approx(other.high, nan_ok=True)


def test_a_loss_may_have_limits_under_nothing():
    found = of(Kind.XMR, measured([-10.0, 5, -3, 7, -6, 8]))
    assert found.low[0] < 0


def test_limits_further_off_lie_so_many_times_as_far():
    readings = counted(CANS, 50)
    base = np.ones(30, bool)
    usual, far = limits(Kind.P, readings, base), limits(Kind.P, readings, base, reach=1.2)
    assert far.high - far.centre == pytest.approx(1.2 * (usual.high - usual.centre))
    assert far.lines[ZONE_LOW] == pytest.approx(far.centre - 0.8 * (usual.centre - usual.low))


def test_absent_values_and_what_is_after_the_baseline_are_no_part_of_it():
    values = np.array([5.0, np.nan, 7, 5, 7, 100, 200])
    base = np.array([True] * 5 + [False] * 2)
    found = limits(Kind.XMR, Readings.measured(weeks(7), values), base)
    assert found.centre == pytest.approx(6)
    assert found.high == pytest.approx(6 + 2.66 * 2)
