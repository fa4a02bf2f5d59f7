"""Evenness of doctors, beside patients counted one by one.

Seen to fail when who lies inside is named, when the limits are those of 95 %, when returns after
90 days count, and when patients of another first service count.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.even import count_side, share_limits, share_side
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=200)
counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
histories = st.lists(
    st.tuples(
        st.sampled_from((None, 1, 2)),
        st.sampled_from((1, 3, 3)),
        st.sampled_from((0, 110, 111)),
        st.sampled_from((None, 1, 90, 91)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(histories)
def test_doctors_are_those_of_the_list(template: Path, written: list[tuple]):
    with asked(template) as clinic:
        for patient, (doctor, service, start, back) in enumerate(written, start=1):
            day = FIRST + timedelta(days=start)
            clinic.visit(patient, day, doctor_id=doctor, service_id=service)
            if back is not None:
                clinic.visit(patient, day + timedelta(days=back))
        rows = clinic.numbers("evenness", AS_OF, EVERYTHING, **{"class": 3})["rows"]
    for doctor in (1, 2):
        mine = [line for line in written if line[0] == doctor and line[1] == 3 and line[2] <= 110]
        back = sum(line[3] is not None and line[3] <= 90 for line in mine)
        seen = sum(line[0] == doctor and line[1] == 3 for line in written)
        if seen:
            assert (len(mine), back, seen) in {
                (row["mature"], row["returned"], row["visits"]) for row in rows
            }
    assert len(rows) == len({line[0] for line in written if line[0] and line[1] == 3})


@settings(max_examples=60)
@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from((0.95, 0.998)))
def test_the_limits_of_a_share_lie_between_two_whole_counts(n: int, share: float, level: float):
    low, high = share_limits(n, share, level)
    for limit, at in ((low, (1 - level) / 2), (high, (1 + level) / 2)):
        whole = stats.binom.ppf(at, n, share)
        assert max(whole - 1, 0) - 1e-9 <= limit * n <= whole + 1e-9


@settings(max_examples=60)
@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0.05, 0.95),
)
def test_a_share_lies_outside_where_chance_hardly_ever_brings_it(of: tuple[int, int], share: float):
    k, n = of
    few, many = stats.binom.cdf(k, n, share), stats.binom.sf(k - 1, n, share)
    side = "above" if many < 0.001 else "below" if few < 0.001 else None
    assume(min(abs(many - 0.001), abs(few - 0.001)) > 1e-9)
    assert share_side(k, n, share) == side


@settings(max_examples=60)
@given(st.integers(0, 60), st.floats(0.05, 60))
def test_a_count_lies_outside_where_chance_hardly_ever_brings_it(count: int, mean: float):
    few, many = stats.poisson.cdf(count, mean), stats.poisson.sf(count - 1, mean)
    side = "above" if many < 0.001 else "below" if few < 0.001 else None
    assume(min(abs(many - 0.001), abs(few - 0.001)) > 1e-9)
    assert count_side(count, mean) == side


def test_three_of_three_are_no_reason_to_name_anybody():
    assert share_side(3, 3, 0.6) is None
    assert share_side(0, 3, 0.6) is None


def test_many_patients_have_the_normal_limits():
    # Spiegelhalter (2005), Stat. Med. 24:1185, section 2: ± 3.09 √(θ(1 − θ)/n) for 99.8 %.
    low, high = share_limits(10_000, 0.3)
    reach = 3.09 * (0.3 * 0.7 / 10_000) ** 0.5
    assert (low, high) == pytest.approx((0.3 - reach, 0.3 + reach), abs=2e-4)


def treat(clinic: Asked, doctor: int, patients: int, back: int, start: int) -> None:
    for patient in range(start, start + patients):
        clinic.visit(patient, FIRST, doctor_id=doctor, service_id=2)
        if patient < start + back:
            clinic.visit(patient, FIRST + timedelta(days=30))


def test_only_who_lies_outside_is_named_and_only_to_the_owner(clinic: Asked):
    treat(clinic, 1, 120, 84, 1)
    treat(clinic, 2, 40, 4, 1001)
    report = clinic.report("evenness", AS_OF)
    assert report.numbers["values"]["outside"] == 2
    assert "Li: fewer come back than elsewhere, 10%, n = 40" in report.text
    treat(clinic, 2, 40, 38, 2001)
    report = clinic.report("evenness", AS_OF)
    assert report.numbers["values"]["outside"] == 0
    assert "Li" not in report.text
    assert {row["doctor"] for row in report.numbers["rows"]} == {None}


def test_chance_alone_names_nobody_at_five_of_a_hundred(clinic: Asked):
    treat(clinic, 1, 100, 50, 1)
    treat(clinic, 2, 30, 6, 1001)
    beyond = stats.binom.ppf((0.001, 0.025), 30, 56 / 130)
    assert beyond[0] < 6 < beyond[1]
    assert clinic.values("evenness", AS_OF)["outside"] == 0


def test_one_doctor_is_compared_with_nobody(clinic: Asked):
    treat(clinic, 1, 20, 10, 1)
    assert "Two doctors" in clinic.report("evenness", AS_OF).text


def test_too_few_patients_compare_nobody(clinic: Asked):
    treat(clinic, 1, 4, 4, 1)
    treat(clinic, 2, 4, 0, 1001)
    report = clinic.report("evenness", AS_OF)
    assert "2 more first visits must lie 90 days back." in report.text
    assert report.numbers["values"]["outside"] == 0
