"""The second wave, beside losses told one by one.

Seen to fail when a return is counted from the last visit instead of the day lost, and when the
year of a regained patient begins with his first visit.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

GAP = 60
FIRST = date(2024, 1, 1)
LAST = 700
OFFSETS = (0, 1, 59, 60, 61, 120, 121, 300, 425, 484, 485, 486, 640, 641, 700)
lines = st.lists(st.tuples(st.integers(1, 14), st.sampled_from(OFFSETS)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_losses_and_returns_are_those_of_the_stories(
    template: Path, written: list[tuple[int, int]]
):
    stories: dict[int, set[int]] = defaultdict(set)
    with asked(template) as clinic:
        for patient, offset in written:
            clinic.visit(patient, FIRST + timedelta(days=offset))
            stories[patient].add(offset)
        as_of = FIRST + timedelta(days=LAST)
        values = clinic.values("waves", as_of, EVERYTHING, gap=GAP)
    losses = []
    for days in stories.values():
        seen = sorted(days)
        for day, after in zip(seen, [*seen[1:], None], strict=True):
            if day + GAP <= LAST and (after is None or after - day >= GAP):
                losses.append((day + GAP, None if after is None else after - day - GAP))
    assert values["lost"] == len(losses)
    assert values["back"] == sum(took is not None for _, took in losses)
    survival = 1.0
    for day in sorted({took for _, took in losses if took is not None and took <= 365}):
        risk = sum((LAST - lost if took is None else took) >= day for lost, took in losses)
        survival *= 1 - sum(took == day for _, took in losses) / risk
    followed = sum(LAST - lost >= 365 for lost, _ in losses)
    assert values["at_risk"] == followed
    assert values["share"] == (pytest.approx(1 - survival) if followed >= 10 else None)


def test_a_year_of_the_regained_stands_beside_a_year_of_the_new(clinic: Asked):
    back = FIRST + timedelta(days=200)
    for patient in range(1, 11):
        clinic.visit(patient, FIRST, 1_000)
        clinic.visit(patient, back, 3_000)
        clinic.visit(patient, back + timedelta(days=30), 500)
        clinic.visit(patient, back + timedelta(days=365), 9_000)
    values = clinic.values("waves", back + timedelta(days=370), EVERYTHING, gap=GAP)
    assert values["regained_year"] == 3_500
    assert values["new_year"] == 4_500
    assert values["median_days_to_return"] == (140 + 275) / 2


def test_under_ten_regained_there_are_only_counts(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.visit(1, FIRST + timedelta(days=200))
    report = clinic.report("waves", FIRST + timedelta(days=600), options={"gap": GAP})
    assert "1 regained and 1 new patients; too few to compare" in report.text
    assert "must have been lost for a year" in report.text


def test_this_month_is_the_last_month_of_the_period(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.visit(1, date(2024, 6, 3))
    asked_in_june = clinic.values("waves", date(2024, 6, 20), gap=GAP)
    assert asked_in_june["back_this_month"] == 1
    assert clinic.values("waves", date(2024, 7, 1), gap=GAP)["back_this_month"] == 0
