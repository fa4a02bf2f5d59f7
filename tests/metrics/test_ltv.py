"""Lifetime value, beside a recount patient by patient.

Seen to fail when refunds on days of their own are left out, when a patient counts for a month of
age that is not over, and when the margin of this year is counted twice by the formula.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2024, 1, 31)
OFFSETS = (0, 1, 28, 29, 30, 31, 59, 60, 61, 90, 365, 366, 396)
AS_OF = FIRST + timedelta(days=396)
journals = st.lists(
    st.tuples(
        st.integers(1, 14), st.sampled_from(OFFSETS), st.sampled_from((0, 1000, 350_000, -50_000))
    ),
    min_size=1,
    max_size=70,
)


def months_between(first: date, day: date) -> int:
    """Return the age month (1…) of a day, by counting anniversaries one by one."""
    month, number = (first.year, first.month), 1
    while True:
        year, place = month[0] + month[1] // 12, month[1] % 12 + 1
        if (year, place, first.day) > (day.year, day.month, day.day):
            return number
        month, number = (year, place), number + 1


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def by_hand(lines: list[tuple[int, int, int]], horizon: int) -> list[tuple[int, float | None]]:
    """Return at risk and mean cumulative revenue for each month of age, patient by patient."""
    visits = [(who, offset) for who, offset, amount in lines if amount >= 0]
    first = {who: min(offset for w, offset in visits if w == who) for who, _ in visits}
    money = [
        (
            who,
            months_between(FIRST + timedelta(days=first[who]), FIRST + timedelta(days=offset)),
            amount,
        )
        for who, offset, amount in lines
        if who in first
    ]
    whole = {who: months_between(on(start), on(397)) - 1 for who, start in first.items()}
    found, total = [], 0.0
    for month in range(1, horizon + 1):
        watched = {who for who in first if whole[who] >= month}
        sums = sum(amount for who, age, amount in money if who in watched and age == month)
        total += sums / len(watched) if watched else 0
        found.append((len(watched), total if len(watched) >= 10 else None))
    return found


@settings(max_examples=60, deadline=None)
@given(journals)
def test_the_curve_is_that_of_a_recount(template: Path, more: list[tuple[int, int, int]]):
    lines = [*((who, 0, 1000) for who in range(1, 13)), *more]
    with asked(template) as clinic:
        for patient, offset, amount in lines:
            clinic.visit(patient, FIRST + timedelta(days=offset), amount)
        rows = clinic.numbers("ltv", AS_OF, EVERYTHING, horizon=14)["rows"]
        told = [(row["at_risk"], row["mean_cumulative"]) for row in rows]
        for (n, mean), (expected_n, expected) in zip(told, by_hand(_dated(lines), 14), strict=True):
            assert n == expected_n
            assert mean == (None if expected is None else pytest.approx(expected))


def _dated(lines: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the lines; a refund before the first visit counts in that visit's month."""
    first = {
        who: min(o for w, o, a in lines if w == who and a >= 0) for who, _, a in lines if a >= 0
    }
    return [(who, max(offset, first.get(who, offset)), amount) for who, offset, amount in lines]


def fill(clinic: Asked, patients: int, years: int = 2, amount: int = 10_000) -> date:
    """Let patients come on the same day of each month for so many years; return the last day."""
    start = date(2023, 1, 10)
    for patient in range(1, patients + 1):
        for month in range(12 * years):
            day = date(start.year + month // 12, month % 12 + 1, 10)
            clinic.visit(patient, day, amount)
    return date(start.year + years, 1, 9)


def test_a_patient_who_comes_monthly_brings_a_bill_a_month(clinic: Asked):
    last = fill(clinic, 10)
    values = clinic.values("ltv", last, horizon=24)
    assert (values["mean_revenue"], values["median_revenue"]) == (240_000, 240_000)
    assert clinic.values("ltv", last - timedelta(days=1), horizon=24)["mean_revenue"] is None


def test_the_formula_discounts_what_comes_after_this_year(clinic: Asked):
    last = fill(clinic, 10)
    for patient in range(11, 16):
        clinic.visit(patient, date(2023, 6, 1), 0)
    values = clinic.values("ltv", last)
    r, m = 10 / 15, 110_000  # from 11 January on, eleven months
    assert values["retention"] == pytest.approx(r)
    assert values["discounted"] == pytest.approx(m * r / (1.10 - r))
    assert values["discounted_with_first"] == pytest.approx(m * 1.10 / (1.10 - r))


def test_the_clinics_own_discount_and_margin_stand_in_for_options_nobody_gave(clinic: Asked):
    last = fill(clinic, 10)
    clinic.writer.set("discount_rate", "0.25")
    clinic.writer.set("margin", "0.4")
    numbers = clinic.numbers("ltv", last)
    assert numbers["options"] == {"horizon": 36, "discount": 0.25, "margin": 0.4}
    assert numbers["rows"][0]["mean_cumulative"] == 4_000
    assert clinic.numbers("ltv", last, discount=0.1)["options"]["discount"] == 0.1


def test_nine_patients_are_too_few_and_it_is_said(clinic: Asked):
    last = fill(clinic, 9)
    report = clinic.report("ltv", last)
    assert report.numbers["values"]["mean_revenue"] is None
    assert report.numbers["notes"] == [
        "For 36 months 10 more patients must have been seen that long."
    ]


def test_life_ends_with_the_last_visit_before_a_gap(clinic: Asked):
    for patient in range(1, 13):
        clinic.visit(patient, date(2020, 1, 1))
        clinic.visit(patient, date(2020, 7, 1))
    report = clinic.report("ltv", date(2024, 1, 1))
    assert "Half stay for 6 months" in report.text


def test_what_this_quarters_leavers_would_have_brought_is_told(clinic: Asked):
    gap, as_of = 548, date(2026, 5, 20)
    april = date(2026, 4, 1)
    for patient, day in enumerate((april, april - timedelta(days=1), as_of, april), start=1):
        clinic.visit(patient, day - timedelta(days=gap))
    clinic.visit(4, april - timedelta(days=1))  # came in time
    for patient in range(10, 30):
        for day in (as_of - timedelta(days=500), as_of - timedelta(days=20)):
            clinic.visit(patient, day, 100_000)
    values = clinic.values("ltv", as_of, EVERYTHING)
    assert values["leavers"] == 2
    assert values["leavers_value"] == pytest.approx(2 * values["discounted"])
    text = clinic.report("ltv", as_of, EVERYTHING).text
    assert "Lost since the quarter began: 2 patients" in text
