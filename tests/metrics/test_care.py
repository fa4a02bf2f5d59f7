"""The five rules of care, beside a list told one by one.

Seen to fail when a wait of sixteen minutes is attention, when a call after the time ran out is in
time, when who was calm from the start was calmed, and when a rule of nine cases is the weakest.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=300)
PERIOD = f"{FIRST}..{AS_OF}"
EMOTIONS = ("calm", "upset", "furious", "other", None)
waits = st.lists(st.sampled_from((None, 0, 15, 16, 40)), max_size=15)
moods = st.lists(st.tuples(st.sampled_from(EMOTIONS), st.sampled_from(EMOTIONS)), max_size=15)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def rules(clinic: Asked) -> dict[str, tuple[int, int]]:
    rows = clinic.numbers("care", AS_OF, PERIOD)["rows"]
    return {row["rule"]: (row["kept"], row["n"]) for row in rows}


@settings(max_examples=40, deadline=None)
@given(waits, moods)
def test_attention_and_calming_are_those_of_the_list(
    template: Path, waited: list[int | None], felt: list[tuple[str | None, str | None]]
):
    with asked(template) as clinic:
        for patient, wait in enumerate(waited, start=1):
            clinic.visit(patient, FIRST, wait_min=wait)
        for id, (before, after) in enumerate(felt, start=1):
            mood = {"emotion": before, "emotion_after": after}
            clinic.writer.complain(id, day_number(FIRST), **mood)
        found = rules(clinic)
    noted = [wait for wait in waited if wait is not None]
    assert found["attention"] == (sum(wait <= 15 for wait in noted), len(noted))
    upset = [after for before, after in felt if before in ("upset", "furious")]
    known = [after for after in upset if after not in (None, "other")]
    assert found["calming"] == (known.count("calm"), len(known))


def recalled(clinic: Asked, days: int = 100) -> None:
    clinic.writer.update("services", 2, recall_days=days)


def test_in_touch_is_who_came_or_was_reached_before_his_time_ran_out(clinic: Asked):
    recalled(clinic)
    for patient in range(1, 6):
        clinic.visit(patient, FIRST, service_id=2)
    clinic.visit(1, on(100))
    clinic.visit(2, on(101))
    clinic.call(3, on(99), on(100))
    clinic.call(4, on(99), on(101))
    clinic.call(5, on(99))
    assert rules(clinic)["relation"] == (2, 5)


def test_a_call_from_before_the_visit_keeps_nobody_in_touch(clinic: Asked):
    recalled(clinic)
    clinic.visit(1, FIRST, service_id=2)
    clinic.call(1, on(-20), on(-10))
    assert rules(clinic)["relation"] == (0, 1)


def test_feedback_and_promises_stand_beside_them(clinic: Asked):
    for patient, rating in enumerate((5, None, 1), start=1):
        clinic.visit(patient, FIRST, rating=rating, rating_scale=5 if rating else None)
    due = {"due": day_number(FIRST), "keeper_id": 7}
    clinic.enter("promises", FIRST, state="kept", closed=0, **due)
    clinic.enter("promises", FIRST, state="broken", closed=0, **due)
    found = rules(clinic)
    assert (found["feedback"], found["promises"]) == ((2, 3), (1, 2))


def test_the_weakest_is_named_only_of_ten_cases(clinic: Asked):
    for patient in range(1, 11):
        clinic.visit(
            patient, FIRST, wait_min=20 if patient < 10 else None, rating=5, rating_scale=5
        )
    report = clinic.report("care", AS_OF, PERIOD)
    assert report.numbers["values"]["weakest"] == "feedback"
    clinic.writer.update("visit_lines", 10, wait_min=20)
    report = clinic.report("care", AS_OF, PERIOD)
    assert report.numbers["values"]["weakest"] == "attention"
    assert "Weakest rule: attention" in report.text
    assert "/waiting shows the hours" in report.text


def test_an_empty_clinic_is_told_what_is_missing(clinic: Asked):
    report = clinic.report("care", AS_OF)
    assert "Of no rule ten cases are written down yet." in report.text
    assert report.numbers["values"]["weakest"] is None
