"""Doctors, beside sums by hand.

Seen to fail when a doctor's days are those of the clinic, and when rows stand by their money.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked
from tests.metrics.journals import DOCTORS, SERVICES

FIRST = date(2026, 3, 2)
AS_OF = FIRST + timedelta(days=60)
lines = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from((0, 1, 2, 30)),
        st.sampled_from((0, 1000, 70_000, -500)),
        st.sampled_from((None, 1, 2)),
        st.sampled_from((None, 1, 2, 3)),
    ),
    max_size=30,
)


@settings(max_examples=50, deadline=None)
@given(lines)
def test_doctors_are_those_of_the_sums(template: Path, written: list[Any]):
    with asked(template) as clinic:
        for patient, day, amount, doctor, service in written:
            on = FIRST + timedelta(days=day)
            clinic.visit(patient, on, amount, doctor_id=doctor, service_id=service)
        numbers = clinic.numbers("doctors", AS_OF, EVERYTHING)
    visits: dict[tuple[int, int], list[Any]] = {}
    for line in written:
        visits.setdefault(line[:2], []).append(line)
    sums: dict[str | None, list[Any]] = {}
    for (_, day), parts in visits.items():
        if any(part[2] >= 0 for part in parts):
            named = [part[3] for part in parts if part[3] and part[2] >= 0]
            doctor = DOCTORS[named[0]] if named else None
            sums.setdefault(doctor, []).append((day, sum(part[2] for part in parts)))
    told = {row["doctor"]: row for row in numbers["rows"]}
    assert told.keys() == sums.keys()
    for doctor, seen in sums.items():
        row = told[doctor]
        assert row["visits"] == len(seen)
        assert row["revenue"] == sum(money for _, money in seen)
        assert row["open_days"] == len({day for day, _ in seen})
        assert sum(each["revenue"] for each in row["services"]) == row["revenue"]
    assert [name for name in told if name] == sorted(name for name in told if name)


def test_a_doctors_services_are_told_apart(clinic: Asked):
    clinic.visit(1, FIRST, 3000, doctor_id=1, service_id=2)
    clinic.visit(2, FIRST, 5000, doctor_id=1, service_id=1)
    (row,) = clinic.numbers("doctors", AS_OF)["rows"]
    names = {SERVICES[1][0]: 5000, SERVICES[2][0]: 3000}
    assert {each["service"]: each["revenue"] for each in row["services"]} == names
    assert row["average_bill"] == 4000


def test_one_doctor_alone_can_be_asked_about(clinic: Asked):
    clinic.visit(1, FIRST, 3000, doctor_id=1)
    clinic.visit(2, FIRST, 5000, doctor_id=2)
    assert clinic.report("doctors", AS_OF, only={"doctor": 2}).numbers["values"]["revenue"] == 5000
