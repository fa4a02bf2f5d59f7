"""Promises, beside a list of them told one by one.

Seen to fail when one that is due today is overdue, when what was released counts as due, and when
one that is kept only after the as-of day is kept.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import HALF_DAY_MS, Asked, asked

FIRST = date(2026, 3, 2)
AS_OF = FIRST + timedelta(days=20)
PERIOD = f"{FIRST}..{AS_OF}"
NOON = HALF_DAY_MS
STATES = ("open", "kept", "late", "broken", "released")
lines = st.lists(
    st.tuples(
        st.sampled_from((-1, 0, 5, 19, 20, 21)),
        st.sampled_from(STATES),
        st.sampled_from((0, 3, 30)),
    ),
    max_size=20,
)


def promise(clinic: Asked, due: int, state: str, later: int = 0) -> None:
    day = day_number(FIRST) + due
    closed = None if state == "open" else (day + later) * 2 * HALF_DAY_MS + NOON
    columns = {"due": day, "keeper_id": 7, "state": state, "closed": closed}
    clinic.enter("promises", FIRST - timedelta(days=5), **columns)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_promises_are_those_of_the_list(template: Path, written: list[tuple[int, str, int]]):
    with asked(template) as clinic:
        for due, state, later in written:
            promise(clinic, due, state, later)
        values = clinic.values("promises", AS_OF, PERIOD)
    now = [(due, "open" if due + later > 20 else state) for due, state, later in written]
    inside = [(due, state) for due, state in now if 0 <= due <= 20]
    for state in STATES[1:]:
        assert values[state] == sum(each == state for _, each in inside)
    assert values["overdue"] == sum(state == "open" and due < 20 for due, state in inside)
    assert values["ahead"] == sum(state == "open" and due >= 20 for due, state in now)
    due = sum(state not in ("open", "released") for _, state in inside) + values["overdue"]
    assert values["due"] == due
    assert values["kept_share"] == (values["kept"] / due if due else None)


def test_what_became_of_them_is_said(clinic: Asked):
    for state in ("kept", "kept", "late", "open", "released"):
        promise(clinic, 3, state)
    report = clinic.report("promises", AS_OF, PERIOD)
    assert "kept in time: 2 of 4" in report.text
    assert "4 promises were due: kept late 1, open and overdue 1." in report.text


def test_all_kept_and_none_due_have_words_of_their_own(clinic: Asked):
    assert "No promise was due" in clinic.report("promises", AS_OF, PERIOD).text
    promise(clinic, 3, "kept")
    assert "1 promise was due, and all were kept." in clinic.report("promises", AS_OF, PERIOD).text
    clinic.writer.void("promises", clinic.entries)
    assert clinic.values("promises", AS_OF, PERIOD)["due"] == 0
