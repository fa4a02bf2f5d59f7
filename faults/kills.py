"""``kill -9`` while updates lie half done: nothing typed is lost, doubled or left unanswered."""

from __future__ import annotations

import asyncio
from itertools import count

from faults.outcome import Outcome, conclude
from faults.stage import GLANCE, Stage, stage
from faults.waiting import becomes

BURST = 20
LONGEST_LIFE = 1.0
"""Seconds that the bot lives on at most after work was seen; half of its lives end in the first
quarter."""
WORK_WITHIN = 5.0
ALONE = 8
"""Each so-manieth kill leaves the worker process to find out by itself."""


async def kills(seed: int, wanted: int, burst: int = BURST) -> Outcome:
    """Kill the bot until ``wanted`` kills have landed on work in flight, then let it finish."""
    outcome = Outcome("kill -9")
    in_flight: list[int] = []
    async with stage(seed) as town:
        await town.play.do("knobs", repeat=[2, 5])
        for attempt in count(1):
            undone = await _kill(town, burst, worker_too=attempt % ALONE > 0)
            in_flight += [undone] if undone else []
            if len(in_flight) >= wanted or attempt >= 2 * wanted:
                break
        outcome.figures |= {
            "kills that counted": len(in_flight),
            "kills that did not": attempt - len(in_flight),
            "in flight": in_flight,
        }
        outcome.expect(len(in_flight) >= wanted, f"only {len(in_flight)} kills counted")
        async with town.bot():
            await conclude(town, outcome)
            outcome.figures["deliveries"] = (await town.play.ask("queue"))["delivered"]
    return outcome


async def _kill(town: Stage, burst: int, worker_too: bool) -> int:
    """Start the bot, kill it at work, and return how many updates it has left undone.

    Nothing counts before the bot has written something itself: what an earlier kill has left is
    no work in flight.
    """
    await town.type(town.some(4), burst)
    before = town.look.pulse()
    async with town.bot() as bot:
        await town.until_up(before)
        await town.type(town.some(20), 1)
        await asyncio.sleep(LONGEST_LIFE * town.draw.random() ** 2)
        await _until_in_flight(town)
        await bot.kill(worker_too)
    return town.look.unhandled()


async def _until_in_flight(town: Stage) -> None:
    """Give a bot that has done everything more to do, and return when it has begun with that."""

    async def in_flight() -> bool:
        return town.look.unhandled() > 0

    if not await in_flight():
        await town.type(town.some(40), 1)
        await becomes(in_flight, WORK_WITHIN, GLANCE)
