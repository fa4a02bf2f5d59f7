"""Codes that one slip of the finger turns into each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.search import is_slip, slips_of
from clinic.text import folded

codes = st.from_regex(r"[0-9]{3,8}|[A-Za-z][0-9]{2,5}", fullmatch=True)


@pytest.mark.parametrize("other", ["1043", "104", "10442", "1024", "1052", "142"])
def test_one_wrong_missing_or_doubled_figure_is_a_slip(other: str) -> None:
    assert is_slip("1042", other)
    assert is_slip(other, "1042")


@pytest.mark.parametrize("other", ["1042", "2401", "1055", "10", "104299"])
def test_more_than_one_slip_or_none_is_no_slip(other: str) -> None:
    assert not is_slip("1042", other)


def test_two_figures_are_too_few_to_tell_a_slip() -> None:
    assert not is_slip("10", "11")
    assert slips_of("10") == []


def test_letter_case_is_no_slip() -> None:
    assert not is_slip("a17", "A17")
    assert is_slip("a17", "A18")


@given(codes)
def test_what_is_looked_for_is_one_slip_away(code: str) -> None:
    assert all(is_slip(code, each) or len(each) < 3 for each in slips_of(code))


@given(codes, codes)
def test_no_code_of_figures_that_is_one_slip_away_is_passed_over(one: str, two: str) -> None:
    if is_slip(one, two) and folded(two).isdecimal() and folded(one).isdecimal():
        assert folded(two) in slips_of(one)


@given(codes, st.data())
def test_one_wrong_figure_is_always_found(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code) - 1))
    figure = data.draw(st.sampled_from("0123456789"))
    mistyped = folded(code[:at] + figure + code[at + 1 :])
    assert mistyped == folded(code) or mistyped in slips_of(code)
