"""Numbers are grouped without asking Babel each time; it must never show."""

from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from clinic.words import THIN_SPACE, Words, languages

LANGUAGES = st.sampled_from(languages())


@given(LANGUAGES, st.integers(-(10**12), 10**12))
def test_a_whole_number_is_grouped_as_its_language_groups(language: str, number: int) -> None:
    said = format_decimal(number, format="#,##0", locale=language)

    assert Words(language).number(number) == said.replace("\N{NO-BREAK SPACE}", THIN_SPACE)


@given(LANGUAGES, st.integers(0, 10**12))
def test_whole_money_is_the_number_and_a_currency(language: str, major: int) -> None:
    words = Words(language)

    assert words.number(major) in words.money(major * 100, "UAH")


@given(LANGUAGES)
def test_words_for_a_chat_are_read_once_and_escape_what_they_are_given(language: str) -> None:
    assert Words.for_chat(language) is Words.for_chat(f"{language}-XX")
    assert Words.for_chat(language)("{code}", code="<b>") == "&lt;b&gt;"
