"""A typed complaint: whose it is, what it is about, how it weighs, in four languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.complaint import (
    Emotion,
    Gravity,
    Subject,
    is_code_alone,
    read_complaint,
    read_mark,
    split_words,
    subjects_in,
)
from clinic.errors import Refusal
from clinic.refusals import CodeTooLong, NoteTooLong

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ждал сорок минут", Subject.WAITING),
        ("врач опоздал", Subject.WAITING),
        ("Чекали годину в черзі", Subject.WAITING),
        ("kept in the queue", Subject.WAITING),
        ("排队太久了", Subject.WAITING),
        ("администратор нахамила", Subject.RUDENESS),
        ("накричали на ребёнка", Subject.RUDENESS),
        ("лікар кричав", Subject.RUDENESS),
        ("she yelled", Subject.RUDENESS),
        ("前台很不耐烦", Subject.RUDENESS),
        ("обещали одну цену, взяли другую", Subject.PRICE),
        ("слишком дорого", Subject.PRICE),
        ("переплатили", Subject.PRICE),
        ("обіцяли дешевше", Subject.PRICE),
        ("the bill was higher", Subject.PRICE),
        ("乱收费", Subject.PRICE),
        ("после лечения больно", Subject.TREATMENT),
        ("коронка слетела", Subject.TREATMENT),
        ("болить зуб", Subject.TREATMENT),
        ("the filling fell out", Subject.TREATMENT),
        ("补牙以后还是疼", Subject.TREATMENT),
        ("потеряли запись", Subject.BOOKING),
        ("скасували прийом", Subject.BOOKING),
        ("my appointment was cancelled", Subject.BOOKING),
        ("预约没了", Subject.BOOKING),
        ("в туалете грязно", Subject.PREMISES),
        ("у кабінеті брудно", Subject.PREMISES),
        ("no parking", Subject.PREMISES),
        ("厕所很脏", Subject.PREMISES),
        ("просто не понравилось", Subject.OTHER),
        ("центр города", Subject.OTHER),
        ("later on", Subject.OTHER),
        ("", Subject.OTHER),
    ],
)
def test_the_words_tell_the_subject(text: str, subject: Subject) -> None:
    assert read_complaint(text, TODAY, lambda _code: False).subject is subject


def test_the_most_spoken_of_comes_first_and_rudeness_is_heard_beside_it() -> None:
    said = "ждали час, потом ждали ещё, и нахамили"

    assert subjects_in(said) == [Subject.WAITING, Subject.RUDENESS]
    assert read_complaint(said, TODAY, lambda _code: False).rude


@pytest.mark.parametrize(
    ("text", "known", "split"),
    [
        ("1042 waited", (), ("1042", "waited")),
        ("#Anna-7: waited", (), ("Anna-7", "waited")),
        ("№ 17, waited", (), ("17", "waited")),
        ("17 waited", ("17",), ("17", "waited")),
        ("17 doctors", (), (None, "17 doctors")),
        ("40 минут ждал", ("40",), (None, "40 минут ждал")),
        ("1042", (), ("1042", "")),
        ("30 min in the queue", ("30",), (None, "30 min in the queue")),
        ("40-minute wait", ("40",), (None, "40-minute wait")),
        ("2 полных часа ждал", (), (None, "2 полных часа ждал")),
        ("500 лишних рублей", (), (None, "500 лишних рублей")),
        ("104 ждал час", ("104",), ("104", "ждал час")),
        ("1042 ждал час", (), ("1042", "ждал час")),
        ("1042 час ждал", (), ("1042", "час ждал")),
        ("104 грубили", (), ("104", "грубили")),
        ("104 часто ждёт", (), ("104", "часто ждёт")),
        ("104 нагрубили", (), ("104", "нагрубили")),
        ("104 разозлился", (), ("104", "разозлился")),
        ("104 timed out", (), ("104", "timed out")),
        ("30min没人理", (), (None, "30min没人理")),
        ("3 раза звонила", (), (None, "3 раза звонила")),
        ("50分钟没人理", (), (None, "50分钟没人理")),
        ("8 916 123-45-67 звонит", ("8",), (None, "8 916 123-45-67 звонит")),
        ("5000 ₽ лишних", (), (None, "5000 ₽ лишних")),
        ("waited, says 1042", (), (None, "waited, says 1042")),
    ],
)
def test_a_code_at_the_beginning_is_told_from_a_count(
    text: str, known: tuple[str, ...], split: tuple[str | None, str]
) -> None:
    assert split_words(text, known.__contains__) == split


def test_a_code_or_words_beyond_their_bounds_are_refused_with_the_bound() -> None:
    with pytest.raises(CodeTooLong):
        split_words("#" + "a" * 21 + " waited", lambda _code: False)
    with pytest.raises(NoteTooLong):
        split_words("x" * 501, lambda _code: False)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Grave!", Gravity.GRAVE),
        ("незначительная", Gravity.MINOR),
        ("серйозно", Gravity.SERIOUS),
        ("严重", Gravity.SERIOUS),
        ("в ярости", Emotion.FURIOUS),
        ("Зол.", Emotion.FURIOUS),
        ("засмучена", Emotion.UPSET),
        ("平静", Emotion.CALM),
        ("rude", Subject.RUDENESS),
        ("grave and rude", None),
        ("", None),
    ],
)
def test_a_word_alone_is_a_mark(text: str, mark: object) -> None:
    assert read_mark(text) == mark


def test_only_a_code_with_its_sign_is_a_code_alone() -> None:
    assert is_code_alone("#1043")
    assert is_code_alone("№ 1043")
    assert not is_code_alone("1043")
    assert not is_code_alone("#1043 waited")


@given(text=st.text(max_size=600))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        kept = read_complaint(text, TODAY, lambda _code: True).words
    except Refusal as refusal:
        kept = refusal.template.format(**refusal.fields)[:500]

    assert len(kept) <= 500
