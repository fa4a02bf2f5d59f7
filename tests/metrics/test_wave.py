"""The wave: closed months beside a count by hand, and when a series has turned.

Seen to fail when an open month is among the closed ones, when an unknown newest month ends a run,
when an unknown month within it does not, when a series that was silent for half a year still tells,
when more complaints count as better, and when the longest run goes before the earliest.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from metrics.kit.monthly import closed_months, getting_worse
from metrics.kit.months import written
from tests.metrics.asking import Asked, asked

FIRST = date(2026, 1, 10)
numbers = st.lists(st.sampled_from((1.0, 2.0, 3.0, math.nan)), max_size=9)


@given(numbers, st.booleans())
def test_a_run_is_counted_from_the_newest_known_month(values: list[float], when_more: bool):
    told = list(values)
    while told and math.isnan(told[-1]):
        told.pop()
    run = 0
    for before, after in reversed(list(pairwise(told))):
        if not (after > before if when_more else after < before):
            break
        run += 1
    silent = len(values) - len(told) > 4
    assert getting_worse(np.array(values), when_more) == (0 if silent else run)


def test_only_whole_months_are_closed():
    def named(first: date, as_of: date, most: int = 24) -> list[str]:
        return [written(month) for month in closed_months(first, as_of, most)]

    assert named(FIRST, date(2026, 3, 31)) == ["2026-02", "2026-03"]
    assert named(FIRST, date(2026, 3, 30)) == ["2026-02"]
    assert named(date(2026, 1, 1), date(2026, 3, 31), 2) == ["2026-02", "2026-03"]
    assert named(FIRST, FIRST) == []


lines = st.lists(
    st.tuples(st.integers(1, 20), st.integers(0, 170), st.sampled_from((0, 1000, -200))),
    max_size=60,
)


@settings(max_examples=30, deadline=None)
@given(lines)
def test_each_month_is_that_of_a_count(template: Path, seen: list[tuple[int, int, int]]):
    as_of = date(2026, 6, 30)
    with asked(template) as clinic:
        for patient, offset, amount in seen:
            clinic.visit(patient, FIRST + timedelta(days=offset), amount)
        clinic.enter("expenses", date(2026, 3, 5), category="rent", bucket="fixed", amount=300)
        rows = clinic.numbers("wave", as_of, f"{FIRST}..{as_of}")["rows"]
    days = {(who, FIRST + timedelta(days=day)) for who, day, amount in seen if amount >= 0}
    first = {who: min(day for each, day in days if each == who) for who, _ in days}
    for row in rows:
        inside = [(who, day) for who, day in days if f"{day:%Y-%m}" == row["month"]]
        new = sum(first[who] == day for who, day in inside)
        opened = len({day for _, day in inside})
        assert row["new"] == (pytest.approx(new / opened) if opened else None)
        moved = [a for _, d, a in seen if f"{FIRST + timedelta(days=d):%Y-%m}" == row["month"]]
        assert row["profit"] == (sum(moved) - 300 if row["month"] == "2026-03" else None)


def test_the_series_that_has_been_worse_for_longest_turned_first(clinic: Asked):
    for month in range(1, 7):
        for patient in range(20):
            clinic.visit(100 * month + patient, date(2026, month, 5))
        for _complaint in range(month):
            clinic.writer.complain(100 * month + _complaint, day_number(date(2026, month, 6)))
    report = clinic.report("wave", date(2026, 6, 30), "2026-01-01..2026-06-30")
    assert report.numbers["values"]["turned_first"] == "complaints"
    assert "Complaints per 1000 visits: worse 5 months in a row" in report.text


def test_what_began_earlier_goes_before_what_lasts_longer(clinic: Asked):
    """Returns fall from July to September, complaints rise from August to December."""
    id = 0
    for month, back in zip(range(6, 13), (12, 11, 10, 9, 9, 9, 9), strict=True):
        for patient in range(20):
            id += 1
            clinic.visit(id, date(2026, month, 5))
            if patient < back:
                clinic.visit(id, date(2026, month, 6))
        for complaint in range(max(0, month - 7)):
            clinic.writer.complain(100 * month + complaint, day_number(date(2026, month, 3)))
    numbers = clinic.numbers("wave", date(2026, 12, 31), "2026-06-01..2026-12-31")
    assert [row["returns"] is None for row in numbers["rows"]] == [False] * 4 + [True] * 3
    assert numbers["values"]["turned_first"] == "returns"
    assert numbers["values"]["months_worse"] == 3


def test_few_months_are_said_to_be_too_few(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "Four closed months are needed" in clinic.report("wave", date(2026, 3, 31)).text
