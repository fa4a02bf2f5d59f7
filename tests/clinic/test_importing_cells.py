"""Cells as clinics write them mean what they say, or say what is wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.calendar import day_from, day_number
from clinic.errors import Refusal
from clinic.importing import cells, figures
from clinic.importing.classes import dental_service
from clinic.importing.figures import EXCEL_START, Figures
from clinic.kinds import ServiceClass
from clinic.money import format_amount

TODAY = date(2026, 11, 22)
OWN = Figures(TODAY, "RUB")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "12.03.2026",
        "12/03/2026",
        "46093",
        "46093.75",
        " 12.03.2026 ",
        "2026-03-12 14:30",
        "2026-03-12T14:30:00",
        "12.03.2026 9:05",
    ],
)
def test_days_as_files_write_them(text):
    assert day_from(OWN.day(text)) == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("—", "is empty"),
        ("12.03", "is no day"),
        ("yesterday", "is no day"),
        ("31.02.2026", "no such day"),
        ("2026-11-23", "still ahead"),
        ("46349", "still ahead"),
        ("12.03.1826", "too long ago"),
        ("20000", "too long ago"),
        ("١٢.٠٣.٢٠٢٦", "is no day"),
    ],
)
def test_what_is_no_day_says_so(text, said):
    with pytest.raises(Refusal, match=said):
        OWN.day(text)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_a_serial_is_the_day_excel_shows(day):
    serial = str((day - EXCEL_START) // timedelta(1))
    assert OWN.day(serial) == day_number(day)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("3500", 350000),
        ("3 500,00 ₽", 350000),
        ("3\u00a0500,00 р.", 350000),
        ("3500.5", 350050),
        ("-500", -50000),
        ("(500,00)", -50000),
        ("\u2212500", -50000),
        ("0", 0),
        ("-", None),
        ("", None),
    ],
)
def test_amounts_as_files_write_them(text, minor):
    assert OWN.amount(text) == minor


@pytest.mark.parametrize("text", ["3,500", "1e3", "abc", "1 234.567", "12 $", "9" * 10, "3500 3"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Refusal):
        OWN.amount(text)


@given(st.integers(-(10**11) + 1, 10**11 - 1))
def test_an_amount_written_out_is_read_back(minor):
    assert OWN.amount(format_amount(minor, 2)) == minor


def test_a_discount_below_zero_is_refused():
    assert OWN.amount_from_zero("100") == 10000
    with pytest.raises(Refusal, match="below zero"):
        OWN.amount_from_zero("-100")


@pytest.mark.parametrize(
    ("text", "minutes"), [("15", 15), ("15.0", 15), ("15 мин", 15), ("", None)]
)
def test_waits_are_whole_minutes(text, minutes):
    assert figures.wait(text) == minutes


@pytest.mark.parametrize("text", ["601", "-1", "15.5", "long", "1h"])
def test_what_is_no_wait_is_refused(text):
    with pytest.raises(Refusal):
        figures.wait(text)


@pytest.mark.parametrize(
    ("text", "rating"),
    [("4", (4, 5)), ("4,5", (4.5, 5)), ("4/5", (4, 5)), ("9/10", (9, 10)), ("0/10", (0, 10))],
)
def test_a_plain_rating_is_on_the_clinics_scale(text, rating):
    assert figures.rating(text) == rating


@pytest.mark.parametrize("text", ["9", "0", "11/10", "4/7", "good", "0/5"])
def test_what_is_no_rating_is_refused(text):
    with pytest.raises(Refusal):
        figures.rating(text)


@pytest.mark.parametrize(
    ("text", "code"), [("1042", "1042"), ("#A-7", "A-7"), ("1042.0", "1042"), (" P  1 ", "P 1")]
)
def test_codes_lose_what_files_put_around_them(text, code):
    assert cells.code(text) == code


@pytest.mark.parametrize(
    "text",
    ["Иванов Иван", "Иванов И.И.", "+7 916 123-45-67", "8 (916) 123-45-67", "a@b.c", "A" * 65, ""],
)
def test_names_phones_and_long_texts_are_no_codes(text):
    with pytest.raises(Refusal) as refused:
        cells.code(text)
    assert not text or text not in str(refused.value)


def test_yes_and_no_are_known_in_the_clinics_languages():
    assert all(map(cells.flag, ("1", "yes", "Да", "TRUE", "+", "так")))
    assert not any(map(cells.flag, ("0", "no", "нет", "", "-", "False")))
    with pytest.raises(Refusal, match="neither yes nor no"):
        cells.flag("maybe")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Проф. гигиена полости рта", ServiceClass.HYGIENE),
        ("Лечение кариеса 36 зуба", ServiceClass.TREATMENT),
        ("Первичная консультация", ServiceClass.CONSULTATION),
        ("Удаления", ServiceClass.TREATMENT),
        ("洗牙套餐", ServiceClass.HYGIENE),
        ("CT scan", ServiceClass.OTHER),
    ],
)
def test_a_services_class_is_guessed_from_the_words_of_dentistry(name, kind):
    service = dental_service(name)
    assert service
    assert service.kind == kind


def test_a_service_of_unknown_words_has_no_class():
    assert dental_service("Parking") is None
