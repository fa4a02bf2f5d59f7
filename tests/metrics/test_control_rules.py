"""The four rules, against each point looked up by hand.

Seen to fail when a value on the centre or nearly on it is on a side, a run takes eight points or a
trend six, two of three need not be the newest or on one side, the season stays in a trend, absent
points are looked at, or the last of several rules is said.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.limits import Limits
from metrics.kit.rules import (
    HIGHER,
    LOWER,
    NAMES,
    OUTSIDE,
    RUN,
    TREND,
    TWO_OF_THREE,
    Rules,
    broken,
)

FLAT = (0.0, -9.0, 9.0, -6.0, 6.0)
"""A centre, its limits and two thirds of the way to them."""


def level(count: int, edges: tuple[float, ...] = FLAT) -> Limits:
    return Limits(np.tile(np.array(edges)[:, None], count))


def rules_of(
    values: list[float], side: int, edges: tuple[float, ...] = FLAT, rules: Rules | None = None
) -> list[str | None]:
    given_rules = rules or Rules()
    found = broken(
        np.array(values, float),
        level(len(values), edges),
        np.ones(len(values)),
        given_rules,
    )[(HIGHER, LOWER).index(side)]
    return [NAMES[place] if place >= 0 else None for place in found.tolist()]


def by_hand(values: list[float], side: int) -> list[str | None]:
    """Return the rule each point breaks, looked up point by point with the absent left out."""
    known = [(place, side * value) for place, value in enumerate(values) if value == value]
    found: list[str | None] = [None] * len(values)
    for nth, (place, value) in enumerate(known):
        before = [each for _place, each in known[: nth + 1]]
        seven, three = before[-7:], before[-3:]
        if value > 9:
            found[place] = OUTSIDE
        elif len(seven) == 7 and min(seven) > 0:
            found[place] = RUN
        elif len(seven) == 7 and all(seven[n] < seven[n + 1] for n in range(6)):
            found[place] = TREND
        elif len(three) == 3 and min(three) > 0 and value > 6 and sorted(three)[1] > 6:
            found[place] = TWO_OF_THREE
    return found


points = st.one_of(st.integers(-10, 10).map(float), st.just(float("nan")))


@settings(max_examples=200, deadline=None)
@given(st.lists(points, max_size=40), st.sampled_from((HIGHER, LOWER)))
def test_rules_are_broken_where_each_point_by_itself_says_so(values: list[float], side: int):
    assert rules_of(values, side) == by_hand(values, side)


@settings(max_examples=100, deadline=None)
@given(st.integers(-9, 3), st.lists(st.integers(-1, 3), min_size=6, max_size=14))
def test_trends_are_found_where_each_point_by_itself_says_so(first: int, steps: list[int]):
    values = np.cumsum([first, *steps]).astype(float).tolist()
    assert rules_of(values, HIGHER) == by_hand(values, HIGHER)


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=30))
def test_what_rises_is_what_falls_in_a_mirror(values: list[float]):
    assert rules_of(values, HIGHER) == rules_of([-value for value in values], LOWER)


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=30), st.integers(-50, 50), st.integers(1, 7))
def test_another_zero_and_another_unit_break_the_same_rules(
    values: list[float], more: int, times: int
):
    edges = (more, more - 9 * times, more + 9 * times, more - 6 * times, more + 6 * times)
    moved = [more + times * value for value in values]
    assert rules_of(moved, HIGHER, edges) == rules_of(values, HIGHER)


def test_seven_on_one_side_are_a_run_and_six_are_none():
    assert rules_of([-1, 1, 1, 2, 1, 1, 2, 1, 1], HIGHER) == [None] * 7 + [RUN, RUN]


def test_a_value_on_the_centre_breaks_a_run():
    assert RUN not in rules_of([1, 1, 1, 2, 1, 1, 0, 1, 1, 1, 2, 1, 1], HIGHER)


def test_a_centre_that_is_off_by_rounding_is_the_centre():
    third, usual = 0.1 + 0.2, 0.3
    edges = (usual, 0.0, 1.0, 0.1, 0.7)
    assert third > usual
    assert RUN not in rules_of([0.4, 0.5, 0.4, third, 0.5, 0.4, 0.5], HIGHER, edges)
    assert OUTSIDE not in rules_of([third], HIGHER, (0.2, 0.1, usual, 0.15, 0.25))


def test_a_trend_is_strict_and_asks_nothing_of_the_centre():
    assert rules_of([-5, -4, -3, -2, -1, 0, 1], HIGHER)[-1] == TREND
    assert rules_of([-5, -4, -3, -3, -2, -1, 0], HIGHER)[-1] is None
    assert rules_of([5, 4, 3, 2, 1, 0, -1], LOWER)[-1] == TREND


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([7, 1, 7], TWO_OF_THREE),
        ([1, 7, 7], TWO_OF_THREE),
        ([7, 7, 1], None),
        ([7, -1, 7], None),
        ([7, 0, 7], None),
        ([6, 1, 7], None),
        ([7, 7], None),
    ],
)
def test_two_of_three_lie_far_out_the_newest_among_them_and_all_on_one_side(
    values: list[float], found: str | None
):
    assert rules_of(values, HIGHER)[-1] == found


def test_a_limit_that_is_not_drawn_is_never_passed_but_its_zone_is():
    edges = (5.0, float("nan"), 12.0, 1.0, 9.0)
    assert rules_of([0.0], LOWER, edges) == [None]
    assert rules_of([0.5, 2.0, 0.0], LOWER, edges)[-1] == TWO_OF_THREE


def test_an_absent_point_neither_breaks_a_run_nor_is_one():
    nan = float("nan")
    assert rules_of([1, 1, 1, nan, 1, 2, 1, 1], HIGHER)[-1] == RUN
    assert rules_of([1, 1, 1, nan, 1, 2, 1], HIGHER)[-1] is None


def test_the_season_is_taken_out_before_a_trend_is_looked_for():
    values = np.array([10.0, 11, 12, 13, 14, 15, 16])
    found = broken(values, level(7), values / 10, Rules(used=(TREND,)))
    assert (found == -1).all()
    unseasonal = broken(values, level(7), np.ones(7), Rules(used=(TREND,)))
    assert NAMES[unseasonal[0, -1]] == TREND


def test_only_the_rules_in_force_are_looked_at():
    values: list[float] = [1, 1, 1, 1, 1, 1, 10]
    assert rules_of(values, HIGHER)[-1] == OUTSIDE
    assert rules_of(values, HIGHER, rules=Rules(used=(RUN,)))[-1] == RUN
    assert rules_of(values, HIGHER, rules=Rules(used=(TREND,)))[-1] is None
    assert rules_of(values, HIGHER, rules=Rules(run=3, used=(RUN,)))[2] == RUN
