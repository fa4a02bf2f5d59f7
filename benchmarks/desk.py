"""At the desk: how soon an entry is on disk at fifty a second, and how soon a person is answered.

Two parts, each with the bare echo beside it by turns. Fifty staff type fifty lines a second with
Telegram's send limits lifted; twenty people type ten a second and the bot keeps to those limits.
The local Bot API and the people are this process; nobody waits for an answer before he types.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.entry import PAINTER, TOKENS, UP_SECONDS
from benchmarks.figures import Findings, p99, ratios
from benchmarks.ground import fill, wrong_chats
from benchmarks.processes import python
from playground.server import serve
from playground.world import World

SECONDS = 60.0
QUICK_SECONDS = 5.0
WARM_SECONDS = 2.0
MS = 1000.0


@dataclass(frozen=True, slots=True)
class Load:
    """How many people type how many lines a second, and which limits the bot keeps to."""

    people: int
    a_second: int
    limits: str

    def __str__(self) -> str:
        """Return the load as a table shows it."""
        return f"{self.a_second}/s, limits {self.limits}"


LOADS = (Load(50, 50, "lifted"), Load(20, 10, "telegram"))


@dataclass(slots=True)
class Place:
    """The two crowds of one part, the database, and what its turns took."""

    bot: Crowd
    echo: Crowd
    path: Path
    times: Path
    answered: list[list[float]] = field(default_factory=list)
    echoed: list[list[float]] = field(default_factory=list)
    turns: list[tuple[float, float]] = field(default_factory=list)

    def committed(self) -> list[list[float]]:
        """Return the seconds from arrival to commit of each turn; the bot has ended."""
        kept = json.loads(self.times.read_text(encoding="utf-8"))
        return [
            [done - came for _, came, done in kept if begin <= came <= end]
            for begin, end in self.turns
        ]


async def measure(seed: int, rounds: int, seconds: float) -> Findings:
    """Return what so many rounds of each load found; a load's turns take so long together."""
    findings = Findings("desk", seed, rounds)
    for load in LOADS:
        await _part(load, seed, rounds, seconds / rounds, findings)
    findings.load.append(os.getloadavg()[0])
    return findings


async def _part(load: Load, seed: int, rounds: int, seconds: float, findings: Findings) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with _place(load, seed, Path(folder)) as place:
            for number in range(rounds):
                await _round(place, load, seconds, bot_first=number % 2 == 0)
        committed = place.committed()
        wrong = wrong_chats(place.path, place.bot.talks)
        findings.gate(not wrong, f"{load}: {wrong} people's lines are lost, doubled or disordered")
    _tell(findings, f"{load}: came to committed", committed)
    _tell(findings, f"{load}: typed to answered", place.answered)
    _tell(findings, f"{load}: typed to echoed", place.echoed)
    quotients = ratios([p99(turn) for turn in place.answered], [p99(turn) for turn in place.echoed])
    findings.add(f"{load}: p99 answered / echoed", "ratio", quotients)


def _tell(findings: Findings, name: str, turns: list[list[float]]) -> None:
    """Keep p50 and p99 of all turns as one, and p99 of each turn for its spread."""
    every = [wait for turn in turns for wait in turn]
    findings.gate(all(turns), f"{name}: a turn measured nothing")
    if all(turns):
        findings.add(f"{name}, p50", "ms", [p50(every) * MS])
        findings.add(f"{name}, p99", "ms", [p99(every) * MS])
        findings.add(f"{name}, p99 a turn", "ms", [p99(turn) * MS for turn in turns])


def p50(values: list[float]) -> float:
    """Return the value that half of all do not exceed."""
    return sorted(values)[(len(values) - 1) // 2]


async def _round(place: Place, load: Load, seconds: float, *, bot_first: bool) -> None:
    for is_bot in (bot_first, not bot_first):
        crowd, waits = (place.bot, place.answered) if is_bot else (place.echo, place.echoed)
        loop = asyncio.get_running_loop()
        began = loop.time()
        waits.append(await crowd.type_steadily(load.a_second, seconds, 1))
        if is_bot:
            place.turns.append((began, loop.time()))


@asynccontextmanager
async def _place(load: Load, seed: int, folder: Path) -> AsyncIterator[Place]:
    """Start bot and echo and let them warm up; the bot's times are on disk at the end."""
    world, path, times = World(seed), folder / "clinic.db", folder / "times.json"
    bots = {name: world.add_bot(token) for name, token in TOKENS.items()}
    fill(path, load.people, PAINTER)
    async with serve(world) as address:
        given = (str(path), TOKENS["bot"], address, str(times), load.limits)
        async with (
            python("-m", "benchmarks.echo", TOKENS["echo"], address),
            python("-m", "benchmarks.timed", *given),
        ):
            crowds = {name: Crowd(world, bots[name], load.people, seed) for name in bots}
            await world.until(lambda: all(bot.poll for bot in bots.values()), UP_SECONDS)
            for crowd in crowds.values():
                await crowd.type_steadily(load.a_second, WARM_SECONDS, 1)
            yield Place(crowds["bot"], crowds["echo"], path, times)
