"""Promises: reminded of on the day, overdue once more, closed by a tap, passed on by a removal."""

from pathlib import Path

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.cast import OLGA, RITA, Joins, code_in
from tests.support.stage import MORNING, Actor, Stage, staged, world_of_one_bot

STATES = "SELECT state FROM promises"
DAY = 24 * HOUR
MILA = 505


async def moves(stage: Stage, milliseconds: int) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)
    await stage.settles()


async def promises(person: Actor, line: str = "1042 call back tomorrow") -> None:
    await person.sends(f"/promise {line}")


async def test_a_promise_from_a_visit_s_card_knows_its_patient(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    reception.recounts()
    await reception.taps("Promise")
    await reception.sends("call back")
    await reception.taps("Next working day")

    assert reception.counted.taps == 2
    assert stage.rows("SELECT due, keeper_id, state, note FROM promises") == [
        (20_525, RITA, "open", "call back")
    ]
    assert "Promise · 1042" in reception.sees


async def test_skipped_the_day_is_the_next_working_day(stage: Stage, reception: Actor) -> None:
    await moves(stage, 2 * DAY)  # Saturday; the clinic rests on Sunday
    await reception.presses("More")
    await reception.taps("Promise")
    await reception.taps("Skip")
    await reception.sends("send the pictures")
    await reception.taps("Skip")

    assert stage.rows("SELECT due, patient_id FROM promises") == [(20_528, None)]


async def test_the_keeper_is_reminded_at_the_opening_hour_and_once_more_when_overdue(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await promises(reception)
    before = len(reception.heard)
    await moves(stage, 21 * HOUR)  # 07:30
    assert len(reception.heard) == before
    await moves(stage, 2 * HOUR)
    assert "To be kept today:\nPromise · 1042" in reception.sees
    assert not any("To be kept" in text for text in owner.heard)
    await moves(stage, DAY)
    assert "Not kept yet:\nPromise · 1042" in reception.sees
    assert "Not kept yet:\nPromise · 1042" in owner.sees
    heard = len(reception.heard)
    await moves(stage, 10 * DAY)

    assert len(reception.heard) == heard


async def test_the_managers_hear_of_what_is_overdue(
    stage: Stage, owner: Actor, reception: Actor, joins: Joins
) -> None:
    mila = await joins("Mila", MILA, "manager")
    await promises(reception)
    await moves(stage, DAY)
    await moves(stage, DAY)
    await mila.taps("Released")

    assert stage.rows(STATES) == [("released",)]
    assert not any("Not kept yet" in text for text in owner.heard)


@pytest.mark.parametrize("label", ["Kept", "Late", "Broken", "Released"])
async def test_what_became_of_it_is_one_tap_and_can_be_opened_again(
    stage: Stage, reception: Actor, label: str
) -> None:
    await promises(reception)
    await reception.taps(label)
    assert stage.rows(STATES) == [(label.lower(),)]
    await reception.taps("Open again")
    assert stage.rows("SELECT state, closed FROM promises") == [("open", None)]
    await moves(stage, DAY)

    assert "To be kept today" in reception.sees


async def test_kept_after_its_day_it_is_late(stage: Stage, reception: Actor) -> None:
    await promises(reception)
    await moves(stage, 2 * DAY)
    await reception.taps("Kept")

    assert stage.rows(STATES) == [("late",)]
    assert "kept late" in reception.sees


async def test_a_closed_or_withdrawn_promise_is_not_reminded_of(
    stage: Stage, reception: Actor
) -> None:
    await promises(reception)
    await reception.taps("Kept")
    await promises(reception, "1043 call back tomorrow")
    await reception.taps("Undo")
    heard = len(reception.heard)
    await moves(stage, 5 * DAY)

    assert len(reception.heard) == heard
    assert stage.rows("SELECT count(*) FROM jobs WHERE kind = 'promise'") == [(0,)]


async def test_a_colleague_keeps_what_another_wrote_and_nobody_else_closes_it(
    stage: Stage, reception: Actor, colleague: Actor, joins: Joins
) -> None:
    await promises(reception, "1042 call back tomorrow Zoe")
    await moves(stage, DAY)
    assert "To be kept today" in colleague.sees
    await colleague.taps("Kept")

    assert stage.rows("SELECT state, keeper_id FROM promises") == [("kept", colleague.id)]
    assert "kept on" in colleague.sees
    sasha = await joins("Sasha", 701)
    await sasha.sends("/due")
    assert "No promise is open" in sasha.sees


async def test_due_lists_by_person_and_age_and_turns_its_pages(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor
) -> None:
    await promises(colleague, "2001 write tomorrow")
    for number in range(9):
        await promises(reception, f"10{number:02} call {number} in {number + 2} days")
    await owner.sends("/due")
    assert owner.sees.startswith("10 open promises\nZoe\n1. by")
    assert owner.sees.index("call 1") < owner.sees.index("call 2")
    await owner.taps("Further")
    assert "9. by" in owner.sees
    await owner.taps("10")
    assert "Promise · 1008" in owner.sees
    await reception.sends("/due")
    assert reception.sees.startswith("9 open promises")


async def test_a_removed_person_s_promises_pass_to_the_manager_who_is_told(
    stage: Stage, owner: Actor, reception: Actor, joins: Joins
) -> None:
    mila = await joins("Mila", MILA, "manager")
    await promises(reception)
    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Remove")
    await owner.taps("Yes, remove")

    assert stage.rows("SELECT keeper_id FROM promises") == [(MILA,)]
    assert "1 open promise of Rita is yours now" in mila.sees
    await moves(stage, DAY)
    assert "To be kept today" in mila.sees


async def test_a_restart_and_an_outage_remind_once(tmp_path: Path) -> None:
    world, clock = world_of_one_bot(), HandClock(MORNING)
    async with staged(tmp_path, clock, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        owner = stage.actor("Olga", OLGA)
        await owner.sends("/invite staff")
        rita = stage.actor("Rita", RITA)
        await rita.sends(f"/start {code_in(owner.sees)}")
        await promises(rita)
    clock.move(DAY)
    for _start in range(2):
        async with staged(tmp_path, clock, world=world) as stage:
            rita = stage.actor("Rita", RITA)
            await rita.sends("/privacy")
            assert sum("To be kept today" in text for text in rita.heard) == 1
