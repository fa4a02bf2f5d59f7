"""Spending on patients, beside a recount day by day and patient by patient.

Seen to fail when a patient is still active on the day he is lost, when the running day of a
period is left out, and when a bucket without an entry counts as nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

FIRST = date(2025, 3, 1)
GAP = 60
OFFSETS = (0, 1, 30, 59, 60, 61, 90, 119, 120, 121, 180)
PERIODS = ((0, 200), (30, 120), (60, 60), (120, 121))
journals = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(OFFSETS)), min_size=1, max_size=25)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def spend(clinic: Asked, bucket: str, amount: int, offset: int = 30) -> None:
    values = {"category": bucket, "bucket": bucket, "amount": amount}
    clinic.enter("expenses", on(offset), **values)


def active(visits: list[tuple[int, int]], day: int) -> int:
    """Return how many were last seen less than the gap before a day."""
    return len({who for who, seen in visits if day - GAP < seen <= day})


@settings(max_examples=60, deadline=None)
@given(journals, st.sampled_from(PERIODS), st.sampled_from((20, 120, 200)))
def test_costs_are_those_of_a_recount_by_days(
    template: Path, visits: list[tuple[int, int]], period: tuple[int, int], until: int
):
    with asked(template) as clinic:
        clinic.writer.set("active_gap", str(GAP))
        for patient, offset in visits:
            clinic.visit(patient, on(offset))
        spend(clinic, "acquire", 70_000, 30)
        spend(clinic, "keep", 30_000, 60)
        seen = [(who, day) for who, day in visits if day <= until]
        first, last = period
        named = f"{on(first)}..{on(last)}"
        if first > until:
            return
        values = clinic.values("spend", on(until), named)
        last = min(last, until)
        days = range(first, last + 1)
        starts = [min(day for who, day in seen if who == each) for each in {w for w, _ in seen}]
        new = sum(start in days for start in starts)
        years = sum(active(seen, day) for day in days) / 365
        cac = 70_000 / new if new and 30 in days else None
        kept = 30_000 / years if years and 60 in days else None
        assert values["cac"] == (None if cac is None else pytest.approx(cac))
        assert values["keep_per_active"] == (None if kept is None else pytest.approx(kept))
        both = cac is not None and kept is not None
        assert values["ratio"] == (pytest.approx(cac / kept) if both else None)
        assert values["active"] == pytest.approx(years * 365 / len(days))


def test_a_year_of_five_hundred_kept_for_a_hundred_each_and_won_for_five(clinic: Asked):
    for patient in range(1, 51):
        clinic.visit(patient, FIRST)
    spend(clinic, "acquire", 50 * 500)
    spend(clinic, "keep", 50 * 100)
    spend(clinic, "improve", 7000)
    spend(clinic, "fixed", 999_999)
    report = clinic.report("spend", on(364), f"{FIRST}..{on(364)}")
    values = report.numbers["values"]
    assert (values["cac"], values["keep_per_active"]) == (500, pytest.approx(100))
    assert values["ratio"] == pytest.approx(5)
    assert (values["acquire"], values["keep"], values["improve"]) == (25_000, 5_000, 7_000)
    assert "A new patient costs as much as 5 kept ones" in report.title
    assert "(disputed)" in report.explained


def test_what_nobody_wrote_down_is_asked_for_and_is_not_nothing(clinic: Asked):
    clinic.visit(1, FIRST)
    spend(clinic, "keep", 0)
    report = clinic.report("spend", on(40))
    assert report.numbers["values"]["acquire"] is None
    assert report.numbers["values"]["keep"] == 0
    assert "What is spent to win patients is not written down." in report.text
    assert "→ /expense ads 20000" in report.text


def test_months_without_an_expense_are_counted(clinic: Asked):
    clinic.visit(1, FIRST)
    spend(clinic, "keep", 5, 31)
    assert "1 month of these has no expense written down." in clinic.report("spend", on(69)).text
