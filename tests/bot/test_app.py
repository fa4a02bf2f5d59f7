"""A restart: forms half filled, updates not handled and letters not sent are where they were."""

import json
import logging
from pathlib import Path

import pytest

from bot.logs import set_up
from storage.outside import outside
from tests.support.stage import MORNING, TOKEN, Stage, staged, world_of_one_bot

OLGA = 501
BOT = int(TOKEN.split(":")[0])
AMOUNTS = "SELECT amount FROM visit_lines"
RECEIVED = (
    "INSERT INTO inbox (bot_id, update_id, number, chat_id, raw, received)"
    " VALUES (?, ?, ?, ?, ?, 0)"
)
WAITING = (
    "INSERT INTO outbox (id, bot_id, chat_id, method, payload, priority, state, due)"
    " VALUES (?, ?, ?, 'sendMessage', ?, 1, 'waiting', 0)"
)
CANARY = "CANARY77"


def left_behind(stage: Stage, statement: str, *rows: tuple[object, ...]) -> None:
    with outside(stage.path).begin() as connection:
        connection.exec_driver_sql(statement, list(rows))


async def test_a_form_half_filled_goes_on_after_a_restart(tmp_path: Path) -> None:
    world = world_of_one_bot()
    async with staged(tmp_path, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        olga = stage.actor("Olga", OLGA)
        await olga.sends("1042 hygiene 3500")
        await olga.taps("Edit")
        await olga.taps("Amount")
    async with staged(tmp_path, world=world) as stage:
        await stage.actor("Olga", OLGA).sends("4500")

        assert stage.rows(AMOUNTS) == [(450000,)]
        assert stage.rows("SELECT state FROM forms") == [(None,)]


async def test_updates_that_an_earlier_run_has_not_handled_are_handled_in_their_order(
    tmp_path: Path,
) -> None:
    world = world_of_one_bot()
    async with staged(tmp_path, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        await stage.actor("Olga", OLGA).sends("/help")
        [(raw,)] = stage.rows("SELECT raw FROM inbox")
    update = json.loads(raw)
    rows: list[tuple[object, ...]] = []
    for number, text in enumerate(("1 hygiene 100", "2 hygiene 200"), 1):
        message = update["message"] | {"message_id": 900 + number, "text": text, "entities": []}
        body = json.dumps({"update_id": 10 - number, "message": message}).encode()
        rows.append((BOT, 10 - number, number, OLGA, body))
    left_behind(stage, RECEIVED, *rows)
    async with staged(tmp_path, world=world) as stage:
        await stage.app.settled()

        assert stage.rows(AMOUNTS + " ORDER BY id") == [(10000,), (20000,)]
        assert [text[0] for text in stage.actor("Olga", OLGA).heard[1:]] == ["1", "2"]


async def test_letters_that_an_earlier_run_has_not_sent_are_sent(tmp_path: Path) -> None:
    world = world_of_one_bot()
    async with staged(tmp_path, world=world) as stage:
        await stage.actor("Olga", OLGA).sends("/help")
    letters = [
        (number << 22, BOT, OLGA, json.dumps({"chat_id": OLGA, "text": f"letter {number}"}))
        for number in (MORNING, MORNING + 1)
    ]
    left_behind(stage, WAITING, *letters)
    async with staged(tmp_path, world=world) as stage:
        await stage.app.settled()

        heard = stage.actor("Olga", OLGA).heard
        assert heard[1:] == [f"letter {MORNING}", f"letter {MORNING + 1}"]


async def test_an_update_handled_before_a_restart_is_not_handled_again(tmp_path: Path) -> None:
    world = world_of_one_bot()
    world.knobs.repeat(2)
    async with staged(tmp_path, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        await stage.actor("Olga", OLGA).sends("1042 hygiene 3500")
    world.bot.queue.next_number -= 1
    async with staged(tmp_path, world=world) as stage:
        await stage.app.settled()
        assert len(stage.rows(AMOUNTS)) == 1
        assert len(stage.actor("Olga", OLGA).heard) == 1


async def test_no_log_line_quotes_a_patient_or_the_token_whatever_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = world_of_one_bot()
    before = logging.root.handlers[:], logging.root.level
    set_up("DEBUG", TOKEN)
    try:
        async with staged(tmp_path, world=world) as stage:
            stage.add_clinic("Smile", OLGA)
            stage.has_written(OLGA)
            olga = stage.actor("Olga", OLGA)
            await olga.sends(f"#{CANARY} hygiene 3500 // {CANARY}")
            await olga.sends(f"#{CANARY} hygiene w9999 // {CANARY}")
            await olga.sends(f"/{CANARY}")
            olga.person.sends_fields({"text": CANARY, "entities": 7})
            await stage.settles()
            text = {"chat_id": OLGA, "text": f"<{CANARY}>", "parse_mode": "HTML"}
            stage.app.delivery.say_now("sendMessage", text)
            await olga.sends("/undo")
    finally:
        logging.root.handlers[:], logging.root.level = before
    log = capsys.readouterr().err

    assert "put aside" in log
    assert [line for line in log.splitlines() if CANARY.lower() in line.lower()] == []
    assert TOKEN not in log
