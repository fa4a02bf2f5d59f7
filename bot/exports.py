"""Workbooks for chats: the serving process starts another one, and never loads what writes them."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.reports import ROOT
from clinic.errors import Refusal
from clinic.marks import mark as _

PATIENCE = 600.0
"""Seconds: a hundred thousand lines take about ten."""

MOST_BYTES = 50_000_000
"""Telegram takes no larger document from a bot."""


class NotExported(Refusal):
    """The other process failed or took too long; nothing is left of it."""

    template = _("The file could not be written just now. Nothing is lost: ask again.")


class TooLarge(Refusal):
    """Telegram does not carry so large a file."""

    template = _("The file is larger than Telegram carries. On the server: python -m bot export")


class Exports:
    """Writes workbooks for chats, each in a process of its own, one at a time."""

    def __init__(self, database: Path, patience: float = PATIENCE) -> None:
        """Take the database, and how many seconds a file may take."""
        self._database = database
        self._patience = patience
        self._turn = asyncio.Lock()

    async def workbook(self, clinic_id: int, language: str, money: bool) -> bytes:
        """Return a clinic's workbook; nothing of it stays on disk.

        Raises NotExported or TooLarge.
        """
        async with self._turn:
            with tempfile.TemporaryDirectory(prefix="clinicpulse-") as folder:
                path = Path(folder) / "clinic.xlsx"
                await self._run(str(clinic_id), str(path), language, "1" if money else "0")
                if not path.exists():
                    raise NotExported
                if path.stat().st_size > MOST_BYTES:
                    raise TooLarge
                return await asyncio.to_thread(path.read_bytes)

    async def _run(self, *arguments: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.exporting", str(self._database.resolve()), *arguments),
            cwd=ROOT,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            await asyncio.wait_for(process.wait(), self._patience)
        except TimeoutError as fault:
            raise NotExported from fault
        finally:  # also when the bot stops: the question waits for the next start then
            if process.returncode is None:
                process.kill()
                await process.wait()
