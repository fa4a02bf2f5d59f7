"""J4: a mistake is undone by a tap, corrected by a reply or by [Edit], always on its own row."""

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.stage import Actor, Stage

STANDING = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""
FIELD = "SELECT {} FROM visit_lines v LEFT JOIN patients p ON p.id = patient_id"
SERVICE = "(SELECT name FROM services s WHERE s.id = service_id)"
CHANNEL = "(SELECT name FROM channels c WHERE c.id = channel_id)"


async def test_undo_withdraws_the_row_of_its_card_and_not_the_newest(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 hygiene 4000")
    await reception.taps("Undo", card)

    assert stage.rows(STANDING) == [("1043", 400000)]
    assert "Withdrawn; it counts no more. 1 visit today" in card.text
    assert card.keyboard == []


async def test_a_second_tap_on_undo_changes_nothing(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    button = reception.person.last.buttons[0][0]["callback_data"]
    await reception.taps("Undo")
    shown, changes = reception.sees, stage.rows("SELECT change FROM clinics WHERE id = 1")
    await reception.taps(button, reception.person.last, stale=True)

    assert reception.sees == shown
    assert stage.rows("SELECT change FROM clinics WHERE id = 1") == changes


async def test_the_command_withdraws_the_own_newest_entry_and_shows_which(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("1043 hygiene 4000")
    await owner.sends("1044 hygiene 5000")
    await reception.sends("/undo")
    assert "1043 · Hygiene" in reception.sees

    await reception.sends("/undo@smile_bot")
    assert "1042 · Hygiene" in reception.sees
    assert stage.rows(STANDING) == [("1044", 500000)]

    await reception.sends("/undo")
    assert "nothing in the last 24 hours" in reception.sees


async def test_the_command_does_not_reach_further_than_a_day(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await reception.sends("/undo")

    assert stage.rows(STANDING) == [("1042", 350000)]


@pytest.mark.parametrize(
    ("correction", "column", "value"),
    [
        ("4500", "amount", 450000),
        ("4500 ₽", "amount", 450000),
        ("12,50", "amount", 1250),
        ("filling", SERVICE, "Filling"),
        ("гигиена", SERVICE, "Hygiene"),
        ("instagram", CHANNEL, "Instagram"),
        ("w20", "wait_min", 20),
        ("ждал 20", "wait_min", 20),
        ("yesterday", "v.day", 20523),
        ("5/5", "rating", 5.0),
        ("#1043", "p.code", "1043"),
        ("// call back", "note", "call back"),
    ],
)
async def test_a_reply_to_the_card_corrects_its_row(
    stage: Stage, reception: Actor, correction: str, column: str, value: object
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, correction)

    assert stage.rows(FIELD.format(column)) == [(value,)]
    assert reception.buttons == ["Undo", "Edit"]


async def test_a_reply_to_the_typed_line_itself_corrects_its_row(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.replies(typed, "4500")

    assert stage.rows(STANDING) == [("1042", 450000)]


async def test_a_number_in_reply_to_several_lines_is_no_new_visit(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500\n1043 hygiene 4000")
    for message in (typed, reception.person.last):
        await reception.replies(message, "4500")
        assert "which entry you mean" in reception.sees

    assert stage.rows(STANDING) == [("1042", 350000), ("1043", 400000)]


async def test_a_whole_visit_in_reply_to_any_message_is_a_visit(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/help")
    await reception.replies(reception.person.last, "1042 hygiene 3500")

    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_a_correction_that_is_not_understood_is_quoted_and_changes_nothing(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, "blah blah")

    assert "“blah blah”" in reception.sees
    assert "A correction looks like" in reception.sees
    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_a_withdrawn_entry_is_not_corrected(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Undo")
    await reception.replies(reception.person.last, "4500")

    assert "withdrawn" in reception.sees
    assert stage.rows(STANDING) == []


async def test_the_owner_corrects_an_entry_of_the_reception_on_both_screens(
    stage: Stage, owner: Actor, joins
) -> None:
    rita = await joins("Rita", 502, "", "ru")
    await rita.sends("1042 hygiene 3500")
    card = rita.person.last
    await owner.sends("/day")
    await owner.taps("1")
    await owner.replies(owner.person.last, "4500")

    assert stage.rows(STANDING) == [("1042", 450000)]
    assert "4 500 ₽" in card.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "визит" in card.text, "each card is in its reader's language"
    audit = "SELECT before, after, author_id FROM amendments"
    assert stage.rows(audit) == [("350000", "450000", owner.id)]


async def test_an_edited_message_says_how_its_entry_is_changed(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.edits(typed, "1042 hygiene 4500")

    assert "The entry stays as it was" in reception.sees
    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_a_refused_line_may_be_mended_by_editing_it(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 99999999999")
    await reception.edits(typed, "1042 hygiene 3500")
    assert stage.rows(STANDING) == [("1042", 350000)]

    await reception.edits(typed, "1042 hygiene 4500")
    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_an_edited_question_or_chat_is_passed_over(reception: Actor) -> None:
    typed = await reception.sends("hello")
    heard = len(reception.heard)
    await reception.edits(typed, "hello!")

    assert len(reception.heard) == heard
