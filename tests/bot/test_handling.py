"""Handling: one bad update stops nobody, a refusal writes nothing, a full disk is waited out."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

import bot.app
from bot.full_disk import KEPT as KEPT_TEXT
from bot.handling import NOT_SAVED, TRIES
from bot.office import PAUSE
from handlers import visits
from handlers.reach import NoSuchLine
from storage.database import open_writing
from storage.outside import outside
from storage.registry import add_member
from tests.support.books import new_database
from tests.support.post import PatientClock
from tests.support.stage import TOKEN, Actor, Stage, staged

OLGA, RITA = 501, 502
POISON: dict[str, Any] = {"text": "POISON", "entities": 7}
FAULTS = "SELECT attempts, fault, handled IS NOT NULL FROM inbox WHERE fault IS NOT NULL"
LINES = "SELECT code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id ORDER BY v.id"
LARGE = "// " + "x" * 400


@pytest.fixture
def written_by(monkeypatch: pytest.MonkeyPatch) -> list[aiosqlite.Connection]:
    """The application's own writing connection, so that its disk can be filled."""
    connections: list[aiosqlite.Connection] = []

    async def opened(path: Path) -> aiosqlite.Connection:
        connections.append(await open_writing(path))
        return connections[-1]

    monkeypatch.setattr(bot.app, "open_writing", opened)
    return connections


@pytest.fixture
async def stage(tmp_path: Path, written_by: list[aiosqlite.Connection]) -> AsyncIterator[Stage]:
    async with staged(tmp_path, PatientClock()) as ready:
        ready.add_clinic("Smile", OLGA)
        ready.has_written(OLGA)
        yield ready


@pytest.fixture
def olga(stage: Stage) -> Actor:
    return stage.actor("Olga", OLGA)


async def test_a_poison_update_is_put_aside_and_the_next_ones_are_handled(stage, olga, caplog):
    await olga.sends("1 hygiene 100")
    olga.person.sends_fields(POISON)
    await olga.sends("2 hygiene 200")

    assert stage.rows(LINES) == [("1", 10000), ("2", 20000)]
    assert stage.rows(FAULTS) == [(TRIES, "put aside", 1)]
    assert olga.heard[1] == NOT_SAVED
    assert olga.heard[2].startswith("2 · ")
    assert caplog.text.count("failed (") == TRIES
    assert "POISON" not in caplog.text


async def test_a_strangers_poison_is_put_aside_in_silence(stage):
    sasha = stage.actor("Sasha", 701)
    sasha.person.sends_fields(POISON)
    await stage.settles()

    assert stage.rows(FAULTS) == [(TRIES, "put aside", 1)]
    assert sasha.heard == []


async def test_a_handler_that_crashes_writes_nothing_and_says_so(stage, olga, monkeypatch, caplog):
    def crash(*_any: object) -> None:
        raise ValueError("CANARY77 of the update")

    monkeypatch.setattr(visits, "read_visits", crash)
    await olga.sends("1 hygiene 100")
    monkeypatch.undo()
    await olga.sends("2 hygiene 200")

    assert stage.rows(LINES) == [("2", 20000)]
    assert olga.heard[0] == NOT_SAVED
    assert "ValueError" in caplog.text
    assert "CANARY77" not in caplog.text


async def test_a_failure_that_passes_is_no_failure(stage, olga, monkeypatch):
    read, failures = visits.read_visits, [ValueError("once"), ValueError("twice")]

    def stumble(*given: Any) -> object:
        if failures:
            raise failures.pop()
        return read(*given)

    monkeypatch.setattr(visits, "read_visits", stumble)
    await olga.sends("1 hygiene 100")

    assert stage.rows(LINES) == [("1", 10000)]
    assert [text.split()[0] for text in olga.heard] == ["1"]


async def test_attempts_of_an_earlier_run_count(tmp_path, caplog):
    caplog.set_level(logging.ERROR)
    path = new_database(tmp_path / "clinic.db")
    raw = json.dumps({"update_id": 5, "message": {"chat": {"id": 9}, **POISON}}).encode()
    with outside(path).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO inbox (bot_id, update_id, number, chat_id, raw, received, attempts)"
            " VALUES (?, 5, 1, 9, ?, 0, 2)",
            (int(TOKEN.split(":")[0]), raw),
        )
    async with staged(tmp_path) as stage:
        await stage.app.settled()
        assert stage.rows(FAULTS) == [(TRIES, "put aside", 1)]
    assert caplog.text.count("failed (3 of 3)") == caplog.text.count("failed (") == 1


async def test_a_refusal_writes_nothing_of_its_message(stage, olga):
    await olga.sends("1 hygiene 100\n2 hygiene w9999")

    assert stage.rows(LINES) == []
    assert "line 2" in olga.sees.lower()
    assert stage.rows("SELECT count(*) FROM inbox WHERE handled IS NULL") == [(0,)]
    assert stage.rows("SELECT count(*) FROM patients") == [(0,)]


async def test_a_refusal_that_comes_late_takes_back_what_was_put_into_the_unit(
    stage, olga, monkeypatch
):
    def refuse(*_any: object) -> None:
        raise NoSuchLine

    monkeypatch.setattr(visits, "show_anew", refuse)
    await olga.sends("1 hygiene 100")

    assert stage.rows(LINES) == []
    assert stage.rows("SELECT count(*) FROM audit WHERE action = 'visit logged'") == [(0,)]
    assert "I don't find this entry" in olga.sees


async def test_whoever_was_not_fast_enough_is_handled_again_with_the_new_truth(stage, monkeypatch):
    colleagues, read, times = [], visits.read_visits, []

    def counting(*given: Any) -> object:
        times.append(1)
        return read(*given)

    monkeypatch.setattr(visits, "read_visits", counting)
    for number in range(600, 610):
        with outside(stage.path).begin() as connection:
            add_member(connection, 1, (number, str(number)), "staff", 0)
        colleagues.append(stage.actor(str(number), number))
    stage.has_written(*range(600, 610))
    for colleague in colleagues:
        colleague.person.sends("#new hygiene 100")
    await stage.settles()

    assert stage.rows("SELECT code FROM patients") == [("new",)]
    assert len(stage.rows(LINES)) == 10
    assert len(times) > 10
    assert all(len(colleague.heard) == 1 for colleague in colleagues)


async def test_a_full_disk_is_said_once_and_the_line_is_saved_when_there_is_room(
    stage, olga, written_by, caplog
):
    await olga.sends("/help")
    [(pages,)] = stage.rows("PRAGMA page_count")
    await written_by[0].execute(f"PRAGMA max_page_count={pages}")
    for number in range(8):
        olga.person.sends(f"{number} hygiene 100 {LARGE}")
    await stage.world.until(lambda: KEPT_TEXT in olga.heard)
    for _ in range(3):
        stage.clock.move(PAUSE)
        await asyncio.sleep(0)
    await written_by[0].execute("PRAGMA max_page_count=4294967294")
    saving = asyncio.ensure_future(stage.settles())
    while not saving.done():
        stage.clock.move(PAUSE)
        await asyncio.wait([saving], timeout=0.02)
    await saving

    assert [code for code, _ in stage.rows(LINES)] == list(map(str, range(8)))
    assert olga.heard.count(KEPT_TEXT) == 1
    assert stage.rows(FAULTS) == []
