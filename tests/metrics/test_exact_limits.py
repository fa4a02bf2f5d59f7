"""Exact limits of shares of rare events, beside the binomial distribution written out.

Seen to fail when the tail counts the limit itself, and when chance may pass it once in a hundred.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import comb

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.exact_limits import BY_CHANCE, most_by_chance
from metrics.kit.limits import Kind, limits
from metrics.kit.readings import Readings


def passed(count: int, size: int, share: float) -> float:
    """Return how likely more than so many are."""
    chances = (
        comb(size, each) * share**each * (1 - share) ** (size - each)
        for each in range(count + 1, size + 1)
    )
    return sum(chances)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 0.08)), min_size=1, max_size=5))
def test_it_is_the_least_count_that_chance_hardly_ever_passes(points: list[tuple[int, float]]):
    sizes, shares = (np.array(each) for each in zip(*points, strict=True))
    for most, (size, share) in zip(most_by_chance(sizes, shares).tolist(), points, strict=True):
        assert passed(most, size, share) <= BY_CHANCE + 1e-12
        assert most == 0 or passed(most - 1, size, share) > BY_CHANCE - 1e-12


def chart(counts: list[int], sizes: list[int]) -> np.ndarray:
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(len(counts))]
    weeks = Readings.counted(mondays, np.array(counts), np.array(sizes))
    return limits(Kind.P, weeks, np.ones(len(counts), bool)).high


def test_a_week_in_which_one_of_twenty_is_expected_may_have_five():
    assert chart([1] * 12, [20] * 12)[0] == 5 / 20


def test_a_week_in_which_enough_are_expected_has_the_limit_of_the_books():
    assert np.isclose(chart([10] * 12, [50] * 12)[0], 0.2 + 3 * (0.2 * 0.8 / 50) ** 0.5)


def test_a_week_without_anything_to_count_has_no_limit():
    assert np.isnan(chart([1] * 12 + [0], [20] * 12 + [0])[-1])
