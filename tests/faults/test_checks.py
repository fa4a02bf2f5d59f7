"""The checks themselves: what they must find, and what they must let pass."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from faults.checks import Chat, compare
from faults.lines import Line, Typed, codes_in

LINES: list[Line] = [("100100", 350000), ("100101", 99900), ("100102", 100000)]
CODES = [code for code, _ in LINES]
WELL = Chat(typed=LINES, stored=LINES, heard=CODES)


def test_a_chat_in_which_all_went_well_has_no_findings() -> None:
    assert compare([WELL]).wrong == {}


def test_a_line_that_is_not_stored_is_lost() -> None:
    assert compare([replace(WELL, stored=LINES[:-1])]).wrong == {"lost": 1}


def test_a_line_that_is_stored_twice_is_doubled() -> None:
    assert compare([replace(WELL, stored=[*LINES, LINES[-1]])]).wrong == {"doubled": 1}


def test_a_line_with_another_amount_is_lost_and_one_is_too_many() -> None:
    stored = [*LINES[:-1], ("100102", 1)]
    assert compare([replace(WELL, stored=stored)]).wrong == {"lost": 1, "doubled": 1}


def test_lines_of_an_author_who_typed_nothing_are_doubled() -> None:
    assert compare([WELL, Chat([], LINES, [])]).wrong == {"doubled": 3}


def test_a_line_without_its_card_is_unanswered() -> None:
    assert compare([replace(WELL, heard=CODES[:-1])]).wrong == {"unanswered": 1}


def test_an_answer_shown_twice_is_counted_and_is_no_fault() -> None:
    findings = compare([replace(WELL, heard=[CODES[0], *CODES])])
    assert findings.wrong == {}
    assert findings.repeated == 1


def test_lines_stored_in_another_order_are_found() -> None:
    assert compare([replace(WELL, stored=LINES[::-1])]).wrong == {"disordered": 1}


def test_answers_in_another_order_are_found() -> None:
    assert compare([replace(WELL, heard=CODES[::-1])]).wrong == {"disordered": 1}


@given(st.integers(), st.integers(1, 40), st.data())
def test_any_line_taken_away_or_put_twice_is_found(seed: int, count: int, data: st.DataObject):
    typed = Typed(seed)
    texts = [typed.message(1) for _ in range(count)]
    lines = typed.lines[1]
    place = data.draw(st.integers(0, len(lines) - 1))
    well = Chat(lines, lines, codes_in(texts))
    assert compare([well]).wrong == {}
    assert compare([replace(well, stored=lines[:place] + lines[place + 1 :])]).lost == 1
    assert compare([replace(well, stored=[*lines, lines[place]])]).doubled == 1


def test_chance_comes_from_the_seed_alone() -> None:
    once, again = Typed(7), Typed(7)
    random.seed(1)
    first = [once.message(1) for _ in range(20)]
    random.seed(2)
    assert first == [again.message(1) for _ in range(20)]
