"""The money of a line besides its amount: quote, discount and part payment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.bill import NoBill, Share, in_money
from clinic.draft import Typed
from clinic.refusals import AmountTooLarge, BadAmount, OtherCurrency


def money(draft):
    """The money of a draft that was typed, and its note."""
    held = {
        "amount": draft.amount,
        "quote": draft.quote,
        "discount": draft.discount,
        "paid": draft.paid,
        "note": draft.note or None,
    }
    return {name: value for name, value in held.items() if value is not None}


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("1042 3500 quote 5000", {"amount": 350000, "quote": 500000}),
        ("1042 смета 5 000 3500", {"amount": 350000, "quote": 500000}),
        ("1042 план 5к 3500", {"amount": 350000, "quote": 500000}),
        ("1042 кошторис: 5000 гигиена", {"quote": 500000}),
        ("1042洗牙3500报价5000", {"amount": 350000, "quote": 500000}),
        ("1042 3500 discount 500", {"amount": 350000, "discount": 50000}),
        ("1042 3600 скидка 10%", {"amount": 360000, "discount": 40000}),
        ("1042 знижка 7,5 % 3700", {"amount": 370000, "discount": 30000}),
        ("1042 3500 折扣 500", {"amount": 350000, "discount": 50000}),
        ("1042 3500 paid 2000", {"amount": 350000, "paid": 200000}),
        ("1042 оплачено 2 000 ₽ 3500", {"amount": 350000, "paid": 200000}),
        ("1042 сплачено 0 3500", {"amount": 350000, "paid": 0}),
        ("1042 3500 已付2000", {"amount": 350000, "paid": 200000}),
        ("1042 3500 付 2000", {"amount": 350000, "paid": 200000}),
        (
            "1042 paid 20 discount 5 quote 90 80",
            {"amount": 8000, "paid": 2000, "discount": 500, "quote": 9000},
        ),
    ],
)
def test_a_word_before_an_amount_says_what_it_is(read, line, held):
    assert money(read(line)) == held


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("1042 hygiene paid 2000", {"amount": 200000}),
        ("1042 план лечения 5000", {"amount": 500000, "note": "план лечения"}),
        ("1042 план 2 визита 3500", {"amount": 350000, "note": "план 2 визита"}),
        ("1042 оплата картой 3500", {"amount": 350000, "note": "оплата картой"}),
        ("1042 оплата -500", {"amount": -50000, "note": "оплата"}),
        ("1042 скидка 3500", {"discount": 350000}),
        ("1042 3500 скидка 0%", {"amount": 350000, "note": "скидка 0%"}),
        ("1042 3500 скидка", {"amount": 350000, "note": "скидка"}),
        ("1042 3500 скидка 100%", {"amount": 350000, "note": "скидка 100%"}),
        ("1042 500 10%", {"amount": 50000, "note": "10%"}),
        ("1042 500 prepaid 300", {"amount": 50000, "note": "prepaid 300"}),
        ("1042 500 платье 300", {"amount": 50000, "note": "платье 300"}),
        ("1042 500 paid 300 paid 200", {"amount": 50000, "paid": 30000, "note": "paid 200"}),
    ],
)
def test_what_is_no_such_money_reads_as_before(read, line, held):
    assert money(read(line)) == held


def test_a_day_behind_the_word_stays_a_day(read):
    draft = read("1042 3500 оплачено 12.03")
    assert (draft.day.isoformat(), draft.paid, draft.amount) == ("2026-03-12", None, 350000)
    assert read("1042 3500 оплачено 12.03 ₽").paid == 1203


def test_a_share_without_an_amount_asks_for_it(read):
    with pytest.raises(NoBill, match=r"7\.5% of which amount"):
        read("1042 hygiene скидка 7,5%")
    assert read("1042 -450 скидка 10%").discount == 5000


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("1042 quote 3,500", BadAmount),
        ("1042 paid 10 $", OtherCurrency),
        ("1042 discount 1234567890", AmountTooLarge),
    ],
)
def test_money_that_does_not_read_is_refused(read, line, refusal):
    with pytest.raises(refusal):
        read(line)


def test_what_was_typed_is_explicit(read):
    draft = read("1042 3500 paid 2000 скидка 10% quote 5000")
    assert draft.explicit == {Typed.AMOUNT, Typed.PAID, Typed.DISCOUNT, Typed.QUOTE}
    assert read("1042 paid 2000").explicit == {Typed.AMOUNT}


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("paid 2000", {"paid": 200000}),
        ("скидка 10%", {"discount": Share(100)}),
        ("quote 5000 4500", {"quote": 500000, "amount": 450000}),
    ],
)
def test_a_correction_names_it_alone(amend, typed, fields):
    assert amend(typed) == fields


@given(st.integers(0, 10**9), st.integers(1, 999))
def test_a_share_of_the_bill_before_is_what_was_taken_off(amount, tenths):
    off = in_money(Share(tenths), amount)
    assert abs((amount + off) * tenths - off * 1000) * 2 <= 1000
