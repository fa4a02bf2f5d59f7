"""A full disk: everybody hears once that nothing is saved yet, and all is saved when there is room.

The database lies on a small tmpfs in a mount namespace of its own (``unshare -m``), which needs
the rights to mount; without them this scenario says that it did not run.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from bot.full_disk import KEPT
from clinic.words import Words, languages
from faults.outcome import Outcome, conclude
from faults.processes import ROOT
from faults.stage import Stage, stage
from faults.waiting import becomes

SIZE = "16m"
CHUNK = bytes(1 << 16)
BURST = 3
NAME = "full disk"
STAYS_FULL = 6.0
"""Seconds in which the bot tries again and again, and must tell nobody twice."""
HEARD_WITHIN = 60.0


async def full_disk(seed: int) -> Outcome:
    """Run the scenario in a process of its own, whose disk is a small one."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        process = await asyncio.create_subprocess_exec(
            *("unshare", "-m", sys.executable, "-m", "faults"),
            *("--seed", str(seed), "--small-disk", folder),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said, complaint = await process.communicate()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
    if process.returncode:
        reason = (complaint.decode().strip().splitlines() or ["?"])[-1]
        return Outcome(NAME, {"not run": reason}, ran=False)
    return Outcome(**json.loads(said))


async def on_small_disk(seed: int, folder: Path) -> Outcome:
    """Mount the small disk, fill it while people type, make room, and conclude."""
    mounting = await asyncio.create_subprocess_exec(
        *("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    )
    if await mounting.wait():
        sys.exit("a tmpfs cannot be mounted here")
    outcome = Outcome(NAME)
    async with stage(seed, database=folder / "clinic.db") as town, town.bot() as bot:
        await town.begin()
        await town.type(town.some(10), BURST)
        outcome.expect(await town.settled(), "it did not settle before the disk was full")
        told = await _typed_in_vain(town, folder / "ballast")
        await conclude(town, outcome)
        outcome.expect(bot.alive, "the bot died")
        twice = sum(count > 1 for count in told.values())
        outcome.figures |= {"told once": len(told) - twice, "told more than once": twice}
        outcome.expect(bool(told), "nobody was told: the disk was not full")
        outcome.expect(not twice, f"{twice} were told more than once")
    return outcome


async def _typed_in_vain(town: Stage, ballast: Path) -> dict[int, int]:
    """Return how often each chat was told, from the full disk until all is saved."""
    await asyncio.to_thread(_fill, ballast)
    chats = town.some(10)
    await town.type(chats, BURST)

    async def heard() -> bool:
        return bool(await _told(town, chats))

    await becomes(heard, HEARD_WITHIN)
    await town.type(chats, 1)
    await asyncio.sleep(STAYS_FULL)
    await asyncio.to_thread(ballast.unlink)
    await town.settled()
    return await _told(town, chats)


async def _told(town: Stage, chats: list[int]) -> dict[int, int]:
    notices = {Words.for_chat(language)(KEPT) for language in languages()}
    heard = {chat: await town.play.heard(chat) for chat in chats}
    told = {chat: sum(text in notices for text in texts) for chat, texts in heard.items()}
    return {chat: count for chat, count in told.items() if count}


def _fill(path: Path) -> None:
    """Write until there is no room left, down to the last byte."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(CHUNK)
    with path.open("ab", buffering=0) as file, suppress(OSError):
        while shutil.disk_usage(path.parent).free:
            file.write(b"\0")


def as_json(outcome: Outcome) -> str:
    """Return the outcome as the outer process reads it."""
    return json.dumps(asdict(outcome))
