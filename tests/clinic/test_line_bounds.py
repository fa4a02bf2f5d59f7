"""Lines that are refused: each names the part or the bound, and shows a right example."""

import pytest

from clinic import refusals
from clinic.errors import Refusal


@pytest.mark.parametrize(
    ("line", "refusal", "said"),
    [
        ("hygiene 3500", refusals.NoCode, "“hygiene 3500”"),
        ("1042-3 hygiene", refusals.NoCode, "“1042-3 hygiene”"),
        ("3500 ₽", refusals.NoCode, "“3500 ₽”"),
        ("/visit", refusals.NoCode, "1042 hygiene 3500"),
        ("1" * 10, refusals.PersonalCode, "“1111111111” begins with a phone number"),
        ("#" + "a" * 21, refusals.CodeTooLong, "at most 20"),
        ("1042 ３５００", refusals.OtherDigits, "“３５００”"),
        ("1042 w٣", refusals.OtherDigits, "“٣”"),
        ("１０４２ hygiene", refusals.OtherDigits, "“１０４２”"),
        ("1042 3,500", refusals.BadAmount, "“3,500”"),
        ("1042 3.500", refusals.BadAmount, "“3.500”"),
        ("1042 3'500", refusals.BadAmount, "“3'500”"),
        ("1042 1.2.3", refusals.BadAmount, "“1.2.3”"),
        ("1042 1234567890", refusals.AmountTooLarge, "at most 9 digits"),
        ("1042 9999999k", refusals.AmountTooLarge, "“9999999k”"),
        ("1042 16 $3500", refusals.OtherCurrency, "counts in RUB, and “$3500”"),
        ("1042 500元", refusals.OtherCurrency, "“500元”"),
        ("1042 w601", refusals.WaitTooLong, "0 to 600 minutes, not “w601”"),
        ("1042 ждал 11 часов", refusals.WaitTooLong, "“ждал 11 часов”"),
        ("1042 等99999999分钟", refusals.WaitTooLong, "600"),
        ("1042 6/5", refusals.RatingOutOfScale, "1 to 5, not “6/5”"),
        ("1042 0/5", refusals.RatingOutOfScale, "1 to 5"),
        ("1042 11/10", refusals.RatingOutOfScale, "0 to 10"),
        ("1042 ★★★★★★", refusals.RatingOutOfScale, "1 to 5"),
        ("1042 3500★", refusals.RatingOutOfScale, "1 to 5"),
        ("1042 99999/5", refusals.RatingOutOfScale, "1 to 5"),
        ("1042 23.11.2026", refusals.DayAhead, "“23.11.2026” is still ahead"),
        ("1042 2026-11-23", refusals.DayAhead, "today or earlier"),
        ("1042 31.02.2026", refusals.BadDay, "“31.02.2026”"),
        ("1042 2026-13-01", refusals.BadDay, "no such day"),
        ("1042 31.02", refusals.BadDay, "“31.02”"),
        ("1042 3500 31.04", refusals.BadDay, "“31.04”"),
        ("1042 00.00 3500", refusals.BadDay, "“00.00”"),
        ("1042 05.00", refusals.BadDay, "“05.00”"),
        ("1042 16 3,500", refusals.BadAmount, "“3,500”"),
        ("1042 1989-12-31", refusals.DayTooOld, "from 1990 on"),
        ("1042 // " + "n" * 501, refusals.NoteTooLong, "501 characters, at most 500"),
        ("1042 " + "no " * 200, refusals.NoteTooLong, "at most 500"),
        ("1042 " + "n" * 1000, refusals.LineTooLong, "1005 characters, at most 1000"),
        ("1042 " + "ы" * 2100, refusals.MessageTooLong, "4205 bytes, at most 4096"),
        ("1042\n" * 31, refusals.TooManyLines, "31 lines at once are too many: at most 30"),
    ],
)
def test_a_line_out_of_bounds_is_refused_by_name(read, line, refusal, said):
    with pytest.raises(refusal) as refused:
        read(line)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "line",
    ["1" * 9, "#" + "a" * 20, "1042 999 999 999,99", "1042 w600", "1042 ждал 10 часов",
     "1042 0/10", "1042 1/5", "1042 22.11.2026", "1042 1990-01-01", "1042 // " + "n" * 500,
     "1042 4,5/5"],
)  # fmt: skip
def test_the_bounds_themselves_are_accepted(read, line):
    assert read(line).code


def test_the_clinics_own_currency_may_be_written_with_its_code(read):
    assert read("1042 35 GEL", "GEL").amount == 3500
    assert read("1042 gel 35", "GEL").amount == 3500
    assert read("1042 35 gel", "USD").note == "gel"
    assert read("1042 $35", "CAD").amount == 3500


def test_a_currency_without_decimals_refuses_them(read):
    assert read("1042 3500.00 ¥", "JPY").amount == 3500
    with pytest.raises(refusals.BadAmount):
        read("1042 3500.50", "JPY")


def test_of_several_lines_the_bad_one_is_numbered_as_typed(read_lines):
    with pytest.raises(refusals.LineRefused) as refused:
        read_lines("1042 hygiene\n\nпозвонить\n7 500")
    assert str(refused.value).startswith("Line 3: ")
    assert "“позвонить”" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "part"),
    [("спасибо", "“спасибо”"), ("4500 ок", "“ок”"), ("", "correction"), ("// " + "n" * 501, "500")],
)
def test_a_correction_that_means_nothing_is_refused(amend, typed, part):
    with pytest.raises(Refusal) as refused:
        amend(typed)
    assert part in str(refused.value)


def test_a_long_part_is_quoted_by_its_beginning(read):
    with pytest.raises(refusals.NoCode) as refused:
        read("x" * 900)
    assert "“" + "x" * 40 + "…”" in str(refused.value)


def test_every_refusal_of_a_line_shows_an_example_or_its_bound():
    typed = [
        kind
        for kind in vars(refusals).values()
        if isinstance(kind, type)
        and issubclass(kind, refusals.Unreadable | refusals.OutOfBounds)
        and not kind.__subclasses__()
    ]
    assert len(typed) > 15
    for kind in typed:
        assert kind.template is not Refusal.template
        assert any(sign in kind.template for sign in ("example", "rite", "looks like", "{limit}"))
