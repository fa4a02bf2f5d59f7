"""The base, beside a list of who is active on each day.

Seen to fail when a gap of exactly A is no loss, when a loss is dated a day late, when old patients
seen for the first time are left out of what came in, when with them churn is told a month too
early, and when who is late is that of the as-of day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

GAP = 60
FIRST = date(2026, 1, 15)
OFFSETS = (0, 1, 16, 17, 59, 60, 61, 76, 77, 120, 121, 137, 181, 240)
visits = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(OFFSETS)), max_size=30)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def active(days: dict[int, list[date]], day: date) -> set[int]:
    """Return who was last seen after day − A and not after the day: straight from the words."""
    since = day - timedelta(days=GAP)
    return {who for who, seen in days.items() if any(since < each <= day for each in seen)}


@settings(max_examples=80, deadline=None)
@given(visits, st.integers(1, 6), st.sampled_from((77, 121, 200, 320)))
def test_every_month_starts_and_ends_with_who_is_active(
    template: Path, written: list[tuple[int, int]], old: int, until: int
):
    days: dict[int, list[date]] = defaultdict(list)
    with asked(template) as clinic:
        clinic.writer.patient(old, legacy=1)
        for patient, offset in written:
            clinic.visit(patient, on(offset))
            days[patient].append(on(offset))
        as_of = on(until)
        numbers = clinic.numbers("base", as_of, f"2026-01-01..{as_of}", gap=GAP)
    values, rows = numbers["values"], numbers["rows"]
    assert values["start"] == 0
    assert values["end"] == len(active(days, as_of))
    for row in rows:
        year, month = map(int, row["month"].split("-"))
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        last = min(after - timedelta(days=1), as_of)
        assert row["start"] == len(active(days, first - timedelta(days=1)))
        assert row["end"] == len(active(days, last))
        came = row["new"] + row["legacy"] + row["reactivated"]
        assert row["end"] == row["start"] + came - row["lost"]
        newcomers = {who for who, seen in days.items() if first <= min(seen) <= last}
        assert row["new"] + row["legacy"] == len(newcomers)
        assert row["legacy"] == (old in newcomers)
        begun = [seen for who, seen in days.items() if min(seen) <= as_of]
        unknown = min(days.get(old, [date.max])) <= as_of and bool(begun)
        told = not unknown or first >= min(map(min, begun)) + timedelta(days=GAP)
        if last < as_of:
            churn = row["lost"] / row["start"] if row["start"] and told else None
            assert row["churn"] == pytest.approx(churn)
    for kind in ("new", "legacy", "reactivated", "lost"):
        assert values[kind] == sum(row[kind] for row in rows)


def test_a_gap_of_exactly_a_is_one_loss_and_one_reactivation_on_one_day(clinic: Asked):
    clinic.visit(1, on(0))
    clinic.visit(1, on(GAP))
    values = clinic.values("base", on(GAP), gap=GAP)
    assert (values["lost"], values["reactivated"], values["end"]) == (1, 1, 1)
    before = clinic.values("base", on(GAP - 1), gap=GAP)
    assert (before["lost"], before["end"]) == (0, 1)
    clinic.visit(2, on(0))
    clinic.visit(2, on(GAP - 1))
    assert clinic.values("base", on(GAP), gap=GAP)["lost"] == 1


def test_lost_is_dated_on_the_last_visit_plus_a(clinic: Asked):
    clinic.visit(1, date(2026, 1, 31))
    rows = clinic.numbers("base", date(2026, 5, 31), gap=GAP)["rows"]
    assert {row["month"]: row["lost"] for row in rows if row["lost"]} == {"2026-04": 1}
    assert [row["churn"] for row in rows if row["month"] == "2026-04"] == [1.0]


def test_an_unfinished_month_has_no_churn(clinic: Asked):
    clinic.visit(1, date(2026, 1, 31))
    rows = clinic.numbers("base", date(2026, 4, 29), gap=GAP)["rows"]
    assert rows[-1]["churn"] is None
    assert rows[-2]["churn"] == 0


def test_with_old_patients_there_is_no_churn_in_the_first_a_days(clinic: Asked):
    clinic.visit(1, date(2026, 1, 1))
    clinic.visit(2, date(2026, 1, 2))
    churn = [row["churn"] for row in clinic.numbers("base", date(2026, 4, 30), gap=GAP)["rows"]]
    assert churn == [None, 0, 1, None]
    clinic.writer.update("patients", 2, legacy=1)
    churn = [row["churn"] for row in clinic.numbers("base", date(2026, 4, 30), gap=GAP)["rows"]]
    assert churn == [None, None, None, None]
    churn = [row["churn"] for row in clinic.numbers("base", date(2026, 4, 30), gap=59)["rows"]]
    assert churn == [None, None, 1, None]


def test_the_gap_is_the_clinics_own_unless_another_is_asked_for(clinic: Asked):
    clinic.visit(1, on(0))
    clinic.writer.set("active_gap", "90")
    numbers = clinic.numbers("base", on(95))
    assert (numbers["options"], numbers["values"]["lost"]) == ({"gap": 90}, 1)


def test_who_is_later_than_his_own_rhythm_is_told_before_he_is_lost(clinic: Asked):
    for offset in (0, 10, 20, 30):
        clinic.visit(1, on(offset))
    assert clinic.values("base", on(45))["late"] == 0
    assert clinic.values("base", on(46))["late"] == 1
    assert "1 of 1" in clinic.report("base", on(46)).text
    assert clinic.values("base", on(46), f"{on(0)}..{on(45)}")["late"] == 0


def test_a_voided_visit_and_a_merged_patient_change_the_base(clinic: Asked):
    clinic.visit(1, on(0))
    second = clinic.visit(2, on(1))
    assert clinic.values("base", on(5))["end"] == 2
    clinic.writer.void("visit_lines", second)
    assert clinic.values("base", on(5))["end"] == 1
    clinic.visit(3, on(2))
    clinic.writer.update("patients", 3, merged_into=1)
    assert clinic.values("base", on(5))["end"] == 1
