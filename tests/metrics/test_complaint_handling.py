"""How complaints were handled, beside a list of them told one by one.

Seen to fail when what was imported counts as written down late, when a complaint repeats itself,
when another cause is a repetition, and when one that was taken up by being resolved still waits.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from clinic.report import Question
from tests.metrics.asking import HALF_DAY_MS, Asked, asked
from tests.metrics.journals import CLINIC
from tests.metrics.pictures import last_drawn, texts

FIRST = date(2026, 1, 5)
LAST = 200
AS_OF = FIRST + timedelta(days=LAST)
PERIOD = f"{FIRST}..{AS_OF}"
lines = st.lists(
    st.tuples(
        st.sampled_from((0, 5, 95, 96, 150)),
        st.sampled_from((None, "people", "systems")),
        st.sampled_from((None, 1, 2)),
        st.sampled_from(("waiting", "price")),
        st.sampled_from((None, 0, 5, 90)),
        st.sampled_from((0, 3)),
        st.sampled_from((None, 0, 7, 60)),
        st.sampled_from((0, 1, 3)),
    ),
    max_size=12,
)


def noon(offset: int) -> int:
    return (2 * (day_number(FIRST) + offset) + 1) * HALF_DAY_MS


def written(clinic: Asked, told: list[Any]) -> dict[str, Any]:
    for id, (day, cause, doctor, subject, took, late, seen, gravity) in enumerate(told, start=1):
        on = day_number(FIRST) + day
        more = {"cause": cause, "doctor_id": doctor, "subject": subject, "gravity": gravity or None}
        moments = {
            "logged": noon(day + late),
            "owner_saw": None if seen is None else noon(day + seen),
            "resolved": None if took is None else on + took,
        }
        status = "new" if took is None else "resolved"
        clinic.writer.complain(id, on, **{**more, **moments, "status": status})
    return clinic.numbers("complaints", AS_OF, PERIOD)


def alike(told: Any) -> tuple[Any, ...] | None:
    _day, cause, doctor, subject, *_ = told
    return None if cause is None else (cause, doctor or subject)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_delays_and_repetitions_are_those_of_the_list(template: Path, told: list[Any]):
    with asked(template) as clinic:
        numbers = written(clinic, told)
    values = numbers["values"]
    repeated = sum(
        any(
            alike(each) == alike(other)
            and other[4] is not None
            and 0 <= each[0] - (other[0] + other[4]) <= 90
            for at, other in enumerate(told)
            if at != place
        )
        for place, each in enumerate(told)
        if alike(each) is not None
    )
    assert values["repeated"] == repeated
    late = [each[5] for each in told]
    assert values["logged_after_days"] == (median(late) if told else None)
    seen = [each[6] for each in told if each[6] is not None and each[0] + each[6] <= LAST]
    assert values["seen_after_days"] == (median(seen) if seen else None)
    for row in numbers["rows"]:
        graded = [each[7] for each in told if each[3] == row["subject"] and each[7]]
        mean = sum(graded) / len(graded) if graded else None
        assert row["mean_gravity"] == pytest.approx(mean)


def test_taking_up_is_a_step_or_being_resolved(clinic: Asked):
    for id in (1, 2, 3):
        clinic.writer.complain(id, day_number(FIRST), logged=noon(0))
    assert clinic.values("complaints", AS_OF, PERIOD)["acknowledge_median_days"] is None
    clinic.writer.update("complaints", 1, status="resolved", resolved=day_number(FIRST) + 4)
    steps = {"complaint_id": 2, "status": "acknowledged", "author_id": 7, "at": noon(2)}
    clinic.writer._insert("complaint_steps", id=9, **steps)
    clinic.writer.update("complaints", 2, status="acknowledged")
    assert clinic.values("complaints", AS_OF, PERIOD)["acknowledge_median_days"] == 4


def test_what_was_opened_again_is_told(clinic: Asked):
    clinic.writer.complain(1, day_number(FIRST), logged=noon(0))
    steps = {"complaint_id": 1, "status": "resolved", "author_id": 7, "at": noon(2)}
    clinic.writer._insert("complaint_steps", id=9, **steps)
    clinic.writer.update("complaints", 1, status="resolved", resolved=day_number(FIRST) + 2)
    assert clinic.values("complaints", AS_OF, PERIOD)["reopened"] == 0
    clinic.writer.update("complaints", 1, status="reopened", resolved=None)
    report = clinic.report("complaints", AS_OF, PERIOD)
    assert report.numbers["values"]["reopened"] == 1
    assert "Opened again: 1, repeated: 0" in report.text


def test_what_came_from_a_file_says_nothing_of_delays(clinic: Asked):
    clinic.writer._insert("imports", id=3, kind="complaints", file="old.csv", started=0)
    clinic.writer.complain(1, day_number(FIRST), logged=noon(100), import_id=3)
    assert clinic.values("complaints", AS_OF, PERIOD)["logged_after_days"] is None


def test_the_picture_says_how_many_subjects_make_half(clinic: Asked):
    for id, subject in enumerate(("waiting",) * 3 + ("price",) * 2 + ("booking",), start=1):
        clinic.writer.complain(id, day_number(FIRST), subject=subject)
    asked = Question("complaints", CLINIC, AS_OF.isoformat(), PERIOD)
    clinic.desk.chart(asked)
    assert "n = 6 · the first one: 50% of all" in [text for text, _box in texts(last_drawn())]
    clinic.writer.void("complaints", 1)
    clinic.desk.chart(asked)
    assert "n = 5 · the first 2: 80% of all" in [text for text, _box in texts(last_drawn())]
