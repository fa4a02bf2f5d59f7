"""No-shows and bookings ahead, beside a recount day by day.

Seen to fail when a patient's two no-shows on a day are two, when a cancellation is a no-show, when
a visit booked for the same day is a next visit, and when a booking of another day counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from tests.metrics.asking import Asked, asked

FIRST = date(2026, 3, 2)
HOUR_MS = 3_600_000
PERIOD = (1, 30)
visits = st.tuples(st.integers(1, 4), st.sampled_from((0, 1, 2, 30, 31)), st.sampled_from((0, -5)))
slots = st.tuples(
    st.integers(1, 5),
    st.sampled_from((0, 1, 2, 30, 31)),
    st.sampled_from(("booked", "missed", "cancelled")),
    st.sampled_from((0, 1, 20)),
)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def slot(clinic: Asked, patient: int, offset: int, kind: str, ahead: int = 0, **more: int) -> None:
    values = {"patient_id": patient, "kind": kind, "planned": day_number(on(offset + ahead))}
    clinic.enter("appointments", on(offset), **{**values, **more})


@settings(max_examples=60, deadline=None)
@given(st.lists(visits, max_size=20), st.lists(slots, max_size=12))
def test_no_shows_and_bookings_are_those_of_a_recount(
    template: Path, journal: list[tuple[int, int, int]], noted: list[tuple[int, int, str, int]]
):
    with asked(template) as clinic:
        for patient, offset, amount in journal:
            clinic.visit(patient, on(offset), amount)
        for patient, offset, kind, ahead in noted:
            slot(clinic, patient, offset, kind, ahead)
        values = clinic.values("chair", on(60), f"{on(PERIOD[0])}..{on(PERIOD[1])}")

        def inside(day: int) -> bool:
            return PERIOD[0] <= day <= PERIOD[1]

        came = {(who, day) for who, day, amount in journal if inside(day) and amount >= 0}
        missed = {(who, day) for who, day, kind, _ in noted if kind == "missed" and inside(day)}
        ahead = {
            (who, day) for who, day, kind, on in noted if kind == "booked" and inside(day) and on
        }
        both = len(came) + len(missed)
        assert (values["visits"], values["missed"]) == (len(came), len(missed))
        assert values["no_show"] == (len(missed) / both if missed else None)
        booked = len(came & ahead) / len(came) if ahead and came else None
        assert values["next_booked"] == booked


def moment(offset: int, hour: int) -> int:
    return (day_number(on(offset)) * 24 + hour) * HOUR_MS


def test_hours_are_told_where_they_are_known_of_both(clinic: Asked):
    for patient in range(1, 41):
        clinic.visit(patient, FIRST, logged=moment(0, 10), doctor_id=1)
    for patient in range(41, 51):
        slot(clinic, patient, 0, "missed", hour=18, doctor_id=2)
    slot(clinic, 51, 0, "missed", logged=moment(0, 10), doctor_id=1)
    rows = clinic.numbers("chair", on(1))["rows"]
    by_hour = {row["name"]: row["missed"] for row in rows if row["by"] == "hour"}
    assert by_hour == {10: 1, 18: 10}
    doctors = {row["name"]: row["share"] for row in rows if row["by"] == "doctor"}
    assert doctors == {"Orlov": 1 / 41, "Li": 1}


def test_hours_that_are_unknown_of_most_visits_are_not_told(clinic: Asked):
    for patient in range(1, 41):
        clinic.visit(patient, FIRST, channel_id=1)
        slot(clinic, patient, 1, "missed", hour=18)
    rows = clinic.numbers("chair", on(1))["rows"]
    assert [row["by"] for row in rows] == ["channel"]
    assert rows[0] == {"by": "channel", "name": "Street", "visits": 40, "missed": 40, "share": 0.5}


def test_no_no_show_is_no_share_of_nothing_but_a_question(clinic: Asked):
    clinic.visit(1, FIRST)
    report = clinic.report("chair", FIRST)
    assert report.numbers["values"]["no_show"] is None
    assert report.numbers["values"]["next_booked"] is None
    assert "did nobody write?" in report.text
    assert "→ /missed" in report.text


def test_an_hour_is_named_where_it_is_worse_than_chance(clinic: Asked):
    for patient in range(1, 101):
        clinic.visit(patient, FIRST, logged=moment(0, 10 + patient % 2))
    for patient in range(101, 121):
        slot(clinic, patient, 0, "missed", hour=10)
    slot(clinic, 121, 0, "missed", hour=11)
    assert "Most at: 10:00 29%, n = 70\n" in clinic.report("chair", FIRST).text
