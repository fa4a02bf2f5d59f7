"""Word of mouth, beside people counted one by one.

Seen to fail when visits count for patients, when the unrated count as dissatisfied, and when the
articles' figures enter the values.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from clinic.calendar import day_number
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=30)
visits = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 30), st.sampled_from((None, 1, 3, 4, 5))),
    min_size=8,
    max_size=30,
    unique_by=lambda line: line[:2],
)


@settings(max_examples=60, deadline=None)
@given(visits, st.integers(0, 5))
def test_referrals_are_told_per_satisfied_patient(
    template: Path, written: list[tuple[int, int, int | None]], referred: int
):
    with asked(template) as clinic:
        for patient, day, rating in written:
            scale = 5 if rating else None
            on = FIRST + timedelta(days=day)
            clinic.visit(patient, on, rating=rating, rating_scale=scale)
        for patient in range(101, 101 + referred):
            clinic.visit(patient, FIRST, referrer="1")
        values = clinic.values("reach", AS_OF, EVERYTHING)
    rated = [rating for *_, rating in written if rating]
    patients = len({patient for patient, *_ in written}) + referred
    happy = sum(rating >= 4 for rating in rated)
    assert (values["patients"], values["rated"]) == (patients, len(rated))
    if len(rated) < 10 or not happy:
        assert values["per_100_satisfied"] is None
        return
    content = patients * happy / len(rated)
    assert values["per_100_satisfied"] == pytest.approx(100 * referred / content)
    high = stats.chi2.ppf(0.975, 2 * referred + 2) / 2
    assert values["high"] == pytest.approx(100 * high / content)


def test_the_articles_are_marked_and_stay_out_of_the_numbers(clinic: Asked):
    for patient in range(1, 11):
        clinic.visit(patient, FIRST, rating=5 if patient < 9 else 1, rating_scale=5)
    clinic.writer.complain(1, day_number(FIRST))
    clinic.enter("praises", FIRST, patient_id=1)
    report = clinic.report("reach", AS_OF)
    assert "By the articles, disputed: 40–64 hear good of you, 20–50 bad" in report.text
    assert "Praise and complaints: 1 and 1" in report.text
    assert not {40, 64, 20, 50} & set(report.numbers["values"].values())
    assert report.explained.count("disputed") >= 3


def test_too_few_ratings_are_said(clinic: Asked):
    clinic.visit(1, FIRST, rating=5, rating_scale=5)
    assert "9 more rated visits are needed" in clinic.report("reach", AS_OF).text
