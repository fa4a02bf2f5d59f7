"""What falls due is done, once: over restarts, outages, clocks put forward and back, and faults."""

import asyncio
import random
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from clinic.calendar import MINUTE, moment_of
from handlers.chores import Duty
from storage.jobs import Job, drop, plan
from storage.outside import outside
from storage.unit import Stale
from tests.support.books import RITA, SMILE
from tests.support.night import BERLIN, DAILY, DAY, HOUR, at, awake, founded, note, sets
from tests.support.stage import staged

NIGHT = at("02:30")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.db"


async def weekly(job: Job, duty: Duty) -> None:
    await note(job, duty)
    later = duty.calendar.day_of(job.due) + timedelta(days=7)
    plan(duty.unit, "weekly", later.isoformat(), duty.calendar.moment_at(later, 600))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_quarter_with_restarts_does_everything_once(path: Path, seed: int):
    chance, clock = random.Random(seed), founded(path, BERLIN, month=3, day=1)
    sets(path, clock, "closes", "19:00")
    end = moment_of(2026, 6, 1)
    async with awake(path, clock, {"weekly": weekly}, DAILY) as night:
        unit = night.office.unit(SMILE)
        plan(unit, "weekly", "2026-03-02", moment_of(2026, 3, 2, 9))
        await night.office.keep(unit)
    while clock.now() < end:
        async with awake(path, clock, {"weekly": weekly}, DAILY) as night:
            for _ in range(chance.randrange(1, 30)):
                clock.move(min(chance.randrange(1, 14 * HOUR), end - clock.now()))
                if chance.random() < 0.2:
                    await asyncio.sleep(0)
                    break  # and it is stopped right there
                await night.settles()
    async with awake(path, clock, {"weekly": weekly}, DAILY) as night:
        await night.settles()
        days = [key[:10] for _clinic, key, _at in night.done()]
        weeks = [key for _clinic, key, _at in night.done("weekly")]
        assert night.twice() == []
    assert days == [f"{date(2026, 3, 1) + timedelta(days=n)}" for n in range(92)]
    assert weeks == [f"{date(2026, 3, 2) + timedelta(weeks=n)}" for n in range(13)]


async def test_every_night_of_a_quarter_has_its_chore(path: Path):
    clock = founded(path, BERLIN, month=3, day=1)
    async with awake(path, clock, {}, NIGHT) as night:
        for _ in range(92):
            await night.passes(DAY)
        days = [key[:10] for _clinic, key, _at in night.done()]
    assert days == [f"{date(2026, 3, 2) + timedelta(days=n)}" for n in range(92)]


async def test_after_an_outage_of_three_days_the_chore_is_done_once_and_then_as_ever(path: Path):
    clock = founded(path, BERLIN)
    async with awake(path, clock, {"once": note}, DAILY) as night:
        unit = night.office.unit(SMILE)
        for hour in (30, 40, 90):
            plan(unit, "once", str(hour), clock.now() + hour * HOUR)
        await night.office.keep(unit)
        await night.passes(8 * HOUR)
    clock.move(3 * DAY)
    async with awake(path, clock, {"once": note}, DAILY) as night:
        await night.settles()
        await night.passes(DAY)
        assert night.times() == ["03-27 21:00", "03-30 22:00", "03-31 22:00"]
        assert [key for _clinic, key, _at in night.done("once")] == ["30", "40", "90"]


async def test_the_night_in_which_half_past_two_is_left_out_has_its_chore(path: Path):
    clock = founded(path, BERLIN, month=3, day=28)
    async with awake(path, clock, {}, NIGHT) as night:
        for _ in range(3 * 48):
            await night.passes(30 * MINUTE)
        assert night.times() == ["03-29 03:30", "03-30 02:30", "03-31 02:30"]


async def test_the_night_in_which_half_past_two_comes_twice_has_one_chore(path: Path):
    clock = founded(path, BERLIN, month=10, day=24)
    async with awake(path, clock, {}, NIGHT) as night:
        for _ in range(3 * 48):
            await night.passes(30 * MINUTE)
        assert night.times() == ["10-25 02:30", "10-26 02:30", "10-27 02:30"]
        assert night.done()[0][2] == moment_of(2026, 10, 25, 0, 30)


