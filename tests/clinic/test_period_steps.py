"""Steps from a period to its neighbours; seen red: ``later`` without its bound, weeks from
Sunday, a month named by its range."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.period import Period, read_period
from clinic.period_steps import Stride, earlier, later, name_of, pinned, stride_of

THURSDAY = date(2026, 3, 12)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
STEPS = st.sampled_from([Stride.DAY, Stride.WEEK, Stride.MONTH, Stride.YEAR])


def read(name: str) -> Period:
    return read_period(name, THURSDAY, date(2024, 5, 6))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("today", "yesterday", None),
        ("yesterday", "2026-03-10..2026-03-10", "today"),
        ("week", "2026-03-02..2026-03-08", None),
        ("2026-03-02..2026-03-08", "2026-02-23..2026-03-01", "week"),
        ("month", "2026-02", None),
        ("2026-02", "2026-01", "month"),
        ("2025-12", "2025-11", "2026-01"),
        ("year", "2025-01-01..2025-12-31", None),
        ("2025-01-01..2025-12-31", "2024-01-01..2024-12-31", "year"),
        ("all", None, None),
        ("12months", None, None),
        ("2026-03-02..2026-03-05", None, None),
    ],
)
def test_each_period_knows_its_neighbours(name: str, before: str | None, after: str | None) -> None:
    assert earlier(name, read(name), THURSDAY) == before
    assert later(name, read(name), THURSDAY) == after


@given(DAYS, st.integers(0, 4000), STEPS)
def test_earlier_and_later_undo_each_other(as_of: date, back: int, stride: Stride) -> None:
    day = as_of - timedelta(days=back)
    name = name_of(stride, day, as_of)
    period = read_period(name, as_of, None)
    before = earlier(name, period, as_of)

    assert period.contains(day)
    assert stride_of(name, period) is stride
    assert before is not None
    assert later(before, read_period(before, as_of, None), as_of) == name


@given(DAYS, st.integers(0, 800), st.sampled_from(["today", "yesterday", "week", "month", "year"]))
def test_a_period_asked_for_again_names_the_days_it_named_then(
    then: date, passed: int, name: str
) -> None:
    now = then + timedelta(days=passed)
    again = read_period(pinned(name, then, now), now, None)

    assert again.first == read_period(name, then, None).first
    assert pinned("all", then, now) == "all"
    assert pinned("2026-03-01..2026-03-02", date(2026, 3, 5), now) == "2026-03-01..2026-03-02"
