"""Cohorts, beside a triangle counted patient by patient.

Seen to fail when two visits of a month count twice, when an unfinished month is shown, and when
old patients are in a cohort.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics import cdnow
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 31)
OFFSETS = (0, 1, 28, 29, 30, 59, 60, 89, 90, 120)
visits = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(OFFSETS)), min_size=1, max_size=30)


def month(day: date) -> int:
    return day.year * 12 + day.month - 1


@settings(max_examples=60, deadline=None)
@given(visits, st.sampled_from((date(2026, 5, 31), date(2026, 5, 30), date(2026, 3, 31))))
def test_the_triangle_is_that_of_a_count(
    template: Path, written: list[tuple[int, int]], as_of: date
):
    days: dict[int, set[date]] = {}
    with asked(template) as clinic:
        clinic.writer.patient(6, legacy=1)
        for patient, offset in written:
            day = FIRST + timedelta(days=offset)
            clinic.visit(patient, day)
            if day <= as_of and patient != 6:
                days.setdefault(patient, set()).add(day)
        numbers = clinic.numbers("cohorts", as_of, EVERYTHING)
    finished = month(as_of + timedelta(days=1)) - 1
    cohorts: dict[int, list[int]] = {}
    for patient, seen in days.items():
        cohorts.setdefault(month(min(seen)), []).append(patient)
    assert numbers["values"]["cohorts"] == len(cohorts)
    for row, (cohort, people) in zip(numbers["rows"], sorted(cohorts.items()), strict=True):
        assert row["cohort"] == f"{cohort // 12}-{cohort % 12 + 1:02}"
        assert row["size"] == len(people)
        for age, share in enumerate(row["seen"]):
            there = {who for who in people if any(month(d) == cohort + age for d in days[who])}
            if cohort + age > finished:
                assert share is None
            else:
                assert share == pytest.approx(len(there) / len(people))


def test_every_row_has_a_place_for_every_age(clinic: Asked):
    clinic.visit(1, date(2026, 1, 5))
    clinic.visit(2, date(2026, 3, 5))
    numbers = clinic.numbers("cohorts", date(2026, 4, 30))
    assert [row["seen"] for row in numbers["rows"]] == [[1, 0, 0, 0], [1, 0, None, None]]
    assert numbers["values"]["ages"] == 4


def test_the_newest_month_that_is_known_is_told(clinic: Asked):
    for patient in range(1, 13):
        clinic.visit(patient, date(2026, 1, 5))
    clinic.visit(1, date(2026, 7, 9))
    assert "January 2026 seen in month 6: " in clinic.report("cohorts", date(2026, 7, 31)).text
    early = clinic.report("cohorts", date(2026, 7, 30))
    assert early.numbers["values"]["newest_share"] is None
    assert "for 6 whole months yet" in early.text


def test_the_buyers_of_cdnow_stand_in_three_cohorts(clinic: Asked):
    cdnow.write_buyers(clinic)
    rows = clinic.numbers("cohorts", cdnow.LAST)["rows"]
    assert [row["size"] for row in rows] == [781, 857, 719]
