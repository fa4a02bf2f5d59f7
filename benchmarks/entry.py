"""An entry's way: typed by 200 people at once, saved durably, answered, against a bare echo.

Both long-poll the same local Bot API, which is this process; the people live in it too. Telegram's
send limits are lifted on both sides.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.crowd import Crowd, Painter
from benchmarks.figures import Findings, Target, p99, ratios
from benchmarks.ground import CLINICS, fill, wrong_chats
from benchmarks.processes import children, cpu_seconds, memory, python
from playground.bots import Bot
from playground.server import serve
from playground.world import World

TOKENS = {
    "echo": "4242424242:AAEchoTokenOfNoSecretValue_42",
    "bot": "4343434343:AABenchTokenOfNoSecretValue_43",
}
PEOPLE = 200
PAINTER = PEOPLE + 1
BURST = 5
TURNS = 8
A_SECOND = 100
UP_SECONDS = 60.0
MIB = 1 << 20


@dataclass(slots=True)
class Side:
    """The bot or the echo: its process, its people, and what its rounds took."""

    pid: int
    crowd: Crowd
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def turn(self, lines: int) -> tuple[float, float]:
        """Let everybody converse; return the seconds that it took, and the CPU's."""
        before = cpu_seconds(self.pid)
        seconds = await self.crowd.converse(lines)
        return seconds, cpu_seconds(self.pid) - before


@dataclass(slots=True)
class Town:
    """Both sides, the one who asks for charts, and the database."""

    bot: Side
    echo: Side
    painter: Painter
    path: Path


async def measure(seed: int, rounds: int, lines: int, seconds: float) -> Findings:
    """Return what the rounds found: so many lines each, so many seconds beside charts."""
    findings = Findings("entry", seed, rounds)
    async with _town(seed) as town:
        await town.bot.crowd.burst(BURST)
        await town.echo.crowd.burst(BURST)
        await _converse(town, rounds, lines, findings)
        await _beside_charts(town, rounds, seconds, findings)
        _weigh(town, findings)
        wrong = wrong_chats(town.path, town.bot.crowd.talks)
        findings.gate(not wrong, f"{wrong} people's lines are lost, doubled or out of order")
    findings.load.append(os.getloadavg()[0])
    return findings


@asynccontextmanager
async def _town(seed: int) -> AsyncIterator[Town]:
    world = World(seed)
    bots = {name: world.add_bot(token) for name, token in TOKENS.items()}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "clinic.db"
        fill(path, PEOPLE, PAINTER)
        async with (
            serve(world) as address,
            python("-m", "benchmarks.echo", TOKENS["echo"], address) as echo,
            python("-m", "benchmarks.serve", str(path), TOKENS["bot"], address) as bot,
        ):
            crowds = {name: Crowd(world, bots[name], PEOPLE, seed) for name in bots}
            painter = Painter(world, bots["bot"], PAINTER)
            await world.until(lambda: all(map(_polls, bots.values())), UP_SECONDS)
            yield Town(Side(bot.pid, crowds["bot"]), Side(echo.pid, crowds["echo"]), painter, path)


def _polls(bot: Bot) -> bool:
    return bot.poll is not None


async def _converse(town: Town, rounds: int, lines: int, findings: Findings) -> None:
    began, cpu = asyncio.get_running_loop().time(), time.process_time()
    for _ in range(rounds):
        await _round([town.bot, town.echo], lines)
    busy = (time.process_time() - cpu) / (asyncio.get_running_loop().time() - began)
    bot, echo = town.bot, town.echo
    rates, costs = ratios(bot.rates, echo.rates), ratios(bot.cpu, echo.cpu)
    findings.add("entries saved and answered / echoes", "ratio", rates, Target(0.90, True))
    findings.add("CPU of an entry / of an echo", "ratio", costs, Target(1.15))
    findings.add("entries", "1/s", bot.rates)
    findings.add("echoes", "1/s", echo.rates)
    findings.add("CPU of an entry", "ms", [1000 * each for each in bot.cpu])
    findings.add("CPU of an echo", "ms", [1000 * each for each in echo.cpu])
    findings.add("the local Bot API and its people", "share of a core", [busy])


async def _round(pair: list[Side], lines: int) -> None:
    """Let both sides converse by short turns, so that what else the machine does hits both."""
    seconds, cpu = [0.0, 0.0], [0.0, 0.0]
    for turn in range(TURNS):
        for side in (0, 1) if turn % 2 else (1, 0):
            took, used = await pair[side].turn(lines // TURNS)
            seconds[side] += took
            cpu[side] += used
    for side, each in enumerate(pair):
        each.rates.append(lines / seconds[side])
        each.cpu.append(cpu[side] / lines)


async def _beside_charts(town: Town, rounds: int, seconds: float, findings: Findings) -> None:
    """Let one clinic's people type, so that each of its charts shows something new."""
    crowd, painter = town.bot.crowd, town.painter
    painter.start()  # the worker's first chart takes a second longer
    await painter.stop()
    alone, beside, charts = [], [], []
    for _ in range(rounds):
        alone.append(p99(await crowd.type_steadily(A_SECOND, seconds, CLINICS)))
        drawn = painter.pictures
        painter.start()
        beside.append(p99(await crowd.type_steadily(A_SECOND, seconds, CLINICS)))
        charts.append((painter.pictures - drawn) / seconds)
        await painter.stop()
    p99_ratios = ratios(beside, alone)
    findings.add("p99 of an entry beside charts / without", "ratio", p99_ratios, Target(1.3))
    findings.add("p99 of an entry without charts", "ms", [1000 * each for each in alone])
    findings.add("p99 of an entry beside charts", "ms", [1000 * each for each in beside])
    findings.add("charts drawn meanwhile", "1/s", charts)
    findings.gate(min(charts) > 0, "no chart was drawn beside the entries")


def _weigh(town: Town, findings: Findings) -> None:
    echo, bot = memory(town.echo.pid), memory(town.bot.pid)
    workers = [memory(pid) for pid in children(town.bot.pid)]
    share = bot["Rss"] / echo["Rss"]
    whole = (bot["Pss"] + sum(worker["Pss"] for worker in workers)) / MIB
    findings.add("memory (RSS) of the bot / of the echo", "ratio", [share], Target(1.35))
    findings.add("bot and warm worker (PSS)", "MiB", [whole], Target(400))
    findings.add("echo (RSS)", "MiB", [echo["Rss"] / MIB])
    findings.add("bot (RSS)", "MiB", [bot["Rss"] / MIB])
