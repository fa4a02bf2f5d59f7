"""What a monitor sees."""

from pathlib import Path

import aiohttp

from bot.health import watched
from clinic.calendar import MINUTE, SECOND
from storage.outside import outside
from tests.support.ports import free_port
from tests.support.stage import staged


async def test_a_monitor_sees_health_and_counts_but_no_patient(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", 501)
        stage.has_written(501)
        await stage.actor("Olga", 501).sends("#CANARY77 hygiene 3500")
        port = free_port()
        async with watched(stage.app, port), aiohttp.ClientSession() as monitor:
            async with monitor.get(f"http://127.0.0.1:{port}/health") as answer:
                assert (await answer.json())["status"] == "ok"
            async with monitor.get(f"http://127.0.0.1:{port}/metrics") as answer:
                figures = await answer.text()

    assert "clinicpulse_updates_total 1.0" in figures
    assert "clinicpulse_letters_waiting 0.0" in figures
    assert "CANARY77" not in figures


WAITING = (
    "INSERT INTO inbox (bot_id, update_id, number, chat_id, raw, received) VALUES (?,?,?,?,?,?)"
)
GIVEN_UP = "UPDATE inbox SET handled = 1, fault = 'put aside' WHERE update_id = 900"
DEAD = "UPDATE outbox SET state = 'dead'"


async def test_an_update_that_waits_for_over_a_minute_makes_the_bot_unwell(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        office, port = stage.app.office, free_port()
        row = (office.bot_id, 900, 1, 501, b"#CANARY77", office.clock.now())
        write(tmp_path, WAITING, row)
        async with watched(stage.app, port), aiohttp.ClientSession() as monitor:
            assert await health(monitor, port) == (200, None)
            stage.clock.move(MINUTE)
            assert await health(monitor, port) == (200, None)
            stage.clock.move(5 * SECOND)
            said = "an update has waited 65 s to be handled"
            assert await health(monitor, port) == (503, said)
            write(tmp_path, GIVEN_UP)
            assert await health(monitor, port) == (200, None)


async def test_a_monitor_counts_what_was_put_aside_and_what_died(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", 501)
        stage.has_written(501)
        await stage.actor("Olga", 501).sends("1042 hygiene 3500")
        write(tmp_path, WAITING, (stage.app.office.bot_id, 900, 1, 501, b"{}", 1))
        write(tmp_path, GIVEN_UP)
        write(tmp_path, DEAD)
        port = free_port()
        async with (
            watched(stage.app, port),
            aiohttp.ClientSession() as monitor,
            monitor.get(f"http://127.0.0.1:{port}/metrics") as answer,
        ):
            figures = await answer.text()

    assert "clinicpulse_updates_put_aside 1.0" in figures
    assert "clinicpulse_letters_dead 1.0" in figures


def write(folder: Path, statement: str, row: tuple[object, ...] = ()) -> None:
    with outside(folder / "clinic.db").begin() as connection:
        connection.exec_driver_sql(statement, row)


async def health(monitor: aiohttp.ClientSession, port: int) -> tuple[int, str | None]:
    async with monitor.get(f"http://127.0.0.1:{port}/health") as answer:
        return answer.status, (await answer.json()).get("reason")


async def test_without_a_port_nothing_listens(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage, watched(stage.app, None):
        assert stage.app.lanes.busy.count == 0
