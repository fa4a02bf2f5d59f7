"""What a monitor sees."""

from pathlib import Path

import aiohttp

from bot.health import watched
from tests.support.ports import free_port
from tests.support.stage import staged


async def test_a_monitor_sees_health_and_counts_but_no_patient(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", 501)
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


async def test_without_a_port_nothing_listens(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage, watched(stage.app, None):
        assert stage.app.lanes.busy.count == 0
