"""Periods and the same days before them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.errors import Refusal
from clinic.period import Before, Period, read_period, same_days_before, spoken_period
from clinic.refusals import BadPeriod, PeriodAhead

AS_OF = date(2026, 3, 12)
FIRST = date(2024, 5, 3)


def days(text):
    return Period(*(date.fromisoformat(day) for day in text.split("..")))


class Weekdays:
    """Open from Monday to Friday."""

    def __contains__(self, day):
        return day.weekday() < 5


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("today", "2026-03-12..2026-03-12"),
        (" Yesterday ", "2026-03-11..2026-03-11"),
        ("week", "2026-03-09..2026-03-12"),
        ("month", "2026-03-01..2026-03-12"),
        ("year", "2026-01-01..2026-03-12"),
        ("all", "2024-05-03..2026-03-12"),
        ("2026-02", "2026-02-01..2026-02-28"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2025-12", "2025-12-01..2025-12-31"),
        ("2026-03", "2026-03-01..2026-03-12"),
        ("2026-01-15..2026-02-02", "2026-01-15..2026-02-02"),
        ("2026-03-10..2027-01-01", "2026-03-10..2026-03-12"),
    ],
)
def test_a_period_is_whole_days_up_to_the_as_of_day(text, period):
    assert read_period(text, AS_OF, FIRST) == days(period)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("today", "today"),
        ("Сегодня?", "today"),
        ("сьогодні", "today"),
        ("今天", "today"),
        ("вчора", "yesterday"),
        ("本周", "week"),
        ("Месяц", "month"),
        ("рік", "year"),
        ("all", None),
        ("сегодня вечером", None),
        ("", None),
    ],
)
def test_one_word_of_four_languages_asks_for_a_period(text, name):
    assert spoken_period(text) == name


def test_all_of_a_clinic_without_visits_is_the_as_of_day():
    assert read_period("all", AS_OF, None) == Period(AS_OF, AS_OF)
    assert read_period("all", AS_OF, AS_OF + timedelta(days=5)) == Period(AS_OF, AS_OF)


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026", "2026-13", "2026-3", "0000-01", "1899-12", "..",
     "2026-02-02..2026-02-01", "2026-02-30..2026-03-01", "2026-02..2026-03",
     "0001-01-01..0001-01-02", "２０２６-01", "x" * 5000],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_the_right_ones(text):
    with pytest.raises(BadPeriod, match=r"2026-03-01\.\.2026-03-15"):
        read_period(text, AS_OF, FIRST)


@pytest.mark.parametrize("text", ["2026-04", "2026-03-13..2026-03-20", "9999-11"])
def test_a_period_that_has_not_begun_is_refused(text):
    with pytest.raises(PeriodAhead):
        read_period(text, AS_OF, FIRST)


@pytest.mark.parametrize(
    ("name", "as_of", "previous", "year_ago"),
    [
        ("today", "2026-03-12", "2026-03-11..2026-03-11", "2025-03-13..2025-03-13"),
        ("today", "2026-03-09", "2026-03-06..2026-03-06", "2025-03-10..2025-03-10"),
        ("week", "2026-03-12", "2026-03-02..2026-03-05", "2025-03-10..2025-03-13"),
        ("week", "2026-03-15", "2026-03-02..2026-03-08", "2025-03-10..2025-03-16"),
        ("month", "2026-03-12", "2026-02-01..2026-02-12", "2025-03-01..2025-03-13"),
        ("2026-03", "2026-03-12", "2026-02-01..2026-02-12", "2025-03-01..2025-03-13"),
        ("month", "2026-03-31", "2026-02-01..2026-02-28", "2025-03-01..2025-03-31"),
        ("month", "2026-03-30", "2026-02-01..2026-02-28", "2025-03-01..2025-03-31"),
        ("2026-02", "2026-03-12", "2026-01-01..2026-01-31", "2025-02-01..2025-02-28"),
        ("2024-01", "2026-03-12", "2023-12-01..2023-12-31", "2023-01-01..2023-01-31"),
        (
            "2026-01-05..2026-01-09",
            "2026-03-12",
            "2025-12-31..2026-01-04",
            "2025-01-06..2025-01-10",
        ),
    ],
)
def test_a_running_period_is_compared_with_as_many_open_days(name, as_of, previous, year_ago):
    period = read_period(name, date.fromisoformat(as_of), FIRST)
    before = same_days_before(period, name, Weekdays())
    assert before == Before(days(previous), days(year_ago))


def test_a_year_is_compared_with_the_one_before_and_all_with_nothing():
    year = read_period("year", AS_OF, FIRST)
    before = same_days_before(year, "year", Weekdays())
    assert before == Before(days("2025-01-01..2025-03-12"), None)
    assert same_days_before(year, "all", Weekdays()) == Before(None, None)


def test_a_period_in_which_the_clinic_was_never_open_is_no_comparison():
    for name in ("today", "week", "month", "2026-02"):
        period = read_period(name, AS_OF, FIRST)
        assert same_days_before(period, name, {AS_OF}).previous is None


def test_a_running_period_without_an_open_day_yet_is_compared_with_nothing():
    month = read_period("month", date(2026, 3, 1), FIRST)
    assert same_days_before(month, "month", Weekdays()) == Before(None, None)


@given(
    st.sampled_from(["week", "month", "year"]),
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.sets(st.integers(0, 800), max_size=300),
)
def test_what_a_running_period_is_compared_with_has_as_many_open_days_or_is_whole(
    name, as_of, closed
):
    open_days = {as_of - timedelta(days=back) for back in range(800) if back not in closed}
    period = read_period(name, as_of, None)
    previous = same_days_before(period, name, open_days).previous
    if previous:
        assert previous.last < period.first
        assert previous.open_days(open_days) <= period.open_days(open_days) or (
            previous.last + timedelta(days=1) == period.first
        )


@given(st.text(max_size=30), st.dates(date(1991, 1, 1)))
def test_any_text_is_a_period_or_refused(text, as_of):
    try:
        period = read_period(text, as_of, FIRST)
    except Refusal:
        return
    assert period.first <= period.last <= as_of


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_a_period_counts_its_days(first, more):
    period = Period(first, first + timedelta(days=more))
    every = list(period.days())
    assert (every[0], every[-1], len(every)) == (period.first, period.last, period.length())
    assert all(map(period.contains, every))
    assert not period.contains(period.last + timedelta(days=1))
