from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit import Interval, Share, Words, share
from metrics.kit.shares import newcombe, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_as_published(k: int, n: int, low: float, high: float):
    # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0000)),
        ((10, 10), (0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_difference_of_two_shares_is_as_published(
    first: tuple[int, int], second: tuple[int, int], limits: tuple[float, float]
):
    # Newcombe (1998), Statistics in Medicine 17:873, table II, method 10.
    assert newcombe(*first, *second) == pytest.approx(limits, abs=5e-5)


@settings(max_examples=100)
@given(counts, st.sampled_from((0.8, 0.95, 1 - 0.05 / 3)))
def test_wilson_agrees_with_scipy(of: tuple[int, int], level: float):
    expected = stats.binomtest(*of).proportion_ci(level, method="wilson")
    assert wilson(*of, level) == pytest.approx((expected.low, expected.high), abs=1e-12)


@settings(max_examples=60)
@given(counts, counts)
def test_a_difference_turned_round_has_its_limits_turned_round(
    first: tuple[int, int], second: tuple[int, int]
):
    there, back = newcombe(*first, *second), newcombe(*second, *first)
    assert there is not None
    assert back == pytest.approx((-there.high, -there.low), abs=1e-12)


def test_without_an_n_everything_is_absent():
    assert Share.of(0, 0) == Share(0, None, None, 0)
    assert wilson(0, 0) is None
    assert newcombe(1, 2, 0, 0) is None
    assert share(np.array([], bool)).low is None


def test_more_than_all_is_refused():
    with pytest.raises(ValueError, match="8, 7"):
        wilson(8, 7)


def test_a_mask_becomes_a_share():
    found = share(np.array([True, False, True, True]))
    assert (found.k, found.n, found.value) == (3, 4, 0.75)
    assert (found.low, found.high) == wilson(3, 4)


def test_a_share_is_written_by_its_n():
    words = Words("en")
    assert Share.of(0, 0).said(words) == "—"
    assert Share.of(3, 7).said(words) == "3 of 7"
    assert Share.of(4, 9).said(words) == "4 of 9"
    assert Share.of(4, 10).said(words) == "40% (17–69%), n = 10"
    assert Share.of(8, 20).said(words) == "40% (22–61%), n = 20"
    assert Share.of(12, 30).said(words) == "40%, n = 30"
    assert Share.of(12, 30).said(Words("ru")) == "40\N{NO-BREAK SPACE}%, n = 30"
    assert Share.of(12, 30).said_with_interval(words) == "40% (25–58%), n = 30"


def test_an_estimate_has_no_count_to_say():
    words = Words("en")
    assert Share(9, None).said(words) == "—"
    assert Share(12, 0.0).said_with_interval(words) == "0%, n = 12"
    assert Share(12, 0.4, Interval(0.2, 0.7)).said(words) == "40% (20–70%), n = 12"
