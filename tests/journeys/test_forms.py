"""[Edit]: field → value. The question waits, and may be answered, dropped or forgotten."""

from pathlib import Path

import pytest

from bot.app import Plan, running
from bot.buckets import UNLIMITED
from clinic.calendar import HOUR, HandClock
from playground.server import serve
from playground.world import World
from storage.database import prepare
from tests.support.stage import MORNING, TOKEN, Actor, Stage

AMOUNTS = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""
FIELD = "SELECT {} FROM visit_lines v LEFT JOIN patients p ON p.id = patient_id"
SERVICE = "(SELECT name FROM services s WHERE s.id = service_id)"
CHANNEL = "(SELECT name FROM channels c WHERE c.id = channel_id)"


async def asked(person: Actor, field: str) -> None:
    await person.sends("1042 hygiene 3500")
    await person.taps("Edit")
    await person.taps(field)


async def test_edit_shows_the_fields_on_the_card_and_back_shows_the_card(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Edit")
    assert reception.buttons[:3] == ["Service", "Amount", "Patient"]

    await reception.taps("Back")
    assert "Undo" in reception.buttons


@pytest.mark.parametrize(
    ("field", "typed", "column", "value"),
    [
        ("Service", "filling", SERVICE, "Filling"),
        ("Amount", "4500", "amount", 450000),
        ("Amount", "12.03", "amount", 1203),
        ("Amount", "4,5k", "amount", 450000),
        ("Amount", "3 900", "amount", 390000),
        ("Patient", "1043", "p.code", "1043"),
        ("Patient", "A-17", "p.code", "A-17"),
        ("Channel", "google", CHANNEL, "Google"),
        ("Date", "yesterday", "v.day", 20523),
        ("Date", "11.03", "v.day", 20523),
        ("Wait", "20", "wait_min", 20),
        ("Wait", "20 min", "wait_min", 20),
        ("Rating", "4", "rating", 4.0),
        ("Rating", "9/10", "rating", 9.0),
        ("Note", "1043 came along", "note", "1043 came along"),
        ("Note", "// quiet", "note", "quiet"),
    ],
)
async def test_a_field_is_changed_by_typing_its_value(
    stage: Stage, reception: Actor, field: str, typed: str, column: str, value: object
) -> None:
    await asked(reception, field)
    await reception.sends(typed)

    assert stage.rows(FIELD.format(column)) == [(value,)]
    assert "Undo" in reception.buttons


async def test_the_question_stands_on_the_card_and_leaves_no_trail(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    heard = len(reception.heard)
    await reception.taps("Edit")
    await reception.taps("Amount")
    assert "What is the right amount?" in reception.sees
    assert reception.buttons == ["Back"]
    await reception.taps("Back")
    assert "Amount" in reception.buttons
    await reception.taps("Amount")
    await reception.sends("4500")

    assert "RUB 3,500 → RUB 4,500" in reception.sees
    assert len(reception.heard) == heard


async def test_after_back_a_number_is_a_visit_again(stage: Stage, reception: Actor) -> None:
    await asked(reception, "Amount")
    await reception.taps("Back")
    await reception.sends("1043")

    assert stage.rows(AMOUNTS) == [("1042", 350000), ("1043", None)]


async def test_a_reply_to_a_card_that_asks_for_minutes_is_no_amount(
    stage: Stage, reception: Actor
) -> None:
    await asked(reception, "Wait")
    await reception.replies(reception.person.last, "20")

    assert stage.rows("SELECT amount, wait_min FROM visit_lines") == [(350000, 20)]


async def test_a_reply_to_the_question_answers_it(stage: Stage, reception: Actor) -> None:
    await asked(reception, "Amount")
    await reception.replies(reception.person.last, "4500")

    assert stage.rows(AMOUNTS) == [("1042", 450000)]


async def test_a_tapped_value_answers_the_question_which_becomes_the_card(
    stage: Stage, reception: Actor
) -> None:
    await asked(reception, "Service")
    await reception.taps("Filling")
    assert stage.rows(FIELD.format(SERVICE)) == [("Filling",)]
    assert "1042 · Filling" in reception.sees
    assert "Undo" in reception.buttons

    await reception.replies(reception.person.last, "4000")
    assert stage.rows(AMOUNTS) == [("1042", 400000)]


async def test_after_a_tapped_value_a_typed_line_is_a_visit_again(
    stage: Stage, reception: Actor
) -> None:
    await asked(reception, "Service")
    await reception.taps("Filling")
    await reception.sends("1043")

    assert stage.rows(AMOUNTS) == [("1042", 350000), ("1043", None)]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("Date", "12"),
        ("Date", "11 марта"),
        ("Wait", "filling"),
        ("Doctor", "20"),
        ("Service", "w20"),
    ],
)
async def test_what_is_no_value_of_the_field_is_asked_again_and_changes_nothing(
    stage: Stage, reception: Actor, field: str, typed: str
) -> None:
    await asked(reception, field)
    before = stage.rows("SELECT * FROM visit_lines")
    await reception.sends(typed)

    assert "did not understand" in reception.sees
    assert stage.rows("SELECT * FROM visit_lines") == before
    await reception.sends("/cancel")
    assert "Dropped" in reception.sees


async def test_a_whole_visit_typed_while_a_form_waits_is_a_visit(
    stage: Stage, reception: Actor
) -> None:
    await asked(reception, "Amount")
    await reception.sends("1043 filling 4000")
    assert stage.rows(AMOUNTS) == [("1042", 350000), ("1043", 400000)]

    await reception.sends("today")
    assert "so far" in reception.sees
    await reception.sends("4500")
    assert stage.rows(AMOUNTS) == [("1042", 450000), ("1043", 400000)]


async def test_a_form_can_be_dropped(stage: Stage, reception: Actor) -> None:
    await asked(reception, "Amount")
    await reception.sends("/cancel")
    assert "The entry stays as it was" in reception.sees

    await reception.sends("/cancel")
    assert "nothing to cancel" in reception.sees
    assert stage.rows(AMOUNTS) == [("1042", 350000)]


async def test_a_form_of_yesterday_waits_no_more(stage: Stage, reception: Actor) -> None:
    await asked(reception, "Amount")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(20 * HOUR)
    await reception.sends("1043")

    assert stage.rows(AMOUNTS) == [("1042", 350000), ("1043", None)]


async def test_a_form_of_a_withdrawn_entry_says_so_once(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await asked(reception, "Amount")
    await owner.sends("/day")
    for label in ("1", "Undo", "Withdraw"):
        await owner.taps(label)
    await reception.sends("4500")
    assert any(text.startswith("This entry is withdrawn.") for text in reception.heard)
    assert stage.rows(AMOUNTS) == []

    await reception.sends("1043")
    assert stage.rows(AMOUNTS) == [("1043", None)]


async def test_a_form_survives_a_restart(tmp_path: Path) -> None:
    world, path, clock = World(), tmp_path / "clinic.db", HandClock(MORNING)
    world.add_bot(TOKEN, "smile_bot")
    async with serve(world) as address:
        plan = Plan(path, TOKEN, address, None, clock, UNLIMITED, warm=False)
        prepare(path)
        async with running(plan) as app:
            stage = Stage(world, app, path, clock)
            stage.add_clinic("Smile", 501)
            await asked(stage.actor("Olga", 501), "Amount")
        async with running(plan) as app:
            stage = Stage(world, app, path, clock)
            olga = stage.actor("Olga", 501)
            await olga.sends("4500")
            assert any("RUB 4,500" in text for text in olga.heard)
            assert stage.rows(AMOUNTS) == [("1042", 450000)]
