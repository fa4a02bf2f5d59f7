"""Measures, beside a list of them and of complaints told one by one.

Seen to fail when a measure that is due today is late, when dropped ones count, when complaints of
another cause are alike, and when one is compared before its 90 days are over.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import EVERYTHING, HALF_DAY_MS, Asked, asked

FIRST = date(2026, 1, 5)
LAST = 200
AS_OF = FIRST + timedelta(days=LAST)
complaints = st.lists(
    st.tuples(
        st.sampled_from((0, 9, 10, 11, 99, 100, 101, 190, 191)),
        st.sampled_from(("waiting", "price")),
        st.sampled_from((None, "people", "systems")),
        st.sampled_from((None, 0, 5)),
    ),
    min_size=1,
    max_size=12,
)
measures = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(("training", "rules", "none")),
        st.sampled_from((100, 199, 200, 201)),
        st.sampled_from((None, 100, 110, 111, 200, 201)),
        st.sampled_from((False, False, False, True)),
        st.sampled_from((None, "worked", "failed")),
    ),
    max_size=8,
)


def noon(offset: int) -> int:
    return (2 * (day_number(FIRST) + offset) + 1) * HALF_DAY_MS


def measure(clinic: Asked, id: int, complaint: int, **values: Any) -> None:
    defaults = {"kind": "rules", "keeper_id": 7, "author_id": 7, "at": noon(0)}
    clinic.writer.insert("measures", id=id, complaint_id=complaint, **{**defaults, **values})


def written(clinic: Asked, told: list[Any], taken: list[Any]) -> Any:
    """Write complaints and measures down; return what the metric says of them."""
    for id, (day, subject, cause, took) in enumerate(told):
        on = day_number(FIRST) + day
        resolved = None if took is None else on + took
        more = {"subject": subject, "cause": cause, "resolved": resolved}
        clinic.writer.complain(id + 1, on, status="new" if took is None else "resolved", **more)
    for id, (whose, kind, due, done, dropped, effect) in enumerate(taken, start=1):
        days = {"due": day_number(FIRST) + due, "done": done and noon(done)}
        more = {"dropped": noon(0) if dropped else None, "effect_30": effect, "kind": kind}
        measure(clinic, id, whose + 1, **days, **more)
    return clinic.values("measures", AS_OF, EVERYTHING)


def needed_of(taken: list[Any]) -> list[tuple[int, int, int | None, str | None]]:
    """Return whose, due, done by now and effect of the measures that stand and are needed."""
    return [
        (whose, due, done if done is not None and done <= LAST else None, effect)
        for whose, kind, due, done, dropped, effect in taken
        if kind != "none" and not dropped
    ]


@settings(max_examples=60, deadline=None)
@given(complaints, measures)
def test_measures_are_those_of_the_list(template: Path, told: list[Any], taken: list[Any]):
    taken = [each for each in taken if each[0] < len(told)]
    with asked(template) as clinic:
        values = written(clinic, told, taken)
    needed = needed_of(taken)
    over = [(due, done) for _, due, done, _ in needed if due < LAST or (due == LAST and done)]
    on_time = sum(done is not None and done <= due for due, done in over)
    assert (values["due"], values["on_time"]) == (len(over), on_time)
    assert values["overdue"] == sum(done is None for _, done in over)
    closed = {
        id for id, (day, *_, took) in enumerate(told) if took is not None and day + took <= LAST
    }
    assert values["closed"] == len(closed)
    assert values["closed_with_measure"] == len(closed & {whose for whose, *_ in needed})
    worked = sum(
        done is not None and done + 30 <= LAST and effect == "worked" for *_, done, effect in needed
    )
    assert values["effects"].get("worked", 0) == worked


@settings(max_examples=40, deadline=None)
@given(complaints, measures)
def test_alike_complaints_are_those_of_the_list(template: Path, told: list[Any], taken: list[Any]):
    taken = [each for each in taken if each[0] < len(told)]
    with asked(template) as clinic:
        values = written(clinic, told, taken)
    old = [(whose, done) for whose, _, done, _ in needed_of(taken) if done and done + 90 <= LAST]
    alike = [
        day - done
        for whose, done in old
        for day, subject, cause, _ in told
        if (subject, cause) == told[whose][1:3]
    ]
    assert values["compared"] == len(old)
    assert values["repeats_before"] == sum(-90 <= gap < 0 for gap in alike)
    assert values["repeats_after"] == sum(0 < gap <= 90 for gap in alike)


def test_what_was_done_late_and_what_came_after_is_said(clinic: Asked):
    for id in (1, 2, 3):
        clinic.writer.complain(id, day_number(FIRST) + id, subject="waiting", cause="processes")
    measure(clinic, 1, 1, due=day_number(FIRST) + 10, done=noon(10))
    measure(clinic, 2, 2, due=day_number(FIRST) + 10)
    text = clinic.report("measures", AS_OF, EVERYTHING).text
    assert "done in time: 1 of 2" in text
    assert "2 measures were due, 1 of them still not done." in text
    assert "90 days before: 3, after: 0" in text
    assert "fall by themselves" in text


def test_without_a_measure_it_says_so(clinic: Asked):
    assert "No measure was due" in clinic.report("measures", AS_OF).text


def test_what_is_due_today_is_not_late_yet(clinic: Asked):
    clinic.writer.complain(1, day_number(FIRST))
    measure(clinic, 1, 1, due=day_number(FIRST) + LAST)
    assert clinic.values("measures", AS_OF, EVERYTHING)["overdue"] == 0
    clinic.writer.update("measures", 1, due=day_number(FIRST) + LAST - 1)
    assert clinic.values("measures", AS_OF, EVERYTHING)["overdue"] == 1
