"""``python -m bot run`` as its operator starts it, against the local Bot API."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.stage import TOKEN

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60
"""Seconds for a start on a busy machine."""

SERVING = "Serving"
RUNNER = """
import json, sys
from bot.commandline import main
code = main(["run"])
print(json.dumps(sorted(sys.modules)))
sys.exit(code)
"""
"""The command, and then the modules that its process has loaded."""


@dataclass
class BotProcess:
    """A running bot: standard output says when it serves, standard error is its log."""

    process: asyncio.subprocess.Process
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    async def line(self) -> str:
        stream = self.process.stdout
        assert stream is not None
        async with asyncio.timeout(PATIENCE):
            return (await stream.readline()).decode()

    async def ended(self, sign: int = signal.SIGTERM) -> tuple[int, set[str]]:
        """Tell it to stop; return its exit code and the modules it had loaded."""
        self.process.send_signal(sign)
        modules = json.loads(await self.line())
        return await self.process.wait(), set(modules)


@asynccontextmanager
async def bot_process(database: Path, address: str, **more: str) -> AsyncIterator[BotProcess]:
    """Run the bot until the block ends; it serves when this is entered."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": address,
        "DATABASE_URL": f"sqlite:///{database}",
        "LC_ALL": "C.UTF-8",
        **more,
    }
    log_file = database.with_name("log.txt")
    with log_file.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            RUNNER,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            cwd=ROOT,
            env={**os.environ, **settings},
            limit=1 << 22,
        )
    try:
        running = BotProcess(process, log_file)
        assert SERVING in await running.line(), running.log
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
