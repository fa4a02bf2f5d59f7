from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.means import Difference, difference

sums = st.lists(st.integers(-1000, 100_000), min_size=2, max_size=20)


@settings(max_examples=80)
@given(sums, sums)
def test_the_difference_of_two_means_agrees_with_scipy(before: list[int], after: list[int]):
    found = difference(np.array(before), np.array(after))
    assert found.value == pytest.approx(np.mean(after) - np.mean(before), abs=1e-6)
    if len(set(before)) > 1 and len(set(after)) > 1:  # SciPy warns of a side without spread
        expected = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
        assert found.interval == pytest.approx((expected.low, expected.high), rel=1e-6, abs=1e-6)


def test_one_side_without_spread_leaves_the_freedom_of_the_other():
    found = difference(np.array([0, 1]), np.array([1, 1]))
    t_of_one_degree, error = 12.7062, 0.5
    assert found.interval is not None
    assert found.interval.high - 0.5 == pytest.approx(t_of_one_degree * error, abs=5e-5)


def test_values_that_are_not_there_are_left_out():
    found = difference(np.array([1, np.nan, 3]), np.array([5.0, 7.0]))
    assert found.n == (2, 2)
    assert found.value == 4


def test_a_difference_needs_both_sides_and_an_interval_needs_spread():
    one, many = np.array([5]), np.array([5, 5, 5])
    assert difference(np.array([]), many) == Difference((0, 3), None, None)
    assert difference(one, np.array([6, 8])) == Difference((1, 2), 2.0, None)
    assert difference(many, many + 1) == Difference((3, 3), 1.0, None)
