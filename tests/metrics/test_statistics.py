from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.kit import median, percentile, ratio

minutes = st.lists(st.one_of(st.none(), st.integers(0, 600)), max_size=60)


@given(minutes, st.sampled_from(("f2", "f4", "f8")))
def test_the_median_is_that_of_the_values_that_are_there(values: list[int | None], width: str):
    there = [value for value in values if value is not None]
    array = np.array([np.nan if value is None else value for value in values], width)
    assert median(array) == (statistics.median(there) if there else None)


@given(minutes)
def test_many_values_are_counted_as_few_are(values: list[int | None]):
    array = np.array([np.nan if value is None else value for value in values], "f2")
    assert median(np.repeat(array, 5_001)) == median(array)


@given(st.lists(st.integers(-5, 5), max_size=20))
def test_the_median_of_whole_numbers_needs_no_gaps(values: list[int]):
    expected = statistics.median(values) if values else None
    assert median(np.array(values, np.int32)) == expected


@given(minutes, st.sampled_from(("f2", "f4", "f8")), st.integers(0, 100))
def test_a_percentile_is_of_type_seven(values: list[int | None], width: str, q: int):
    there = [float(value) for value in values if value is not None]
    array = np.array([np.nan if value is None else value for value in values], width)
    expected = pytest.approx(np.percentile(there, q)) if there else None
    assert percentile(array, q) == expected
    assert percentile(array, q, at_least=len(there) + 1) is None


@given(st.lists(st.integers(-(10**9), 10**9) | st.integers(0, 9), min_size=1, max_size=20))
def test_a_percentile_of_money_is_that_of_days(sums: list[int]):
    for width in ("i4", "i8"):
        array = np.array(sums, width)
        assert percentile(array, 90) == pytest.approx(np.percentile(array.astype(float), 90))


def test_every_wait_is_kept_whole_in_two_bytes():
    waits = np.arange(601)
    assert (waits.astype("f2") == waits).all()


def test_a_ratio_without_a_whole_is_absent():
    assert ratio(5, 0) is None
    assert ratio(0, 5) == 0
