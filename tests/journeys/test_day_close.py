"""The day's close: one reminder to whoever logged today, and only if something is missing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from clinic.calendar import HOUR, MINUTE, HandClock, moment_of
from playground.world import World
from tests.support.cast import OLGA, Joins
from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage, staged, world_of_one_bot

HEAD = "Before the day ends"
TO_THE_CLOSE = 9 * HOUR + 30 * MINUTE
"""From half past ten to eight in the evening."""


async def passes(stage: Stage, milliseconds: int) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)
    await stage.settles()


def reminders(person: Actor) -> list[str]:
    return [text for text in person.heard if text.startswith((HEAD, "The day's cash"))]


async def test_only_what_is_missing_in_one_s_own_entries_is_asked_for(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor
) -> None:
    await owner.sends("1040 hygiene 3500 google")
    await owner.sends("/cash 3500")
    await reception.sends("1041 hygiene 3500 google")
    await colleague.sends("1042 hygiene")
    await passes(stage, TO_THE_CLOSE)

    assert reminders(owner) == reminders(reception) == []
    assert colleague.sees.splitlines() == [
        "Before the day ends: 1 of your entries lacks something.",
        "1042 · Hygiene: amount, where from",
    ]
    assert colleague.buttons == ["1042", "Not now", "Don't remind me"]
    await colleague.taps("1042")
    assert colleague.sees.startswith("1042 · Hygiene")


async def test_up_to_five_are_listed_in_a_text_that_is_short(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("\n".join(f"{code} google" for code in range(1041, 1048)))
    await passes(stage, TO_THE_CLOSE)

    assert "7 of your entries lack something" in reception.sees
    assert reception.sees.splitlines()[-1] == "and 2 more: /day"
    assert len(reception.buttons) == 5 + 2


@pytest.mark.parametrize("role", ["manager", "owner"])
async def test_the_cash_total_is_asked_of_those_whom_it_concerns(
    stage: Stage, owner: Actor, joins: Joins, role: str
) -> None:
    person = owner if role == "owner" else await joins("Max", 504, "manager")
    await person.sends("1041 hygiene 3500 google")
    await passes(stage, TO_THE_CLOSE)

    assert person.sees.startswith("The day's cash total is not written down yet")
    await person.taps("Not now")
    assert person.sees == "All right. /day shows the day whenever you like."
    assert person.buttons == []


async def test_whoever_wants_no_reminder_gets_none_until_he_wants_it_again(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1041")
    await passes(stage, TO_THE_CLOSE)
    reminder = reception.person.last
    await reception.taps("Don't remind me")
    assert "won't remind you" in reception.sees
    await reception.taps("Don't remind me", reminder, stale=True)
    assert len(stage.rows("SELECT 1 FROM settings WHERE key LIKE 'not reminded%'")) == 1
    await reception.sends("1042")
    await passes(stage, 10 * HOUR)
    await reception.sends("1043")
    await passes(stage, 14 * HOUR)
    assert reminders(reception) == []

    await reception.taps("Remind me again", reminder)
    await passes(stage, 10 * HOUR)
    await reception.sends("1044")
    await passes(stage, 14 * HOUR)
    assert len(reminders(reception)) == 1


async def test_a_button_of_another_clinic_changes_nothing(
    stage: Stage, reception: Actor, neighbour: Actor
) -> None:
    await reception.sends("1041")
    await passes(stage, TO_THE_CLOSE)
    button = reception.person.last.buttons[-1][-1]["callback_data"]
    await neighbour.sends("/day")
    await neighbour.taps(button, neighbour.person.last, stale=True)

    assert "another clinic" in neighbour.sees
    assert stage.rows("SELECT 1 FROM settings WHERE key LIKE 'not reminded%'") == []


async def test_a_clinic_that_wants_none_and_whoever_left_hear_nothing(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1041")
    await opens(owner, "Hours, deadlines", "Evening reminder")
    await owner.taps("Never")
    await passes(stage, TO_THE_CLOSE)
    assert reminders(reception) == []
    asked = "SELECT clinic_id FROM jobs WHERE kind = 'day_close' AND done IS NULL"
    assert stage.rows(asked) == [(2,)], "the neighbour's goes on"


@asynccontextmanager
async def opened(folder: Path, clock: HandClock, world: World) -> AsyncIterator[Stage]:
    async with staged(folder, clock, world=world) as stage:
        yield stage


async def test_a_week_with_a_holiday_a_sunday_and_a_clock_change_reminds_once_a_day(
    tmp_path: Path,
) -> None:
    """Berlin puts its clocks forward on Sunday, 29 March 2026; the bot starts anew every day."""
    clock, world = HandClock(moment_of(2026, 3, 26, 8)), world_of_one_bot()
    heard: list[tuple[str, int]] = []
    for day in range(7):
        async with opened(tmp_path, clock, world) as stage:
            if not day:
                stage.add_clinic(
                    "Smile",
                    OLGA,
                    timezone="Europe/Berlin",
                    day_close="19:30",
                    holidays="2026-03-27",
                )
                stage.has_written(OLGA)
            owner = stage.actor("Olga", OLGA)
            await owner.sends(f"10{day}0 google")
            for _half_hour in range(48):
                before = len(reminders(owner))
                await passes(stage, 30 * MINUTE)
                if len(reminders(owner)) > before:
                    heard.append((owner.sees.splitlines()[1][:4], clock.now()))

    assert heard == [
        ("1000", moment_of(2026, 3, 26, 18, 30)),
        ("1020", moment_of(2026, 3, 28, 18, 30)),
        ("1040", moment_of(2026, 3, 30, 17, 30)),
        ("1050", moment_of(2026, 3, 31, 17, 30)),
        ("1060", moment_of(2026, 4, 1, 17, 30)),
    ]


async def test_an_evening_that_the_bot_slept_through_is_let_go(tmp_path: Path) -> None:
    clock, world = HandClock(moment_of(2026, 3, 12, 8)), world_of_one_bot()
    async with opened(tmp_path, clock, world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        await stage.actor("Olga", OLGA).sends("1041")
    clock.move(23 * HOUR)
    async with opened(tmp_path, clock, world) as stage:
        owner = stage.actor("Olga", OLGA)
        await owner.sends("/day")
        assert reminders(owner) == []
        assert stage.rows("SELECT 1 FROM jobs WHERE kind = 'day_close' AND done IS NOT NULL")
