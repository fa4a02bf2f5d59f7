"""J4: a mistake is corrected by a reply, always on its own row, and shows where one looks."""

import pytest

from clinic.calendar import HOUR
from tests.support.passing import passes
from tests.support.stage import Actor, Stage, plain

STANDING = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""
FIELD = "SELECT {} FROM visit_lines v LEFT JOIN patients p ON p.id = patient_id"
SERVICE = "(SELECT name FROM services s WHERE s.id = service_id)"
CHANNEL = "(SELECT name FROM channels c WHERE c.id = channel_id)"


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
    assert "Undo" in reception.buttons


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


async def test_a_correction_shows_on_the_one_card_with_before_and_after(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    heard = len(reception.heard)
    await reception.replies(reception.person.last, "4500")

    assert "RUB 3,500 → RUB 4,500 · Rita 10:30" in reception.sees
    assert len(reception.heard) == heard


async def test_a_correction_of_an_older_card_shows_there_and_at_the_end(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 filling 4000")
    await reception.replies(card, "4500")

    assert "RUB 4,500" in plain(card.text)
    assert "1042 · Hygiene · RUB 4,500" in reception.sees
    assert reception.person.last is not card


async def test_a_card_of_two_days_ago_still_acts_on_its_row(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    passes(stage, 48 * HOUR)
    await reception.replies(card, "4500")
    assert stage.rows(STANDING) == [("1042", 450000)]
    assert "RUB 3,500 → RUB 4,500 · Rita 10:30" in plain(card.text)

    await reception.taps("Undo", card)
    assert "Logged · Rita, March 12, 10:30" in plain(card.text)
    await reception.taps("Withdraw", card)
    assert stage.rows(STANDING) == []


async def test_what_two_people_changed_at_once_is_told_of_the_last_of_them_alone(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.replies(reception.person.last, "filling")
    await owner.sends("/day")
    await owner.taps("1")
    await owner.replies(owner.person.last, "4500")
    await owner.sends("/day")
    await owner.taps("1")

    assert "RUB 3,500 → RUB 4,500 · Olga" in owner.sees
    assert "Hygiene → Filling" not in owner.sees