async def test_two_clinics_close_by_their_own_clocks(path: Path):
    clock = founded(path, BERLIN, "Asia/Vladivostok")
    async with awake(path, clock, {}, DAILY) as night:
        for _ in range(48):
            await night.passes(HOUR)
        done = night.done()
    assert {(clinic, at % DAY // HOUR) for clinic, _key, at in done} == {(1, 19), (2, 10)}
    assert [sum(clinic == each for clinic, _key, _at in done) for each in (1, 2)] == [2, 2]


async def test_a_new_hour_counts_at_once_even_after_the_old_one_of_the_day(path: Path):
    clock = founded(path, BERLIN)
    async with awake(path, clock, {}, DAILY) as night:
        await night.passes(8 * HOUR)
    sets(path, clock, "closes", "22:00")
    async with awake(path, clock, {}, DAILY) as night:
        for _ in range(30):
            await night.passes(HOUR)
        assert night.times() == ["03-27 21:00", "03-27 22:00", "03-28 22:00"]


async def test_a_chore_that_nobody_wants_any_more_is_not_done(path: Path):
    clock = founded(path, BERLIN)
    async with awake(path, clock, {}, at("19:00")) as night:
        await night.settles()
    async with awake(path, clock, {}, at(None)) as night:
        await night.passes(DAY)
        assert night.done() == []
        assert night.books.rows("SELECT kind FROM jobs") == []


@pytest.mark.parametrize("kind", ["daily", "once"])
async def test_a_failing_chore_is_put_off_tried_five_times_and_let_go(path: Path, kind: str):
    clock, tried = founded(path, BERLIN), []

    async def fails(job: Job, duty: Duty) -> None:
        tried.append(job.due)
        duty.unit.note("done", RITA, 0, kind=job.kind, key=job.key)
        raise LookupError

    closing_time = at("19:00")
    daily = type(closing_time)("daily", closing_time.due, fails)
    async with awake(path, clock, {"once": fails}, *([daily] if kind == "daily" else [])) as night:
        if kind == "once":
            unit = night.office.unit(SMILE)
            plan(unit, "once", "x", moment_of(2026, 3, 27, 18))
            await night.office.keep(unit)
        for _ in range(48):
            await night.passes(30 * MINUTE)
        assert night.done(kind) == []
        waiting = night.books.rows("SELECT due FROM jobs WHERE done IS NULL")
    assert len(tried) == 5
    assert all(later - sooner >= 10 * MINUTE for sooner, later in pairwise(tried))
    assert waiting == ([(moment_of(2026, 3, 28, 18),)] if kind == "daily" else [])


async def test_a_chore_that_was_overtaken_is_done_again_with_fresh_eyes(path: Path):
    clock, tries = founded(path, BERLIN), []

    async def overtaken(job: Job, duty: Duty) -> None:
        tries.append(job.attempts)
        if len(tries) < 3:
            raise Stale
        await note(job, duty)

    async with awake(path, clock, {"once": overtaken}) as night:
        unit = night.office.unit(SMILE)
        plan(unit, "once", "x", clock.now() + HOUR)
        await night.office.keep(unit)
        await night.passes(HOUR)
        assert (tries, len(night.done("once"))) == ([0, 0, 0], 1)


async def test_a_job_that_another_one_drops_is_not_done(path: Path):
    clock = founded(path, BERLIN)

    async def drops(job: Job, duty: Duty) -> None:
        await note(job, duty)
        drop(duty.unit, "second")

    async with awake(path, clock, {"first": drops, "second": note}) as night:
        unit = night.office.unit(SMILE)
        plan(unit, "first", "x", clock.now() + HOUR)
        plan(unit, "second", "x", clock.now() + HOUR + 1)
        await night.office.keep(unit)
        await night.passes(2 * HOUR)
        assert (len(night.done("first")), night.done("second")) == (1, [])


async def test_one_that_fails_for_the_last_time_and_was_dropped_stops_nobody(path: Path):
    clock = founded(path, BERLIN)

    async def fails(job: Job, duty: Duty) -> None:
        gone = night.office.unit(SMILE)
        drop(gone, "bad")
        await night.office.keep(gone)
        raise LookupError

    async with awake(path, clock, {"bad": fails, "good": note}) as night:
        unit = night.office.unit(SMILE)
        plan(unit, "bad", "x", clock.now() + HOUR)
        plan(unit, "good", "x", clock.now() + 2 * HOUR)
        await night.office.keep(unit)
        with closing(outside(path).connect()) as connection, connection.begin():
            connection.exec_driver_sql("UPDATE jobs SET attempts = 4 WHERE kind = 'bad'")
        await night.passes(HOUR)
        await night.passes(HOUR)
        assert len(night.done("good")) == 1


async def test_what_another_process_planned_is_done_when_the_bot_starts(tmp_path: Path):
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", RITA)
        clock = stage.clock
    with closing(outside(tmp_path / "clinic.db").connect()) as connection, connection.begin():
        connection.exec_driver_sql(
            "INSERT INTO jobs (id, clinic_id, kind, key, due) VALUES (5, 1, 'x', 'now', ?),"
            " (6, 1, 'x', 'later', ?)",
            (clock.now() - 1, clock.now() + DAY),
        )
    async with staged(tmp_path, clock, world=stage.world) as stage:
        await stage.app.settled()
        done = "SELECT key FROM jobs WHERE kind = 'x' AND done IS NOT NULL ORDER BY id"
        assert stage.rows(done) == [("now",)]
        clock.move(DAY)
        await stage.app.settled()
        assert stage.rows(done) == [("now",), ("later",)]
