"""The second wave, beside losses told one by one.

Seen to fail when a return is counted from the last visit instead of the day lost, when the year of
a regained patient begins with his first visit, when the second loss tells of the first wave, when
a second wave lasts until the day lost or is told as a first one, when a call after the return won
it, and when the spending of all stands beside the new ones of one channel.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
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


def test_what_winning_cost_stands_beside_what_it_brought(clinic: Asked):
    back = FIRST + timedelta(days=200)
    for patient in range(1, 11):
        clinic.visit(patient, FIRST, 1_000, discount=40, channel_id=1)
        clinic.visit(patient, back, 3_000, discount=500)
        for called in (back - timedelta(days=3), back + timedelta(days=1)):
            clinic.entries += 1
            at = day_number(called) * 86_400_000
            values = {"reason": "overdue", "opened": at, "contacted": at, "closed": at}
            outcome = {"id": clinic.entries, "patient_id": patient, "outcome": "reached"}
            clinic.writer.insert("calls", **values, **outcome)
    clinic.enter("expenses", FIRST, category="ads", bucket="acquire", amount=7_000)
    clinic.writer.set("margin", "0.5")
    as_of = back + timedelta(days=370)
    values = clinic.values("waves", as_of, EVERYTHING, gap=GAP)
    assert (values["regained_discount"], values["new_discount"]) == (500, 540)
    assert (values["regained_calls"], values["new_cost"], values["margin"]) == (1, 700, 0.5)
    text = clinic.report("waves", as_of, EVERYTHING, options={"gap": GAP}).text
    assert "Of it 50% is margin: " in text
    assert ", calls 1; new RUB" in text
    alone = clinic.report("waves", as_of, EVERYTHING, only={"channel": 1}, options={"gap": GAP})
    assert alone.numbers["values"]["new_cost"] is None
    hidden = clinic.report("waves", as_of, EVERYTHING, options={"gap": GAP}, money=False).text
    assert "RUB" not in hidden


def test_each_wave_lasts_from_its_first_visit_to_its_last(clinic: Asked):
    for patient in range(1, 11):
        for offset in (0, 20, 200, 250, 400):
            clinic.visit(patient, FIRST + timedelta(days=offset))
    values = clinic.values("waves", FIRST + timedelta(days=700), EVERYTHING, gap=GAP)
    assert values["lost"] == 30
    assert values["first_wave_days"] == 20
    assert values["second_wave_days"] == 50
    earlier = clinic.values("waves", FIRST + timedelta(days=399), EVERYTHING, gap=GAP)
    assert earlier["second_wave_days"] == 50
    clinic.writer.update("patients", 1, legacy=1)
    values = clinic.values("waves", FIRST + timedelta(days=700), EVERYTHING, gap=GAP)
    assert values["first_wave_days"] is None


def test_a_second_wave_may_be_one_visit_and_is_no_first_one(clinic: Asked):
    for patient in range(1, 11):
        for offset in (0, 20, 200, 400):
            clinic.visit(patient, FIRST + timedelta(days=offset))
    values = clinic.values("waves", FIRST + timedelta(days=700), EVERYTHING, gap=GAP)
    assert (values["first_wave_days"], values["second_wave_days"]) == (20, 0)


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
