"""The two processes of a scenario: the local Bot API, and the bot as its operator starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from clinic.calendar import SECOND, SystemClock

ROOT = Path(__file__).parent.parent
TOKEN = "4242424242:AAFaultSuiteTokenOfNoSecretValue_42"  # noqa: S105 - the local Bot API's only
STOP_SECONDS = 10.0
"""Within so many seconds of SIGTERM the bot must be gone."""


class Bot:
    """One run of the bot."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take a process that leads a group of its own."""
        self._process = process

    @property
    def alive(self) -> bool:
        """Return whether it runs."""
        return self._process.returncode is None

    async def kill(self, worker_too: bool) -> None:
        """End it by ``kill -9``, alone or, as a container's end does, with its worker."""
        if worker_too:
            self._end_group()
        else:
            self._process.kill()
        await self._process.wait()

    async def stop(self) -> tuple[float, int]:
        """End it by SIGTERM; return the seconds it took and its exit code."""
        clock = SystemClock()
        told = clock.now()
        self._process.terminate()
        code = await asyncio.wait_for(self._process.wait(), 3 * STOP_SECONDS)
        return (clock.now() - told) / SECOND, code

    def end(self) -> None:
        """End whatever is left of it."""
        if self.alive:
            self._end_group()

    def _end_group(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)


@asynccontextmanager
async def bot(database: Path, api_url: str, log: Path) -> AsyncIterator[Bot]:
    """Run the bot on a database; its log is appended to a file."""
    told = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    with log.open("ab") as said:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env={**os.environ, **told},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
    running = Bot(process)
    try:
        yield running
    finally:
        running.end()
        await process.wait()


@asynccontextmanager
async def playground(people: int, seed: int) -> AsyncIterator[str]:
    """Run the local Bot API with so many people; yields its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "playground", "--port", "0", "--token", TOKEN),
        *("--people", str(people), "--seed", str(seed), "--history", "1000000", "--quiet"),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        line = await process.stdout.readline() if process.stdout else b""
        yield line.decode().strip()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
