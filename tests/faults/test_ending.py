"""A run that is told to end leaves no process behind."""

import asyncio
import signal
import sys
from pathlib import Path

from faults.__main__ import BROKEN_OFF
from faults.processes import ROOT
from faults.waiting import becomes


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def processes() -> set[int]:
    return {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}


async def test_a_run_that_is_told_to_end_ends_the_processes_it_started() -> None:
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "faults", "--quick", "--only", "seeded"), cwd=ROOT
    )
    children: list[int] = []

    async def both_started() -> bool:
        children[:] = children_of(run.pid)
        return len(children) == 2

    try:
        assert await becomes(both_started, within=60)
        run.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(run.wait(), 30) == BROKEN_OFF
    finally:
        if run.returncode is None:
            run.kill()
            await run.wait()
    assert not set(children) & processes()
