from __future__ import annotations

import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit import Curve, Share, curves, kaplan_meier
from metrics.kit.layout import NEVER
from metrics.kit.survival import watched

# Weeks of remission of 21 children under 6-MP; + is still in remission. Freireich and others
# (1963), Blood 21:699.
RELAPSED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)

people = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)


def curve_of(lives: list[tuple[int, bool]]) -> Curve:
    durations, happened = zip(*lives, strict=True)
    return kaplan_meier(np.array(durations, "i4"), np.array(happened))


def remissions() -> Curve:
    return curve_of([*((week, True) for week in RELAPSED), *((week, False) for week in STILL)])


def product(lives: list[tuple[int, bool]], day: int) -> Fraction:
    """Return S by the definition: who was there the evening before, one day after another."""
    left = Fraction(1)
    for each in range(day + 1):
        there = sum(duration >= each for duration, _ in lives)
        gone = sum(duration == each and happened for duration, happened in lives)
        left *= 1 - Fraction(gone, there or 1)
    return left


@settings(max_examples=100)
@given(people)
def test_the_curve_is_the_product_of_who_stayed_from_day_to_day(lives: list[tuple[int, bool]]):
    curve = curve_of(lives)
    expected = [product(lives, day) for day in range(len(curve.survival))]
    assert curve.survival == pytest.approx([float(each) for each in expected], abs=1e-12)
    halves = [day for day, each in enumerate(expected) if each <= Fraction(1, 2)]
    assert curve.median() == (halves[0] if halves else None)


def oracle(lives: list[tuple[int, bool]]) -> tuple[Any, Any]:
    """Return SciPy's survival function and its log-log interval; it warns at S = 0 and S = 1."""
    came = [duration for duration, happened in lives if happened]
    censored = [duration for duration, happened in lives if not happened]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        found = stats.ecdf(stats.CensoredData(uncensored=came, right=censored)).sf
        return found, found.confidence_interval(method="log-log")


@settings(max_examples=60)
@given(people)
def test_limits_agree_with_scipy_where_both_have_them(lives: list[tuple[int, bool]]):
    found, band = oracle(lives)
    curve = curve_of(lives)
    for day in found.quantiles.astype(int).tolist():
        share = curve.share_by(day, at_least=0)
        assert share.value == pytest.approx(1 - found.evaluate(day), abs=1e-12)
        if share.interval is not None:
            assert share.low == pytest.approx(1 - band.high.evaluate(day), abs=1e-9)
            assert share.high == pytest.approx(1 - band.low.evaluate(day), abs=1e-9)


def test_remissions_are_those_of_the_textbooks():
    # S and the median: Kleinbaum and Klein, Survival Analysis, chapter 2. Errors and limits: as R's
    # survfit(conf.type = "log-log") prints them for the same children.
    curve = remissions()
    weeks = sorted(set(RELAPSED))
    expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.survival[weeks] == pytest.approx(expected, abs=5e-5)
    assert curve.survival[weeks] * np.sqrt(curve.spread[weeks]) == pytest.approx(errors, abs=5e-5)
    low = [0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188]
    high = [0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680]
    _, returned_low, returned_high = curve.band()
    assert 1 - returned_high[weeks] == pytest.approx(low, abs=5e-4)
    assert 1 - returned_low[weeks] == pytest.approx(high, abs=5e-4)
    assert curve.median() == 23
    assert curve.at_risk[weeks].tolist() == [21, 17, 15, 12, 11, 7, 6]


def test_an_event_counts_before_those_who_leave_on_its_day():
    assert curve_of([(5, True), (5, False)]).survival[5] == 0.5


def test_nothing_is_said_of_fewer_than_ten_who_were_followed_long_enough():
    starts, ends = np.arange(0, 12), np.array([3, *[NEVER] * 11])
    curve = watched(starts, ends, as_of=15)
    assert curve.followed_for(6) == 10
    assert curve.share_by(6).value == pytest.approx(1 / 12)
    assert curve.share_by(7) == Share(9, None)
    assert curve.share_by(7, at_least=9).value is not None
    assert curve.share_by(16, at_least=0) == Share(0, None)


def test_who_came_back_soon_still_counts_as_followed():
    curve = watched(np.zeros(10, "i4"), np.ones(10, "i4"), as_of=90)
    assert curve.share_by(90) == Share(10, 1.0)
    assert curve.share_by(0) == Share(10, 0.0)


def test_what_lies_behind_the_as_of_day_has_not_happened():
    curve = watched(np.zeros(10, "i4"), np.full(10, 8, "i4"), as_of=7)
    assert curve.share_by(7) == Share(10, 0.0)
    assert curve.median() is None


def test_nobody_has_no_curve_to_speak_of():
    nobody = np.array([], "i4")
    curve = watched(nobody, nobody, as_of=90)
    assert curve.n == 0
    assert curve.share_by(0, at_least=0) == Share(0, None)
    assert curve.median() is None


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(0, 12))))
def test_groups_counted_at_once_are_those_counted_alone(rows: list[tuple[int, int, int]]):
    group, came, seen = np.array(rows, "i4").reshape(-1, 3).T
    durations, happened = np.minimum(came, seen), came <= seen
    together = curves(group, 4, durations, happened, seen, until=8)
    for each in range(4):
        own = group == each
        alone = kaplan_meier(durations[own], happened[own], seen[own])
        for day in range(9):
            assert together[each].share_by(day, 0) == alone.share_by(day, 0)


def test_the_band_is_what_is_said_of_each_day():
    curve = remissions()
    shares, low, high = curve.band()
    said = curve.share_by(22, at_least=0)
    assert (shares[22], low[22], high[22]) == (said.value, said.low, said.high)
    assert np.isnan(low[5])
    assert np.isnan(high[5])


def test_a_duration_under_nothing_is_refused():
    with pytest.raises(ValueError, match="-1"):
        kaplan_meier(np.array([-1, 3]), np.array([True, False]))
