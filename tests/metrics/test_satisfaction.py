"""Satisfaction: scales apart, and the promoters' score with its interval.

Seen to fail when the scale of ten is among the answers of five, and when 8 of 10 is a promoter.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.promoters import promoters
from tests.metrics.asking import Asked, asked

DAY = date(2026, 3, 2)
answers = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.sampled_from((1.0, 3.5, 4.0, 5.0)), st.just(5)),
        st.tuples(st.sampled_from((0.0, 6.0, 7.0, 8.0, 9.0, 10.0)), st.just(10)),
    ),
    max_size=40,
)


@settings(max_examples=50, deadline=None)
@given(answers)
def test_each_scale_is_counted_by_itself(template: Path, given_: list[tuple[float, int] | None]):
    with asked(template) as clinic:
        for patient, answer in enumerate(given_, start=1):
            rating, scale = answer or (None, None)
            clinic.visit(patient, DAY, rating=rating, rating_scale=scale)
        values = clinic.values("satisfaction", DAY)
    five = [rating for rating, scale in filter(None, given_) if scale == 5]
    ten = [rating for rating, scale in filter(None, given_) if scale == 10]
    happy = sum(rating >= 4 for rating in five)
    score = sum(rating >= 9 for rating in ten) - sum(rating <= 6 for rating in ten)
    assert (values["csat_n"], values["nps_n"]) == (len(five), len(ten))
    assert values["csat"] == (pytest.approx(happy / len(five)) if five else None)
    assert values["nps"] == (pytest.approx(100 * score / len(ten)) if ten else None)
    if five:
        wilson = stats.binomtest(happy, len(five)).proportion_ci(method="wilson")
        assert (values["csat_low"], values["csat_high"]) == pytest.approx((wilson.low, wilson.high))


def test_the_scores_interval_is_wald_with_three_answers_added():
    found = promoters(np.array([10] * 60 + [8] * 20 + [3] * 20))
    p, q = 60.75 / 103, 20.75 / 103
    half = 1.959964 * ((p + q - (p - q) ** 2) / 103) ** 0.5
    assert found.score == 40
    assert (found.low, found.high) == pytest.approx((100 * (p - q - half), 100 * (p - q + half)))


def test_the_interval_is_cut_and_nobody_has_none():
    assert promoters(np.array([10.0, 10.0])).high == 100
    assert promoters(np.array([0.0, 0.0])).low == -100
    assert promoters(np.array([])).score is None


def test_what_patients_said_themselves_stands_apart(clinic: Asked):
    clinic.visit(1, DAY, rating=1.0, rating_scale=5)
    clinic.enter("ratings", DAY, stars=5)
    values = clinic.values("satisfaction", DAY)
    assert (values["csat"], values["patients_csat"], values["patients_n"]) == (0, 1, 1)


def test_one_satisfied_of_four_is_the_alarm_from_ten_answers_on(clinic: Asked):
    for patient in range(1, 9):
        clinic.visit(patient, DAY, rating=5.0 if patient < 3 else 1.0, rating_scale=5)
    assert "At most one in four" not in clinic.report("satisfaction", DAY).text
    for patient in range(9, 13):
        clinic.visit(patient, DAY, rating=1.0, rating_scale=5)
    assert "At most one in four" in clinic.report("satisfaction", DAY).text
