"""Figures beside the amount: teeth, days, marks and phone numbers stay in the note."""

from datetime import date

import pytest

from clinic.errors import Refusal
from clinic.line import reads_as_visit
from clinic.reading.code import read_code
from clinic.refusals import AmountTooLarge, NoCode, PersonalCode


@pytest.mark.parametrize(
    ("typed", "amount", "note"),
    [
        ("28 3500", 350000, "28"),
        ("3500 28", 350000, "28"),
        ("пломба 36 зуб 4500", 450000, "пломба 36 зуб"),
        ("12 марта 3500", 350000, "12 марта"),
        ("15 м 3500", 350000, "15 м"),
        ("5 / 5 3500", 350000, "5 / 5"),
        ("5.3 3500", 350000, "5.3"),
        ("1.2.3 3500", 350000, "1.2.3"),
        ("16 3 500", 350000, "16"),
        ("16 12 000", 1200000, "16"),
        ("16 4350,50", 435050, "16"),
        ("3500 4500", 350000, "4500"),
        ("500 3500", 50000, "3500"),
        ("35 28", 3500, "28"),
        ("28 35 ₽", 3500, "28"),
    ],
)
def test_the_amount_is_the_first_free_number_of_three_digits_or_else_the_first(
    read, typed, amount, note
):
    draft = read(f"1042 {typed}")
    assert (draft.amount, draft.note) == (amount, note)


PHONES = [
    "8 916 123 45 67",
    "8 916 123-45-67",
    "8-916-123-45-67",
    "8(916)1234567",
    "8 (916) 123-45-67",
    "8 9161234567",
    "89161234567",
    "+7 916 123 45 67",
    "+7 (916) 123-45-67",
    "+79161234567",
    "+380 67 123 45 67",
    "+380671234567",
    "067 123 45 67",
    "916 123 45 67",
    "(4852) 12-34-56",
    "8 4852 12 34 56",
    "138 1234 5678",
    "13812345678",
    "+1 212 555 1234",
    "8 916 12 34 567",
    "8  916  123  45  67",
    "8 ( 916 ) 123 45 67",
    "+86 138 1234 5678",
    "+48 601 234 567",
]


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_number_is_never_an_amount(read, phone):
    alone, before, after = (
        read(f"1042 {typed}") for typed in (phone, f"{phone} 3500", f"3500 {phone}")
    )
    assert (alone.amount, alone.note) == (None, phone)
    assert (before.amount, before.note) == (350000, phone)
    assert (after.amount, after.note) == (350000, phone)


@pytest.mark.parametrize("phone", PHONES)
def test_fields_beside_a_phone_number_are_read(read, phone):
    draft = read(f"1042 {phone} 5/5 w15 500 ₽ yesterday")
    assert (draft.rating.value, draft.wait_min, draft.amount) == (5, 15, 50000)
    assert (draft.note, draft.day) == (phone, date(2026, 11, 21))


def test_a_sign_of_a_currency_makes_an_amount_of_what_looks_like_a_phone_number(read):
    assert read("1042 250 500 3500 ₽").amount == 350000


def test_ten_figures_together_are_passed_over_for_an_amount_and_refused_alone(read):
    draft = read("1042 9161234567 3500")
    assert (draft.amount, draft.note) == (350000, "9161234567")
    with pytest.raises(AmountTooLarge):
        read("1042 9161234567")


@pytest.mark.parametrize("typed", ["3 500", "12 000", "999 999 999", "7 916 123"])
def test_digits_in_threes_stay_one_amount(read, typed):
    assert read(f"1042 {typed}").amount == int(typed.replace(" ", "")) * 100


@pytest.mark.parametrize(
    ("typed", "day", "note"),
    [
        ("yesterday 12.03", "2026-11-21", "12.03"),
        ("12.03 yesterday", "2026-03-12", "yesterday"),
        ("12.03 31.02", "2026-03-12", "31.02"),
        ("昨天 2026-03-12", "2026-11-21", "2026-03-12"),
    ],
)
def test_a_second_day_is_left_for_the_note(read, typed, day, note):
    draft = read(f"1042 {typed} 3500")
    assert (draft.day, draft.note) == (date.fromisoformat(day), note)
    assert draft.amount == 350000
    assert read(f"1042 {typed}").amount is None


@pytest.mark.parametrize(
    "typed",
    ["89161234567", "9161234567", "1" * 20, "#89161234567", "8(916)1234567", "8 (916) 123-45-67",
     "8 916 123 45 67", "anna@mail.ru", "#anna@mail.ru", "1042@mail.ru", "#anna.p@mail.ru"],
)  # fmt: skip
def test_a_phone_number_or_an_address_is_no_code(read, typed):
    with pytest.raises(PersonalCode):
        read_code(typed)
    with pytest.raises(Refusal) as refused:
        read(f"{typed} hygiene 3500")
    assert isinstance(refused.value, PersonalCode | NoCode)
    assert "for example: 1042" in str(refused.value).casefold()


@pytest.mark.parametrize("typed", ["+79161234567", "+7 916 123 45 67", "+7"])
def test_a_number_with_a_plus_begins_no_visit(read, typed):
    assert not reads_as_visit(f"{typed} hygiene")
    with pytest.raises(NoCode):
        read(f"{typed} hygiene")


@pytest.mark.parametrize("code", ["123456789", "#АннаПетрова", "#Anna-7"])
def test_a_card_number_and_a_word_stay_codes(read, code):
    assert read(f"{code} 3500").code == code.lstrip("#")


def test_amounts_after_a_short_code_are_no_phone_number(read):
    assert read("104 350 4500").code == "104"
