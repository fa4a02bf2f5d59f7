"""Letters are plain JSON of the Bot API, with texts that fit."""

from aiogram.types import User
from hypothesis import given
from hypothesis import strategies as st

from handlers.callbacks import VoidLine
from handlers.colleagues import LONGEST_NAME, name_of
from handlers.letters import in_rows, keyboard, message, shortened


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_never_longer_and_says_that_it_was_cut(text: str, most: int):
    short = shortened(text, most)

    assert len(short) <= most
    assert short == text or short.endswith("…")


@given(st.lists(st.text(), max_size=40), st.integers(1, 8))
def test_rows_hold_every_button_in_its_order(labels: list[str], a_row: int):
    buttons = [(label, "https://t.me") for label in labels]
    rows = in_rows(buttons, a_row)

    assert [button for row in rows for button in row] == buttons
    assert all(len(row) <= a_row for row in rows)


def test_a_keyboard_has_no_empty_rows():
    rows = keyboard([[], [("Undo", VoidLine(line=7))], []])

    assert rows == {"inline_keyboard": [[{"text": "Undo", "callback_data": "1u:7"}]]}


def test_a_letter_without_buttons_carries_no_keyboard():
    assert "reply_markup" not in message(1, "text").payload


@given(st.text(min_size=1), st.text())
def test_a_name_is_one_short_line_and_never_empty(first: str, last: str):
    name = name_of(User(id=42, is_bot=False, first_name=first, last_name=last))

    assert 1 <= len(name) <= LONGEST_NAME
    assert name.isprintable() or not any(mark in name for mark in "\n\r\t\0\u202e")
