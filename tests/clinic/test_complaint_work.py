"""What may follow what, and by when: over weekends, holidays and both changes of the clocks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.calendar import HOUR, Calendar, HandClock, moment_of
from clinic.complaint_work import CLOSED, NEXT, Deadlines, Stage, State, may_become, stages_of
from clinic.settings import ClinicSettings

BERLIN = ZoneInfo("Europe/Berlin")
ACROSS_THE_CLOCKS = st.integers(moment_of(2026, 3, 20), moment_of(2026, 11, 10))
ALLOWED = {
    "new": "acknowledged investigating answered resolved",
    "reopened": "acknowledged investigating answered resolved",
    "acknowledged": "investigating answered resolved",
    "investigating": "answered resolved",
    "answered": "resolved",
    "resolved": "prevented reopened",
    "prevented": "reopened",
}


def deadlines(now: int = 0, **settings: object) -> Deadlines:
    calendar = Calendar(BERLIN, HandClock(now))
    chosen = ClinicSettings(zone=BERLIN)
    for key, value in settings.items():
        chosen = chosen.with_value(key, value)
    return Deadlines(chosen, calendar)


def shown(of: Deadlines, moment: int) -> str:
    return f"{of.calendar.day_of(moment)} {of.calendar.time_of(moment)}"


def berlin(day: date, minutes: int) -> int:
    return Calendar(BERLIN, HandClock(0)).moment_at(day, minutes)


def test_the_matrix_of_steps_is_this_one() -> None:
    found = {state.value: " ".join(NEXT[state]) for state in State}

    assert found == ALLOWED


def test_every_state_leads_to_an_end_and_back_only_by_reopening() -> None:
    for state in State:
        reached = {state}
        while more := {b for a in reached for b in NEXT[a]} - reached:
            reached |= more
        assert reached >= CLOSED
        assert not may_become(state, State.NEW)
        assert not may_become(state, state)
        assert bool(stages_of(state)) == (state not in CLOSED)


@pytest.mark.parametrize(
    ("day", "time", "due"),
    [
        (date(2026, 3, 12), 10 * 60, "2026-03-13 10:00"),
        (date(2026, 3, 13), 21 * 60, "2026-03-16 09:00"),  # Saturday evening: Monday
        (date(2026, 3, 14), 10 * 60, "2026-03-16 09:00"),  # a Sunday
        (date(2026, 3, 12), 6 * 60, "2026-03-13 09:00"),  # before the clinic opens
        (date(2026, 3, 28), 10 * 60, "2026-03-30 09:00"),  # the night has 23 hours
        (date(2026, 10, 24), 10 * 60, "2026-10-26 09:00"),  # and here 25
        (date(2026, 4, 30), 10 * 60, "2026-05-02 09:00"),  # a holiday
    ],
)
def test_a_complaint_is_to_be_taken_up_while_the_clinic_is_open(
    day: date, time: int, due: str
) -> None:
    of = deadlines(holidays="2026-05-01")

    assert shown(of, of.of(Stage.ACKNOWLEDGE, berlin(day, time))) == due


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 12), "2026-03-18 20:00"),
        (date(2026, 3, 27), "2026-04-02 20:00"),
        (date(2026, 10, 24), "2026-10-30 20:00"),
        (date(2026, 4, 30), "2026-05-07 20:00"),
    ],
)
def test_a_complaint_is_to_be_resolved_within_working_days(day: date, due: str) -> None:
    of = deadlines(holidays="2026-05-01")

    assert shown(of, of.of(Stage.RESOLVE, berlin(day, 10 * 60))) == due


def test_a_clinic_whose_hours_make_no_sense_still_has_deadlines() -> None:
    for odd in ({"opens": "20:00", "closes": "08:00"}, {"open_days": "7"}, {"opens": "00:00"}):
        of = deadlines(**odd)
        start = berlin(date(2026, 3, 12), 600)
        assert start < of.of(Stage.ACKNOWLEDGE, start) < start + 30 * 24 * HOUR


@given(started=ACROSS_THE_CLOCKS, hours=st.integers(1, 96))
def test_what_is_due_is_never_early_and_never_while_the_clinic_is_closed(
    started: int, hours: int
) -> None:
    of = deadlines(acknowledge_hours=hours)
    due = of.of(Stage.ACKNOWLEDGE, started)

    assert started + hours * HOUR <= due <= started + (hours + 48) * HOUR
    assert of.settings.working_days.has(of.calendar.day_of(due))
    assert "09:00" <= of.calendar.time_of(due) <= "20:00"
    resolve = of.of(Stage.RESOLVE, started)
    assert of.settings.working_days.has(of.calendar.day_of(resolve))
    assert of.calendar.day_of(resolve) >= of.calendar.day_of(started) + timedelta(days=5)
