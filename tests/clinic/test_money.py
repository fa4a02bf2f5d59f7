"""Amounts: what is typed becomes whole minor units, and back."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.errors import Refusal
from clinic.money import format_amount, minor_digits, parse_amount
from clinic.refusals import AmountTooLarge, BadAmount, OtherCurrency
from clinic.words import Words


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("3500", 350000),
        ("3 500", 350000),
        ("3\u00a0500", 350000),
        ("3\u2009500,5", 350050),
        ("12\u202f000 ₽", 1200000),
        ("3500.50", 350050),
        ("3500,50", 350050),
        ("3.5k", 350000),
        ("3,5К", 350000),
        ("3 тыс. руб.", 300000),
        ("1.25万元", 1250000),
        ("$35", 3500),
        ("35 usd", 3500),
        ("руб 35", 3500),
        ("3500р.", 350000),
        ("3 500,00 ₽", 350000),
        ("500 грн", 50000),
        ("-500", -50000),
        ("−₽500", -50000),
        ("₽-500", -50000),
        ("возврат 500", -50000),
        ("退款500", -50000),
        ("00012", 1200),
        ("0", 0),
        ("  7  ", 700),
        ("999999999.99", 99999999999),
    ],
)
def test_a_typed_amount_is_whole_minor_units(typed, minor):
    assert parse_amount(typed, 2) == minor


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1e5", "nan", "inf", "Infinity", "٣٥٠٠", "３５００", "3,500", "3.500", "3'500",
     "1.2.3", "+5", "1 23", "1234 567", "3 5000", "0x10", "1_000", "5k5", "k", "--5", "5-",
     "½", "3.5678k", "35 GEL"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_and_quoted(typed):
    with pytest.raises(BadAmount) as refused:
        parse_amount(typed, 2)
    assert f"“{typed.strip()}”" in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["1234567890", "1 000 000 000", "1000000k", "9" * 5000, "1000000万"]
)
def test_an_amount_over_nine_digits_is_refused_with_the_bound(typed):
    with pytest.raises(AmountTooLarge, match="at most 9 digits"):
        parse_amount(typed, 2)


def test_decimals_follow_the_currency():
    assert parse_amount("3.500", 3) == 3500
    assert parse_amount("3500.00", 0) == 3500
    with pytest.raises(BadAmount):
        parse_amount("3500.50", 0)
    assert [minor_digits(code) for code in ("RUB", "JPY", "KWD")] == [2, 0, 3]


def test_another_currency_than_the_clinics_is_refused():
    assert parse_amount("¥35", 2, "CNY") == parse_amount("35 gel", 2, "GEL") == 3500
    with pytest.raises(OtherCurrency, match="counts in RUB"):
        parse_amount("35 €", 2, "RUB")


@given(st.integers(-99_999_999_999, 99_999_999_999), st.sampled_from(["RUB", "JPY", "KWD"]))
def test_an_amount_written_out_and_read_again_is_the_same(minor, currency):
    digits = minor_digits(currency)
    minor = minor if abs(minor) < 10 ** (9 + digits) else minor // 1000
    assert parse_amount(format_amount(minor, digits), digits) == minor


@given(
    st.integers(-99_999_999_999, 99_999_999_999),
    st.sampled_from(["RUB", "UAH", "CNY", "USD", "EUR"]),
)
def test_an_amount_shown_in_russian_can_be_typed_back(minor, currency):
    assert parse_amount(Words("ru").money(minor, currency), 2, currency) == minor


@given(st.text(alphabet="0123456789 .,-kк₽$eE'\u00a0\u0301ſKİ", max_size=12) | st.text())
def test_any_text_is_an_amount_or_refused(typed):
    with contextlib.suppress(Refusal):
        assert isinstance(parse_amount(typed, 2, "RUB"), int)
