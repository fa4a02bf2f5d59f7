"""Changes, beside weeks added up by hand.

Seen to fail when the week of the mark itself counts as before, when an open week is among the
closed ones, when seven weeks after are enough, or seven known ones of more, and when what may be
chance is told first.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.kit.weekly import closed_weeks
from tests.metrics.asking import Asked, asked

MARK = date(2026, 4, 1)
"""A Wednesday: its own week is neither before nor after."""

FIRST = date(2026, 1, 5)
AS_OF = date(2026, 6, 14)
days = st.integers(0, (AS_OF - FIRST).days)
lines = st.lists(st.tuples(st.integers(1, 30), days), min_size=5, max_size=80)


@pytest.mark.filterwarnings("ignore:Precision loss")  # the oracle's own, of equal weeks
@settings(max_examples=40, deadline=None)
@given(lines)
def test_a_difference_is_that_of_the_weeks(template: Path, written: list[Any]):
    with asked(template) as clinic:
        clinic.visit(99, FIRST)
        for patient, offset in written:
            clinic.visit(patient, FIRST + timedelta(days=offset))
        clinic.enter("marks", MARK, note="new desk")
        numbers = clinic.numbers("change", AS_OF)
    visits = {(99, FIRST), *((who, FIRST + timedelta(days=offset)) for who, offset in written)}
    sides: tuple[list[float], list[float]] = ([], [])
    for week in range(23):
        monday = FIRST + timedelta(weeks=week)
        seen = [day for _, day in visits if monday <= day < monday + timedelta(days=7)]
        side = 0 if monday + timedelta(days=7) <= MARK else 1 if monday >= MARK else None
        if side is not None and seen:
            sides[side].append(len(seen) / len(set(seen)))
    row = next(row for row in numbers["rows"] if row["series"] == "visits")
    assert (numbers["values"]["before_weeks"], numbers["values"]["after_weeks"]) == (12, 10)
    assert row["n"] == [len(side) for side in sides]
    known = sides[0] and len(sides[1]) >= 8
    assert row["difference"] == (pytest.approx(mean(sides[1]) - mean(sides[0])) if known else None)
    if row["low"] is not None:
        welch = stats.ttest_ind(sides[1], sides[0], equal_var=False)
        interval = welch.confidence_interval(0.95)
        assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))


def test_only_closed_weeks_that_begin_on_a_monday_count():
    assert closed_weeks(date(2026, 6, 2), date(2026, 6, 20)) == [date(2026, 6, 8)]
    assert closed_weeks(date(2026, 6, 1), date(2026, 6, 7)) == [date(2026, 6, 1)]
    assert closed_weeks(date(2026, 6, 1), date(2026, 6, 6)) == []


def weeks_of_visits(clinic: Asked, weeks: int) -> None:
    for week in range(weeks):
        clinic.visit(week + 1, FIRST + timedelta(weeks=week))


@pytest.mark.parametrize(("weeks", "early"), [(20, True), (21, False)])
def test_under_eight_weeks_it_is_too_early_to_judge(clinic: Asked, weeks: int, early: bool):
    weeks_of_visits(clinic, weeks)
    clinic.visit(1, FIRST + timedelta(weeks=19), rating=5, rating_scale=5)
    clinic.enter("marks", MARK, note="new desk")
    report = clinic.report("change", FIRST + timedelta(weeks=weeks, days=-1))
    assert ("1 more closed week is needed" in report.text) == early
    rows = {row["series"]: row for row in report.numbers["rows"]}
    assert bool(rows) != early
    assert early or rows["satisfied"]["difference"] is None


def test_a_series_is_told_first_that_lies_beyond_chance_or_was_asked_for(clinic: Asked):
    weeks_of_visits(clinic, 23)
    for week in range(23):
        for extra in range(week % 2 + (3 if week > 12 else 0)):
            clinic.visit(1000 + 10 * week + extra, FIRST + timedelta(weeks=week), wait_min=week % 3)
    clinic.enter("marks", MARK, note="new desk")
    report = clinic.report("change", AS_OF)
    assert report.numbers["values"]["series"] == "visits"
    assert "new desk. Visits an open day: +3 (+2.5 … +3.5)" in report.text
    asked = clinic.report("change", AS_OF, options={"series": 5})
    assert asked.numbers["values"]["series"] == "wait"
    assert "new desk. Mean wait, min: " in asked.text
    hidden = clinic.report("change", AS_OF, options={"series": 3}, money=False)
    assert "new desk. Visits an open day: " in hidden.text


def test_what_may_be_chance_is_not_told_first(clinic: Asked):
    for week in range(23):
        clinic.visit(week + 1, FIRST + timedelta(weeks=week), wait_min=week % 5)
    clinic.enter("marks", MARK, note="new desk")
    numbers = clinic.numbers("change", AS_OF)
    wait = next(row for row in numbers["rows"] if row["series"] == "wait")
    assert wait["low"] < 0 < wait["high"]
    assert wait["difference"]
    assert numbers["values"]["series"] == "visits"


def test_the_change_before_bounds_the_weeks_and_can_be_asked_about(clinic: Asked):
    weeks_of_visits(clinic, 23)
    clinic.enter("marks", FIRST + timedelta(weeks=8), note="new prices")
    clinic.enter("marks", MARK, note="new desk")
    newest = clinic.numbers("change", AS_OF)["values"]
    assert (newest["mark"], newest["before_weeks"]) == (MARK.isoformat(), 4)
    older = clinic.numbers("change", AS_OF, mark=2)["values"]
    assert (older["before_weeks"], older["after_weeks"]) == (8, 4)


def test_without_a_change_it_is_said_how_to_write_one_down(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "/change new receptionist" in clinic.report("change", AS_OF).text
