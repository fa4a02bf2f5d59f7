"""Who tries something new, beside a recount patient by patient.

Seen to fail when a first visit counts as something new, when a class of before the window is new
again, when the window has one day too many, and when who is lost counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked
from tests.metrics.journals import SERVICES

FIRST = date(2025, 1, 1)
GAP, WINDOW, UNTIL = 60, 30, 100
lines = st.tuples(
    st.integers(1, 6),
    st.sampled_from((0, 19, 20, 21, 39, 40, 41, 69, 70, 71, 72, 100, 101)),
    st.sampled_from((1, 2, 3)),
)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def by_hand(journal: list[tuple[int, int, int]], window: int) -> tuple[int, int, dict[str, int]]:
    """Return the active, those who tried something new, and how many tried each class."""
    active, tried, by_class = 0, 0, dict[str, int]()
    for patient in {who for who, day, _ in journal if day <= UNTIL}:
        own = sorted((day, kind) for who, day, kind in journal if who == patient and day <= UNTIL)
        if own[-1][0] <= UNTIL - GAP:
            continue
        active += 1
        new = {
            kind
            for day, kind in own
            if day > UNTIL - window
            and day > own[0][0]
            and kind not in {other for before, other in own if before < day}
        }
        tried += bool(new)
        for kind in new:
            name = SERVICES[kind][1]
            by_class[name] = by_class.get(name, 0) + 1
    return active, tried, by_class


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=1, max_size=30), st.sampled_from((WINDOW, 80)))
def test_who_tried_something_new_is_what_a_recount_finds(
    template: Path, journal: list[tuple[int, int, int]], window: int
):
    with asked(template) as clinic:
        clinic.writer.set("active_gap", str(GAP))
        for patient, offset, service in journal:
            clinic.visit(patient, on(offset), service_id=service)
        numbers = clinic.numbers("adoption", on(UNTIL), window=window)
        active, tried, by_class = by_hand(journal, window)
        values = numbers["values"]
        assert (values["active"], values["tried"]) == (active, tried)
        assert {row["class"]: row["patients"] for row in numbers["rows"]} == by_class
        assert values["share"] == (pytest.approx(tried / active) if active else None)


def test_a_service_is_new_where_nobody_bought_it_before(clinic: Asked):
    clinic.visit(1, on(0), 1000, service_id=1)
    clinic.visit(1, on(80), 5000, service_id=2)
    clinic.visit(2, on(90), 3000, service_id=1)
    clinic.enter("wishes", on(95), note="braces")
    clinic.enter("wishes", on(10), note="long ago")
    report = clinic.report("adoption", on(UNTIL), options={"window": WINDOW})
    values = report.numbers["values"]
    assert (values["new_services"], values["new_services_revenue"]) == (["Hygiene"], 5000)
    assert values["wishes"] == 1
    assert "Asked for and not there: 1 time" in report.text
    young = clinic.values("adoption", on(UNTIL), window=200)
    assert young["new_services"] == []


def test_an_old_patients_first_known_visit_is_nothing_new_to_him(clinic: Asked):
    clinic.writer.patient(1, legacy=1)
    clinic.visit(1, on(90), service_id=1)
    clinic.visit(1, on(95), service_id=1)
    clinic.visit(1, on(96), service_id=2)
    assert clinic.numbers("adoption", on(UNTIL))["rows"] == [{"class": "hygiene", "patients": 1}]
