"""Waiting, beside minutes sorted by hand.

Seen to fail when a wait of exactly 15 minutes counts as over 15, when a missing wait is 0, and when
visits that are too young are among those who might be back.
"""

from __future__ import annotations

import statistics
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import EVERYTHING, Asked, asked

DAY = date(2026, 3, 2)
AN_HOUR = 3_600_000
minutes = st.lists(st.sampled_from((None, 0, 5, 14, 15, 16, 20, 21, 45)), max_size=40)


@settings(max_examples=50, deadline=None)
@given(minutes)
def test_the_distribution_is_that_of_the_minutes(template: Path, waits: list[int | None]):
    with asked(template) as clinic:
        for patient, wait in enumerate(waits, start=1):
            clinic.visit(patient, DAY, wait_min=wait)
        values = clinic.values("waiting", DAY)
    known = [wait for wait in waits if wait is not None]
    n = len(known)
    values.pop("by_wait")
    assert values == {
        "n": n,
        "median": statistics.median(known) if known else None,
        "p90": pytest.approx(np.percentile(known, 90)) if n >= 20 else None,
        "over_15": pytest.approx(sum(wait > 15 for wait in known) / n) if n else None,
        "over_20": pytest.approx(sum(wait > 20 for wait in known) / n) if n else None,
    }


def test_hours_are_those_in_which_visits_were_logged(clinic: Asked):
    at = day_number(DAY) * 24
    for patient, (hour, wait) in enumerate(((9, 5), (9, 9), (17, 40), (17, None)), start=1):
        clinic.visit(patient, DAY, wait_min=wait, logged=(at + hour) * AN_HOUR)
    clinic.visit(9, DAY, wait_min=3)
    assert clinic.numbers("waiting", DAY)["rows"] == [
        {"hour": 9, "n": 2, "median": 7},
        {"hour": 17, "n": 1, "median": 40},
        {"hour": None, "n": 1, "median": 3},
    ]


def test_the_longest_wait_of_a_visit_counts(clinic: Asked):
    clinic.visit(1, DAY, wait_min=5)
    clinic.visit(1, DAY, wait_min=30)
    assert clinic.values("waiting", DAY)["median"] == 30


def test_without_a_wait_it_is_said_how_to_write_one(clinic: Asked):
    clinic.visit(1, DAY)
    assert "w15" in clinic.report("waiting", DAY).text


visits = st.lists(
    st.tuples(
        st.sampled_from((None, 0, 15, 16, 20, 21)),
        st.sampled_from((None, 3, 4)),
        st.sampled_from((0, 10, 11)),
        st.sampled_from((None, 1, 90, 91)),
    ),
    max_size=25,
)


@settings(max_examples=50, deadline=None)
@given(visits)
def test_who_waited_long_is_followed_apart(template: Path, written: list[tuple]):
    with asked(template) as clinic:
        for patient, (wait, rating, start, back) in enumerate(written, start=1):
            day = DAY + timedelta(days=start)
            scale = 5 if rating else None
            clinic.visit(patient, day, wait_min=wait, rating=rating, rating_scale=scale)
            if back is not None:
                clinic.visit(patient, day + timedelta(days=back))
        found = clinic.values("waiting", DAY + timedelta(days=100), EVERYTHING)["by_wait"]
    for row, (over, most) in zip(found, ((-1, 15), (15, 20), (20, 999)), strict=True):
        mine = [line for line in written if line[0] is not None and over < line[0] <= most]
        mature = [back is not None and back <= 90 for _, _, start, back in mine if start <= 10]
        rated = [rating == 4 for _, rating, *_ in mine if rating]
        assert row["visits"] == len(mine)
        assert row["returned"] == (pytest.approx(statistics.fmean(mature)) if mature else None)
        assert row["satisfied"] == (pytest.approx(statistics.fmean(rated)) if rated else None)
