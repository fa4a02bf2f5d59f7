"""What makes an entry worth a second look, and what does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.checks import is_long_ago, is_unusual, usual_of

TODAY = date(2026, 3, 12)
amounts = st.integers(1, 10**11)


@pytest.mark.parametrize(
    ("amount", "usual", "unusual"),
    [
        (3_500_000, 350_000, True),
        (3_499_999, 350_000, False),
        (35_000, 350_000, True),
        (35_001, 350_000, False),
        (350_000, 350_000, False),
        (0, 350_000, False),
        (None, 350_000, False),
        (350_000, None, False),
        (350_000, 0, False),
        (-3_500_000, 350_000, False),
    ],
)
def test_ten_times_or_a_tenth_of_the_usual_is_unusual(
    amount: int | None, usual: int | None, unusual: bool
) -> None:
    assert is_unusual(amount, usual) is unusual


@given(amounts, amounts)
def test_an_amount_is_as_unusual_to_another_as_that_to_it(one: int, two: int) -> None:
    assert is_unusual(one, two) == is_unusual(two, one)


def test_the_price_is_usual_whatever_was_paid() -> None:
    assert usual_of(350_000, [1, 1, 1, 1, 1]) == 350_000


def test_without_a_price_the_middle_of_what_was_paid_is_usual() -> None:
    assert usual_of(None, [400, 100, 300, 200, 900, 100]) == 200
    assert usual_of(None, [400, 100, 300, 200]) is None


@pytest.mark.parametrize(("days", "long"), [(-1, False), (0, False), (7, False), (8, True)])
def test_a_day_more_than_a_week_back_is_long_ago(days: int, long: bool) -> None:
    assert is_long_ago(TODAY - timedelta(days), TODAY) is long
