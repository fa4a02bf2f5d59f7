"""Days in words and figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.days import EARLIEST, read_day
from clinic.refusals import BadDay, DayAhead, DayTooOld

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-22"),
        ("Сегодня", "2026-11-22"),
        ("сьогодні", "2026-11-22"),
        ("今天", "2026-11-22"),
        ("YESTERDAY", "2026-11-21"),
        ("вчера", "2026-11-21"),
        ("вчора", "2026-11-21"),
        ("учора", "2026-11-21"),
        ("昨天", "2026-11-21"),
        ("позавчера", "2026-11-20"),
        ("前天", "2026-11-20"),
        ("22.11", "2026-11-22"),
        ("23.11", "2025-11-23"),
        ("1.02", "2026-02-01"),
        ("29.02", "2024-02-29"),
        ("12.03.2026", "2026-03-12"),
        ("1.3.26", "2026-03-01"),
        ("12/03/2026", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("2026-3-2", "2026-03-02"),
        ("3月12日", "2026-03-12"),
        ("2025年12月1号", "2025-12-01"),
    ],
)
def test_a_day_reads_as_the_latest_one_it_can_mean(typed, day):
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "31.02", "30.02.2026", "2026-02-30", "13月2日", "2月30日", "12.3", "12-03",
     "1.2/2026", "99.99.9999", "2026-03-12x", "١٢.٠٣", "0.00", "00.01.2026"],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadDay):
        read_day(typed, TODAY)


def test_a_day_ahead_and_a_day_of_another_age_are_refused():
    with pytest.raises(DayAhead):
        read_day("2026-11-23", TODAY)
    with pytest.raises(DayTooOld, match="1990"):
        read_day("31.12.1989", TODAY)


def test_the_29th_of_february_is_found_across_a_century_without_one():
    assert read_day("29.02", date(2104, 2, 28)) == date(2096, 2, 29)


@given(st.dates(EARLIEST, TODAY), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]))
def test_a_day_written_with_its_year_reads_back(day, style):
    assert read_day(day.strftime(style), TODAY) == day


@given(st.integers(0, 364))
def test_day_and_month_alone_are_the_latest_past_ones(back):
    day = TODAY - timedelta(days=back)
    assert read_day(f"{day:%d.%m}", TODAY) == day
