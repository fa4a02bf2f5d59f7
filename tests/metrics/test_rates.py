from __future__ import annotations

import subprocess
import sys
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.rates import Rate, clopper_pearson, poisson_limits, rate, rate_ratio

few = st.integers(0, 60)
some = st.floats(0.1, 500)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (2, 0.24, 7.22), (5, 1.62, 11.67), (10, 4.80, 18.39)],
)
def test_limits_of_a_count_are_as_published(count: int, low: float, high: float):
    # Garwood (1936), Biometrika 28:437, as tabled by Ulm (1990), Am. J. Epidemiol. 131:373.
    assert poisson_limits(count) == pytest.approx((low, high), abs=5e-3)


@given(few, st.sampled_from((0.8, 0.95)))
def test_limits_of_a_count_agree_with_the_chi_square(count: int, level: float):
    beyond = (1 - level) / 2
    low = stats.chi2.ppf(beyond, 2 * count) / 2 if count else 0
    high = stats.chi2.isf(beyond, 2 * count + 2) / 2
    assert poisson_limits(count, level) == pytest.approx((low, high), rel=1e-9)


def test_complaints_are_counted_per_thousand_visits():
    found = rate(5, 2000, per=1000)
    assert found.value == 2.5
    assert found.interval == pytest.approx((1.6235 / 2, 11.6683 / 2), abs=5e-5)
    assert rate(0, 0) == Rate(0, 0, None, None)


@settings(max_examples=80)
@given(few, some, few, some)
def test_two_rates_are_compared_by_the_binomial_of_their_sum(
    count1: int, exposure1: float, count2: int, exposure2: float
):
    found = rate_ratio(count1, exposure1, count2, exposure2)
    if not count1 + count2:
        assert found is None
        return
    assert found is not None
    chance, n = exposure1 / (exposure1 + exposure2), count1 + count2
    tails = [
        stats.binomtest(count1, n, chance, alternative=side).pvalue for side in ("less", "greater")
    ]
    assert found.p == pytest.approx(min(1, 2 * min(tails)), abs=1e-9)
    low, high = stats.binomtest(count1, n).proportion_ci(method="exact")
    odds = exposure2 / exposure1
    assert found.interval.low == pytest.approx(low / (1 - low) * odds, rel=1e-6)
    assert found.interval.high == pytest.approx(high / (1 - high) * odds if high < 1 else inf)


@settings(max_examples=80)
@given(few, some, few, some)
def test_the_test_and_the_interval_say_the_same(
    count1: int, exposure1: float, count2: int, exposure2: float
):
    found = rate_ratio(count1, exposure1, count2, exposure2)
    if found is not None and abs(found.p - 0.05) > 1e-6:
        assert (found.p < 0.05) == (not found.interval.low <= 1 <= found.interval.high)


def test_nothing_is_compared_without_events_or_exposure():
    assert rate_ratio(0, 10, 0, 10) is None
    assert rate_ratio(3, 0, 3, 10) is None
    endless = rate_ratio(3, 10, 0, 10)
    assert endless is not None
    assert endless.value is None
    assert endless.interval.high == inf


def test_a_share_of_nothing_or_all_reaches_the_end():
    assert clopper_pearson(0, 10).low == 0
    assert clopper_pearson(10, 10).high == 1


def test_a_count_under_nothing_is_refused():
    with pytest.raises(ValueError, match="-1"):
        poisson_limits(-1)


def test_the_kit_does_not_load_scipy_until_it_is_asked():
    kit = "import metrics.kit, metrics.kit.rates, metrics.kit.means, metrics.kit.survival"
    code = f"import sys; {kit}; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
