"""Days that come every month."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic.entries.monthly import following_month, month_of


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 31))
def test_each_month_has_one_and_its_own_day_where_it_has_it(day: date, wanted: int) -> None:
    following = following_month(day, wanted)

    assert (following.year * 12 + following.month) - (day.year * 12 + day.month) == 1
    is_last = (following + timedelta(days=1)).day == 1
    assert following.day == wanted or (is_last and following.day < wanted)


def test_the_thirty_first_comes_back_after_february() -> None:
    assert following_month(date(2027, 1, 31), 31) == date(2027, 2, 28)
    assert following_month(date(2027, 2, 28), 31) == date(2027, 3, 31)
    assert month_of(date(2027, 2, 28)) == "2027-02"
