from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.concentration import Concentration

totals = st.lists(st.integers(-50, 1000), min_size=1, max_size=40)


def found(paid: list[int]) -> Concentration:
    return Concentration.of(np.array(paid, np.int64))


@settings(max_examples=80)
@given(totals)
def test_gini_is_half_the_mean_difference_of_all_pairs(paid: list[int]):
    sums = [max(each, 0) for each in paid]
    pairs = sum(abs(one - other) for one in sums for other in sums)
    whole = 2 * len(sums) * sum(sums)
    assert found(paid).gini() == (pytest.approx(pairs / whole, abs=1e-9) if whole else None)


@settings(max_examples=80)
@given(totals, st.sampled_from((0.2, 0.5, 0.8)))
def test_the_fewest_who_bring_a_part_are_the_richest(paid: list[int], part: float):
    sums = sorted((max(each, 0) for each in paid), reverse=True)
    enough = [n for n in range(len(sums) + 1) if sum(sums[:n]) >= part * sum(sums)]
    people = found(paid).people_for(part)
    assert people == (enough[0] if sum(sums) else None)
    if people is not None:
        assert found(paid).share_for(part) == people / len(sums)
        assert found(paid).share_of_top(people / len(sums)) >= part - 1e-12


def test_a_fractional_patient_brings_his_fraction():
    # A fifth of seven patients is 1.4 of them: the first whole, the second to two fifths.
    assert found([50, 20, 10, 10, 5, 5, 0]).share_of_top(0.2) == pytest.approx(0.58)
    assert found([50, 20, 10, 10, 5, 5, 0]).share_of_top(1) == 1


def test_what_was_given_back_counts_as_nothing_brought():
    assert found([100, -40]).share_of_top(0.5) == 1
    assert found([100, -40]).gini() == 0.5


def test_nobody_who_paid_is_no_concentration():
    for nothing in (found([]), found([0, 0]), found([-5])):
        assert nothing.share_of_top() is None
        assert nothing.share_for() is None
        assert nothing.gini() is None


def test_sums_too_great_for_a_product_stay_exact():
    assert found([10**12] * 2_000_000).gini() == pytest.approx(0, abs=1e-9)
