"""The start: from nothing to the first getUpdates, against importing aiogram alone."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from benchmarks.entry import PAINTER, PEOPLE, TOKENS, UP_SECONDS
from benchmarks.figures import Findings, Target, ratios
from benchmarks.ground import fill
from benchmarks.processes import cpu_seconds, python
from playground.server import serve
from playground.world import World


async def measure(seed: int, rounds: int) -> Findings:
    """Return what so many interleaved starts took."""
    findings = Findings("start", seed, rounds)
    starts, imports = [], []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "clinic.db"
        fill(path, PEOPLE, PAINTER)
        for number in range(rounds + 1):
            pair = (await _start(path, seed), await _import())
            if number:  # the first of each only warms the disk's cache
                starts.append(pair[0])
                imports.append(pair[1])
    (wall, cpu), (bare, bare_cpu) = zip(*starts, strict=True), zip(*imports, strict=True)
    findings.add("start to first getUpdates / import", "ratio", ratios(wall, bare), Target(1.25))
    findings.add("the same in CPU", "ratio", ratios(cpu, bare_cpu))
    findings.add("start to first getUpdates", "s", wall)
    findings.add("import aiogram", "s", bare)
    findings.load.append(os.getloadavg()[0])
    return findings


async def _start(path: Path, seed: int) -> tuple[float, float]:
    """Return the seconds, and the CPU's, until the bot asks for updates."""
    loop, world = asyncio.get_running_loop(), World(seed)
    bot = world.add_bot(TOKENS["bot"])
    async with serve(world) as address:
        settings = {
            "BOT_TOKEN": TOKENS["bot"],
            "TELEGRAM_API_URL": address,
            "DATABASE_URL": f"sqlite:///{path}",
        }
        began = loop.time()
        async with python("-m", "bot", "run", settings=settings) as process:
            await world.until(lambda: bot.poll is not None, UP_SECONDS)
            return loop.time() - began, cpu_seconds(process.pid)


async def _import() -> tuple[float, float]:
    """Return the seconds, and the CPU's, of a process that does nothing but import aiogram."""
    loop, before = asyncio.get_running_loop(), os.times()
    began = loop.time()
    async with python("-c", "import aiogram") as process:
        await process.wait()
    seconds, after = loop.time() - began, os.times()
    cpu = after.children_user + after.children_system
    return seconds, cpu - before.children_user - before.children_system
