"""J3's end: a measure, its keeper, whether it helped; reminders once, whatever happens between."""

from pathlib import Path

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.cast import NIKOLAI, OLGA, Joins
from tests.support.stage import Actor, Stage, staged

DAY = 24 * HOUR
MILA = 505
MEASURES = "SELECT kind, keeper_id, due, note, done IS NOT NULL, effect_30, effect_90 FROM measures"
STATES = "SELECT status FROM complaint_steps ORDER BY id"


@pytest.fixture
async def manager(joins: Joins) -> Actor:
    return await joins("Mila", MILA, "manager")


async def passes(stage: Stage, milliseconds: int) -> None:
    """Let time pass, and everything that falls due in it be done."""
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)
    await stage.settles()


async def resolved(reception: Actor, manager: Actor) -> None:
    await reception.sends("/complaint 1042 waited an hour")
    await manager.sends("/open")
    await manager.taps("1")
    await manager.taps("Take it")
    await manager.taps("Resolve")
    await manager.taps("Systems")


async def measured(reception: Actor, manager: Actor, keeper: str = "Rita") -> None:
    await resolved(reception, manager)
    await manager.taps("Measure")
    await manager.taps("Rules")
    await manager.taps(keeper)
    await manager.taps("Mar 19")
    await manager.sends("call who waits for ten minutes")


def told(person: Actor, text: str) -> int:
    return sum(text in each for each in person.heard)


async def test_a_complaint_ends_in_a_measure_and_its_effect(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await measured(reception, manager)
    assert "Measure: rules, Rita, by March 19" in manager.sees
    assert "call who waits for ten minutes" in manager.sees
    assert "This is yours to do" in reception.sees
    await reception.taps("Measure done")
    assert "I will ask after 30 and 90 days" in reception.sees
    assert [row[0] for row in stage.rows(STATES)][-2:] == ["resolved", "prevented"]

    await passes(stage, 20 * DAY)
    await reception.sends("/complaint 1043 waited an hour")
    await passes(stage, 11 * DAY)
    assert "Complaints of the same subject and cause: 1 in the 30 days before, 0" in reception.sees
    assert "Of the same subject, with no cause said yet: 1." in reception.sees
    question, button = reception.person.last, reception.person.last.button("Partly")
    await reception.taps("Partly")
    await reception.taps(button["callback_data"], question, stale=True)
    await passes(stage, 61 * DAY)
    await reception.taps("Worked")

    [row] = stage.rows(MEASURES)
    assert row[4:] == (1, "partly", "worked")
    await manager.sends("/day 12.03")
    await manager.taps("A")
    assert "after 30 days: partly · after 90 days: worked" in manager.sees
    await manager.taps("More")
    await manager.taps("Reopen")
    assert stage.rows("SELECT status FROM complaints WHERE status = 'reopened'")


async def test_no_measure_needs_a_reason(stage: Stage, reception: Actor, manager: Actor) -> None:
    await resolved(reception, manager)
    await manager.taps("Measure")
    await manager.taps("Not needed")
    assert stage.rows(MEASURES) == []
    await manager.sends("/cancel")
    await manager.taps("Back")
    await manager.taps("Measure")
    await manager.taps("Not needed")
    await manager.sends("a single power cut")

    assert "No measure needed: a single power cut" in manager.sees
    assert stage.rows("SELECT status, measure FROM complaints") == [("resolved", "none")]
    await passes(stage, 31 * DAY)
    assert "Did it help? 30 days have passed." in manager.sees


async def test_what_is_typed_to_other_ends_is_no_words_of_a_measure(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await resolved(reception, manager)
    for step in ("Measure", "Rules", "Rita", "Mar 19"):
        await manager.taps(step)
    await manager.sends("1043 hygiene 3500")
    await manager.sends("today")

    assert stage.rows("SELECT note FROM measures") == [("",)]
    assert len(stage.rows("SELECT id FROM visit_lines")) == 1


async def test_a_measure_tapped_twice_is_one(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await resolved(reception, manager)
    for step in ("Measure", "Rules", "Rita"):
        await manager.taps(step)
    button, card = manager.person.last.button("Mar 19")["callback_data"], manager.person.last
    for _ in range(3):
        manager.person.taps(button, card, stale=True)
    await stage.settles()

    assert len(stage.rows(MEASURES)) == 1
    assert told(reception, "This is yours to do") == 1


async def test_an_overdue_measure_reminds_its_keeper_once_and_then_the_owner(
    stage: Stage, reception: Actor, manager: Actor, owner: Actor
) -> None:
    await measured(reception, manager)
    await passes(stage, 8 * DAY)
    assert told(reception, "This was to be done by March 19") == 1
    assert told(owner, "is not done") == 0
    await passes(stage, 20 * DAY)

    assert told(reception, "This was to be done by March 19") == 1
    assert told(owner, "is not done") == 1
    await owner.taps("Measure done")
    assert [row[0] for row in stage.rows(STATES)][-1] == "prevented"


async def test_the_work_of_who_leaves_passes_to_the_manager(
    stage: Stage, reception: Actor, manager: Actor, owner: Actor
) -> None:
    await measured(reception, manager)
    for step in ("/team",):
        await owner.sends(step)
    for button in ("Rita", "Remove", "Yes, remove"):
        await owner.taps(button)

    assert "Rita does not work here any more." in manager.sees
    assert "Measure: rules, Mila" in manager.sees or "1 measure to do:" in manager.sees
    assert stage.rows("SELECT keeper_id FROM measures") == [(MILA,)]
    await passes(stage, 8 * DAY)
    assert told(manager, "This was to be done by March 19") == 1


async def test_nobody_else_says_that_a_measure_is_done(
    stage: Stage, reception: Actor, manager: Actor, colleague: Actor
) -> None:
    await measured(reception, manager)
    button = reception.person.last.button("Measure done")["callback_data"]
    await colleague.taps(button, colleague.person.last, stale=True)

    assert "Somebody else wrote" in colleague.sees
    assert stage.rows("SELECT done FROM measures") == [(None,)]


async def test_deadlines_are_told_once_over_a_restart(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", OLGA, timezone="Europe/Berlin")
        stage.add_clinic("Neighbour", NIKOLAI)
        stage.has_written(OLGA)
        owner = stage.actor("Olga", OLGA)
        await owner.sends("/complaint 1042 waited an hour")
        world, clock = stage.world, stage.clock
    assert isinstance(clock, HandClock)
    clock.move(25 * HOUR)
    for _ in range(2):
        async with staged(tmp_path, clock, world=world) as again:
            await again.app.settled()
            person = Actor(owner.person, again)
            assert told(person, "Nobody has taken this complaint up in time.") == 1
            assert told(person, "was not resolved in time.") == 0
    clock.move(10 * DAY)
    async with staged(tmp_path, clock, world=world) as again:
        await again.app.settled()
        clock.move(30 * DAY)
        await again.app.settled()
        assert told(Actor(owner.person, again), "was not resolved in time.") == 1


async def test_what_was_done_in_time_is_told_to_nobody(
    stage: Stage, reception: Actor, manager: Actor, owner: Actor
) -> None:
    await resolved(reception, manager)
    await passes(stage, 20 * DAY)

    assert told(owner, "in time") + told(manager, "in time") == 0
