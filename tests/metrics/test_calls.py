"""The call list's yield, beside a recount call by call.

Seen to fail when a visit on the day of the call is the call's, when one on the ninetieth day
after is not, and when refunds on days of their own are left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 1)
UNTIL = 200

visits = st.tuples(
    st.integers(1, 3),
    st.sampled_from((0, 1, 10, 89, 90, 91, 100, 101, 199, 200, 201)),
    st.sampled_from((0, 1000, -300)),
)
made = st.tuples(
    st.integers(1, 3),
    st.sampled_from((0, 1, 10, 100)),
    st.sampled_from((None, 0, 1)),
    st.sampled_from(("reached", "booked", "refused")),
)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


@settings(max_examples=60, deadline=None)
@given(st.lists(visits, max_size=25), st.lists(made, max_size=8))
def test_what_calls_brought_is_what_a_recount_finds(
    template: Path,
    journal: list[tuple[int, int, int]],
    calls: list[tuple[int, int, int | None, str]],
):
    with asked(template) as clinic:
        for patient, offset, amount in journal:
            clinic.visit(patient, FIRST + timedelta(days=offset), amount)
        for patient, opened, contacted, outcome in calls:
            spoken = None if contacted is None else on(opened + contacted)
            clinic.call(patient, on(opened), spoken, outcome)
        values = clinic.values("calls", FIRST + timedelta(days=UNTIL), EVERYTHING)
        spoken = {(who, day + later) for who, day, later, _ in calls if later is not None}

        def is_the_calls(who: int, day: int) -> bool:
            return day <= UNTIL and any(w == who and 0 < day - at <= 90 for w, at in spoken)

        back = {who for who, day, money in journal if money >= 0 and is_the_calls(who, day)}
        paid = [money for who, day, money in journal if who in back and is_the_calls(who, day)]
        reached = {who for who, _ in spoken}
        booked = {who for who, _, at, came in calls if at is not None and came == "booked"}
        waiting = {who for who, at in spoken if UNTIL - at <= 90} - back
        assert values == {
            "listed": len({who for who, _, _, _ in calls}),
            "reached": len(reached),
            "booked": len(booked),
            "returned": len(back),
            "waited": len(waiting),
            "revenue_returned": sum(paid) if reached else None,
        }


def test_nobody_called_is_said_and_the_list_is_named(clinic: Asked):
    clinic.visit(1, FIRST)
    report = clinic.report("calls", FIRST)
    assert "No patient was on the call list" in report.text
    assert report.numbers["values"]["revenue_returned"] is None
    assert "→ /calls" in report.text


def test_a_call_is_not_closed_before_its_day(clinic: Asked):
    clinic.call(1, FIRST, on(1), "booked")
    before = clinic.values("calls", FIRST, EVERYTHING)
    assert (before["listed"], before["reached"], before["booked"]) == (1, 0, 0)
    assert clinic.values("calls", FIRST + timedelta(days=1), EVERYTHING)["booked"] == 1


def test_staff_see_how_many_came_back_but_no_money(clinic: Asked):
    for patient in range(1, 13):
        clinic.call(patient, FIRST, FIRST)
        clinic.visit(patient, FIRST + timedelta(days=patient), 123_400)
    report = clinic.report("calls", FIRST + timedelta(days=40), EVERYTHING, money=False)
    assert "100%" in report.title
    assert "RUB" not in report.text
