"""When a clinic works: weekdays, hours and holidays as they are typed, and counting by them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.errors import Refusal
from clinic.settings import ClinicSettings, Dated, in_force, refuse_wrong_hours
from clinic.working import (
    WorkingDays,
    holidays_of,
    minutes_of,
    read_count,
    read_holidays,
    read_time,
    read_weekdays,
)

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("mon-sat", "123456"),
        ("Пн, ср; пт", "135"),
        ("вт – чт", "234"),
        ("sat-mon", "167"),
        ("нд", "7"),
        ("周一 周三", "13"),
        ("7531", "1357"),
    ],
)
def test_typed_weekdays_are_read(typed, digits):
    assert read_weekdays(typed) == digits


@pytest.mark.parametrize(
    "typed", ["", "8", "mon-tue-wed", "someday", "-", "mon, 9", "1" * 8, "mon-"]
)
def test_what_is_no_weekday_is_refused(typed):
    with pytest.raises(Refusal, match="no weekdays"):
        read_weekdays(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("8", "08:00"), ("8.30", "08:30"), ("23:59", "23:59"), (" 0:05 ", "00:05")],
)
def test_a_time_reads(typed, stored):
    assert read_time(typed) == stored
    assert 0 <= minutes_of(stored) < 24 * 60


@pytest.mark.parametrize("typed", ["24", "8:60", "8:5", "eight", "", "8:30 pm", "٨"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Refusal, match="no time of the day"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026-05-09, 2026-05-01", "2026-05-01 2026-05-09"),
        ("2026-05-01 2026-05-01", "2026-05-01"),
        ("2026-12-31 – 2027-01-02", "2026-12-31 2027-01-01 2027-01-02"),
        ("2026-05-01..2026-05-02;2026-06-12", "2026-05-01 2026-05-02 2026-06-12"),
    ],
)
def test_holidays_read_with_spans(typed, days):
    assert read_holidays(typed) == days


@pytest.mark.parametrize(
    "typed",
    ["", "01.05.2026", "2026-02-30", "2026-05-02 - 2026-05-01", "2026-01-01 - 2028-01-01", "x"],
)
def test_what_is_no_list_of_days_is_refused(typed):
    with pytest.raises(Refusal, match="no list of days"):
        read_holidays(typed)


def test_more_holidays_than_anybody_has_are_refused():
    with pytest.raises(Refusal, match="at most 200"):
        read_holidays("2026-01-01 - 2026-06-30, 2027-01-01 - 2027-06-30")


@given(st.sets(st.dates(date(2020, 1, 1), date(2040, 1, 1)), min_size=1, max_size=200))
def test_holidays_that_were_read_are_the_days_that_were_typed(days):
    typed = ", ".join(day.isoformat() for day in days)
    assert holidays_of(read_holidays(typed)) == days


@given(
    st.sets(st.sampled_from("1234567"), min_size=1).map(sorted).map("".join),
    st.sets(st.dates(THURSDAY, THURSDAY + timedelta(days=40)), max_size=20),
    st.integers(0, 20),
)
def test_so_many_working_days_later_the_clinic_has_worked_so_often(weekdays, holidays, count):
    working = WorkingDays(weekdays, frozenset(holidays))
    later = working.after(THURSDAY, count)
    span = [THURSDAY + timedelta(days=n) for n in range(1, (later - THURSDAY).days + 1)]
    assert sum(map(working.has, span)) == count
    assert later == THURSDAY or working.has(later)


def test_a_clinic_that_is_always_closed_counts_every_day():
    assert WorkingDays("").after(THURSDAY, 5) == THURSDAY + timedelta(days=5)


@pytest.mark.parametrize("typed", ["0", "61", "5.5", "", "five", "٣"])
def test_a_count_outside_its_bounds_is_refused(typed):
    with pytest.raises(Refusal, match="from 1 to 60"):
        read_count(typed, 1, 60)


def test_a_clinic_opens_before_it_closes():
    late = ClinicSettings(opens="22:00")
    with pytest.raises(Refusal, match="open at 22:00 and close at 20:00"):
        refuse_wrong_hours(late, "opens")
    refuse_wrong_hours(late, "name")
    refuse_wrong_hours(ClinicSettings(opens="08:00"), "opens")


def test_whoever_wants_no_reminder_is_known_until_he_wants_it_again():
    rows = [Dated("not reminded 501", 1, True), Dated("not reminded 502", 1, True)]
    assert in_force(rows, 1).not_reminded == {501, 502}
    assert in_force(rows, 1).said == frozenset()
    assert in_force([*rows, Dated("not reminded 501", 2, False)], 2).not_reminded == {502}
