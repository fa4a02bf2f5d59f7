"""Expenses of every month: each month once, whatever happens to the bot meanwhile."""

from pathlib import Path

from clinic.calendar import HOUR, HandClock
from tests.support.cast import OLGA
from tests.support.stage import Actor, Stage, staged, world_of_one_bot

DAY = 24 * HOUR
POSTED = "SELECT day, amount FROM expenses WHERE voided IS NULL ORDER BY day"
FIRST = 20_524
"""12 March 2026."""

MONTHS = [20_524, 20_555, 20_585, 20_616, 20_646, 20_677, 20_708, 20_738, 20_769, 20_799, 20_830]
MONTHS += [20_861, 20_889, 20_920, 20_950]
"""The 12th of each month from March 2026 to May 2027."""


async def moves(stage: Stage, milliseconds: int) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)
    await stage.settles()


async def test_fourteen_months_post_themselves_once_each_with_restarts_and_an_outage(
    tmp_path: Path,
) -> None:
    world = world_of_one_bot()
    clock: HandClock | None = None
    for start in range(6):
        async with staged(tmp_path, clock, world=world) as stage:
            assert isinstance(stage.clock, HandClock)
            clock = stage.clock
            if start == 0:
                stage.add_clinic("Smile", OLGA, timezone="Europe/Berlin")
                stage.has_written(OLGA)
            olga = stage.actor("Olga", OLGA)
            await olga.sends("/expense rent 20000 monthly" if start == 0 else "/privacy")
            for _week in range(6):
                await moves(stage, 7 * DAY)
        clock.move(29 * DAY)  # it is away for a month

    assert clock is not None
    async with staged(tmp_path, clock, world=world) as stage:
        await stage.actor("Olga", OLGA).sends("/privacy")
        assert stage.rows(POSTED) == [(day, 2_000_000) for day in MONTHS]
        assert stage.rows("SELECT count(*) FROM jobs WHERE done IS NULL AND kind = 'expense'") == [
            (1,)
        ]


async def test_a_card_begins_and_the_owner_ends_it(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("/expense rent 20000")
    await reception.taps("Every month")
    assert "comes every month" in reception.sees
    assert "Stop repeating" not in reception.buttons
    await moves(stage, 31 * DAY)
    assert stage.rows(POSTED) == [(FIRST, 2_000_000), (FIRST + 31, 2_000_000)]
    assert "Rent" in reception.sees
    await owner.sends("/day 2026-04-12")
    await owner.taps("1")
    await owner.taps("Stop repeating")
    await moves(stage, 62 * DAY)

    assert len(stage.rows(POSTED)) == 2


async def test_a_new_amount_of_the_newest_goes_on_and_of_an_older_one_does_not(
    stage: Stage, reception: Actor
) -> None:
    first = await reception.sends("/expense rent 20000 monthly")
    await reception.replies(reception.person.last, "21000")
    await moves(stage, 31 * DAY)
    await reception.replies(first, "22000")
    await moves(stage, 30 * DAY)

    assert [amount for _day, amount in stage.rows(POSTED)] == [2_200_000, 2_100_000, 2_100_000]


async def test_the_first_one_withdrawn_ends_it(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense rent 20000 monthly")
    await reception.taps("Undo")
    await moves(stage, 40 * DAY)

    assert stage.rows(POSTED) == []


async def test_the_last_day_of_shorter_months_stands_for_the_thirty_first(
    stage: Stage, reception: Actor
) -> None:
    await moves(stage, 19 * DAY)  # 31 March
    await reception.sends("/expense rent 20000 monthly")
    for _month in range(2):
        await moves(stage, 31 * DAY)

    assert [day - FIRST for day, _amount in stage.rows(POSTED)] == [19, 49, 80]


async def test_in_practice_nothing_comes_by_itself(stage: Stage, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("/expense rent 20000 monthly")

    assert stage.rows("SELECT count(*) FROM jobs WHERE kind = 'expense'") == [(0,)]
