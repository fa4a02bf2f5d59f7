"""Who came in time, told one by one.

Seen to fail when who comes a day too late came in time, when both times of a patient in a week
count, when a recall goes before a rhythm, and when the earlier visits of a week come last.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calling import own_limit
from clinic.report import Question
from tests.metrics.asking import Asked, asked
from tests.metrics.journals import CLINIC

FIRST = date(2025, 1, 6)
"""A Monday."""


def sunday(week: int) -> date:
    return FIRST + timedelta(weeks=week, days=6)


histories = st.lists(
    st.tuples(st.integers(1, 2), st.integers(0, 60), st.sampled_from((1, 2))),
    min_size=8,
    max_size=30,
)
RECALL = 20


def base_by_hand(written: list[tuple[int, int, int]], weeks: int) -> dict[int, tuple[int, int]]:
    """Return of each week how many came in time and how many were due, told one by one."""
    services: dict[tuple[int, int], int] = {}
    for patient, day, service in written:
        services[patient, day] = min(services.get((patient, day), 9), service)
    last: dict[tuple[int, int], bool] = {}
    for patient in {who for who, _day in services}:
        days = sorted(day for who, day in services if who == patient)
        for nth, day in enumerate(days):
            recall = RECALL if services[patient, day] == 1 else None
            limit = own_limit(days[: nth + 1]) or recall
            if limit is None or not 0 <= day + limit < 7 * weeks:
                continue
            following = days[nth + 1] if nth + 1 < len(days) else None
            came = following is not None and following <= day + limit
            last[patient, (day + limit) // 7] = came
    found: dict[int, tuple[int, int]] = {}
    for (_patient, week), came in last.items():
        back, due = found.get(week, (0, 0))
        found[week] = back + came, due + 1
    return found


@settings(max_examples=60, deadline=None)
@given(histories, st.integers(4, 11))
def test_who_came_in_time_is_told_one_by_one(
    template: Path, written: list[tuple[int, int, int]], weeks: int
):
    with asked(template) as clinic:
        clinic.writer.update("services", 1, recall_days=RECALL)
        clinic.visit(9, FIRST, service_id=2)
        for patient, day, service in written:
            clinic.visit(patient, FIRST + timedelta(days=day), service_id=service)
        as_of = sunday(weeks - 1)
        question = Question("signs", CLINIC, as_of.isoformat())
        counted = clinic.desk._ask(question).answer.beside.judged[2].control.readings
        seen = [each for each in written if each[1] < 7 * weeks]
        by_hand = base_by_hand(seen, weeks)
        for week, (size, value) in enumerate(zip(counted.sizes, counted.values, strict=True)):
            came, due = by_hand.get(week, (0, 0))
            assert size == due
            assert not due or value == pytest.approx(came / due)


def test_who_comes_after_his_time_has_not_come_in_time_whenever_it_is_asked(clinic: Asked):
    clinic.writer.update("services", 1, recall_days=10)
    clinic.visit(1, FIRST, service_id=1)
    clinic.visit(2, FIRST, service_id=1)
    clinic.visit(1, FIRST + timedelta(days=10), service_id=2)
    clinic.visit(2, FIRST + timedelta(days=11), service_id=2)
    for as_of in (sunday(1), sunday(1) + timedelta(days=5)):
        assert clinic.numbers("signs", as_of)["rows"][2]["point"] == 1 / 2
