"""What changed shows where the person looks: below whatever the bot has said meanwhile."""

import pytest

from clinic.calendar import HOUR
from tests.support.passing import passes
from tests.support.stage import Actor, Stage

STANDING = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""


async def test_undo_says_what_it_withdrew_below_a_list(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("1043 hygiene 4000 google")
    await reception.sends("/day")
    heard = len(reception.heard)
    await reception.sends("/undo")

    assert len(reception.heard) == heard + 1
    assert "1043 · Hygiene" in reception.sees
    assert "Withdrawn · Rita" in reception.sees
    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_undo_answers_even_right_below_the_card(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google")
    card, heard = reception.person.last, len(reception.heard)
    await reception.sends("/undo")

    assert len(reception.heard) == heard + 1
    assert "Withdrawn" in card.text
    assert "Withdrawn" in reception.sees


@pytest.mark.parametrize("entry", ["1042 complained: rude at the desk", "1042 praised the doctor"])
async def test_undo_of_what_a_patient_said_answers_below_a_list(
    reception: Actor, entry: str
) -> None:
    await reception.sends(entry)
    await reception.sends("/day")
    heard = len(reception.heard)
    await reception.sends("/undo")

    assert len(reception.heard) == heard + 1
    assert "Withdrawn" in reception.sees


async def test_the_question_before_an_older_entry_goes_stands_below_a_list(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    passes(stage, HOUR)
    await reception.sends("/day")
    await reception.sends("/undo")
    assert reception.buttons == ["Withdraw", "Keep"]

    await reception.taps("Withdraw")
    assert "Withdrawn" in reception.sees
    assert stage.rows(STANDING) == []


@pytest.mark.parametrize("between", ["/day", "/help"])
async def test_a_correction_of_a_card_above_another_message_is_shown_below_it(
    reception: Actor, between: str
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    card = reception.person.last
    await reception.sends(between)
    heard = len(reception.heard)
    await reception.replies(card, "4500")

    assert len(reception.heard) == heard + 1
    assert "RUB 3,500 → RUB 4,500" in reception.sees


async def test_a_correction_right_below_the_card_leaves_no_trail(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google")
    card, heard = reception.person.last, len(reception.heard)
    await reception.replies(card, "4500")
    await reception.replies(card, "w20")

    assert len(reception.heard) == heard
    assert "RUB 4,500" in reception.sees
