from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.discounting import (
    churn_cut,
    multiple,
    multiple_over,
    multiple_with_first,
    raised_by_points,
    years_left,
)

retentions = st.floats(0, 0.95)
discounts = st.floats(0.01, 0.5)

# Gupta and Lehmann (2003), Customers as Assets, J. Interactive Marketing 17:9: the margin multiples
# r ÷ (1 + i − r) of usual retentions and discounts, to two digits as there.
PUBLISHED = {
    0.60: {0.10: 1.20, 0.12: 1.15, 0.14: 1.11, 0.16: 1.07},
    0.70: {0.10: 1.75, 0.12: 1.67, 0.14: 1.59, 0.16: 1.52},
    0.80: {0.10: 2.67, 0.12: 2.50, 0.14: 2.35, 0.16: 2.22},
    0.90: {0.10: 4.50, 0.12: 4.09, 0.14: 3.75, 0.16: 3.46},
}


@pytest.mark.parametrize("retention", PUBLISHED)
def test_multiples_of_the_margin_are_as_published(retention: float):
    found = {discount: multiple(retention, discount) for discount in PUBLISHED[retention]}
    assert found == pytest.approx(PUBLISHED[retention], abs=5e-3)


@settings(max_examples=80)
@given(retentions, discounts)
def test_a_multiple_is_the_sum_of_the_years(retention: float, discount: float):
    years = [(retention / (1 + discount)) ** year for year in range(600)]
    assert multiple_with_first(retention, discount) == pytest.approx(sum(years))
    assert multiple(retention, discount) == pytest.approx(sum(years[1:]))
    assert multiple_over(retention, discount) == pytest.approx(sum(years[1:11]))


def test_five_points_are_not_five_per_cent():
    before = multiple(0.80, 0.10)
    points = multiple(raised_by_points(0.80, 0.05), 0.10)
    per_cent = multiple(churn_cut(0.80, 0.05), 0.10)
    assert None not in (before, points, per_cent)
    assert points / before - 1 == pytest.approx(0.275)
    assert per_cent / before - 1 == pytest.approx(0.047, abs=5e-4)


def test_a_hundred_a_week_for_ten_years_of_fifty_weeks_are_fifty_thousand():
    assert 100 * 50 * years_left(0.95) == 50_000
    assert 100 * 50 * years_left(1) == 50_000


def test_who_leaves_after_a_year_stays_one():
    assert years_left(0) == 1
    assert years_left(0.75) == 4
    assert multiple(0, 0.1) == 0


def test_a_multiple_without_a_sensible_rate_is_absent():
    for retention, discount in ((None, 0.1), (-0.1, 0.1), (1.1, 0.1), (0.8, -0.1), (1, 0)):
        assert multiple(retention, discount) is None
        assert multiple_with_first(retention, discount) is None
    assert multiple_over(1, 0) == 10
    assert multiple_over(None, 0.1) is None
    assert years_left(None) is None
    assert years_left(1.1) is None


def test_nobody_stays_more_than_always():
    assert raised_by_points(0.98, 0.05) == 1
