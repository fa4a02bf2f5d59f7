"""The real process: it stops in time with nothing lost, stays small, and keeps secrets."""

import asyncio
from contextlib import closing
from pathlib import Path

from clinic.calendar import HandClock, SystemClock
from playground.people import Person
from playground.server import serve
from playground.world import World
from storage.database import open_reading, prepare
from storage.outside import outside
from storage.registry import add_clinic
from tests.support.bot_process import bot_process
from tests.support.stage import MORNING, MOSCOW, TOKEN, no_newcomers, staged, world_of_one_bot

HEAVY = {"pandas", "numpy", "scipy", "matplotlib"}
CANARY = "CANARY77"
LINES = range(1000, 1030)
UNHANDLED = "SELECT count(*) FROM inbox WHERE handled IS NULL"
WAITING = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
LOGGED = "SELECT count(*), count(DISTINCT patient_id) FROM visit_lines"
ENOUGH = 20.0


def clinic_of(folder: Path, owner: int) -> Path:
    path = folder / "clinic.db"
    prepare(path)
    with outside(path).begin() as connection:
        add_clinic(connection, HandClock(MORNING), {"name": "Smile", **MOSCOW}, owner)
    no_newcomers(path, owner)
    return path


def on_disk(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(open_reading(path)) as second:
        return second.execute(question).fetchall()


def olga_in(world: World) -> Person:
    return world.add_person(501, first_name="Olga", language_code="en")


async def says(person: Person, text: str) -> str:
    """What the bot's newest message says after this one."""
    person.sends(text)
    return (await person.hears(seconds=ENOUGH)).text


async def test_the_serving_process_never_loads_what_draws_and_logs_no_patient(
    tmp_path: Path,
) -> None:
    world, path = world_of_one_bot(), clinic_of(tmp_path, 501)
    olga = olga_in(world)
    async with serve(world) as address, bot_process(path, address, LOG_LEVEL="DEBUG") as bot:
        assert CANARY in await says(olga, f"#{CANARY} hygiene 3500 // {CANARY} was late")
        assert "1" in await says(olga, "/today")
        await says(olga, "/chart")
        assert olga.last.photo is not None
        await says(olga, f"#{CANARY} hygiene w9999 // {CANARY}")
        world.knobs.drop("getUpdates", times=1)
        world.knobs.drop("sendMessage", times=1)
        olga.sends_fields({"text": CANARY, "entities": 7})
        assert "not saved" in (await olga.hears(seconds=ENOUGH)).text
        code, modules = await bot.ended()
        log = bot.log

    assert code == 0
    assert {name.split(".")[0] for name in modules} & HEAVY == set()
    assert "aiogram" in modules
    assert "put aside" in log
    assert [line for line in log.splitlines() if CANARY in line] == []
    assert TOKEN not in log
    assert "was late" not in log


async def test_sigterm_with_work_under_way_ends_in_time_and_loses_nothing(tmp_path: Path) -> None:
    world, path = world_of_one_bot(), clinic_of(tmp_path, 501)
    olga, loop = olga_in(world), asyncio.get_running_loop()
    async with serve(world) as address, bot_process(path, address) as bot:
        await says(olga, "/help")
        for number in LINES:
            olga.sends(f"{number} hygiene 3500")
        await olga.hears(seconds=ENOUGH)
        began = loop.time()
        assert (await bot.ended())[0] == 0
        assert loop.time() - began < 10
    assert on_disk(path, WAITING) > [(0,)], "the limit of a chat leaves letters under way"

    async with staged(tmp_path, SystemClock(), world=world) as stage:
        await world.until(lambda: len(cards_of(olga)) >= len(LINES), seconds=ENOUGH)
        await stage.app.settled()
    assert list(dict.fromkeys(cards_of(olga))) == list(LINES)
    assert on_disk(path, LOGGED) == [(len(LINES), len(LINES))]
    assert on_disk(path, UNHANDLED) == on_disk(path, WAITING) == [(0,)]


def cards_of(person: Person) -> list[int]:
    """The codes of the cards in the person's chat, as they came."""
    texts = [message.text for message in person.sees if message.from_bot]
    return [int(text.split()[0]) for text in texts if text[0].isdigit()]
