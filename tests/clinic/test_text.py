"""Text as it comes in: capped, cleaned, folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.refusals import MessageTooLong
from clinic.text import capped, clean, folded


def test_the_cap_counts_bytes_and_names_the_bound():
    assert capped("ы" * 2048) == "ы" * 2048
    with pytest.raises(MessageTooLong, match="4098 bytes, at most 4096"):
        capped("ы" * 2049)


def test_half_a_surrogate_pair_is_no_accident():
    assert clean(capped("a\ud83db")) == "ab"


def test_what_cannot_be_seen_is_taken_out():
    assert clean("a\x00b\x1b\u202ec\u2066d\u200be\ufefff\tg") == "a b cdef g"


def test_a_control_character_between_words_keeps_them_apart():
    assert clean("1042 hygiene\x003500") == "1042 hygiene 3500"


def test_every_line_break_is_a_newline():
    assert clean("1\r\n2\r3\v4\f5\x856\u20287\u20298") == "1\n2\n3\n4\n5\n6\n7\n8"


def test_letters_are_composed():
    assert clean("и\u0306") == "й"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"),
        ("Ґанок", "ганок"),
        ("об’єм", "ОБ'ЄМ"),
        ("STRASSE", "straße"),
        (" a  b ", "A b"),
    ],
)
def test_what_sounds_the_same_is_found_under_one_key(one, other):
    assert folded(one) == folded(other)


@given(st.text())
def test_cleaning_and_folding_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert folded(folded(text)) == folded(text)
