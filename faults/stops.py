"""SIGTERM under load: the bot is gone within ten seconds, and the next run takes up the rest."""

from __future__ import annotations

import asyncio

from faults.outcome import Outcome, conclude
from faults.processes import STOP_SECONDS
from faults.stage import Stage, stage

BURST = 20
LONGEST_LIFE = 1.5


async def stops(seed: int, wanted: int, burst: int = BURST) -> Outcome:
    """Stop the bot until ``wanted`` stops came while work was waiting, then let it finish."""
    outcome = Outcome("SIGTERM under load")
    under_load, slowest = 0, 0.0
    async with stage(seed) as town:
        await town.play.do("knobs", repeat=[2, 5])
        for _attempt in range(2 * wanted):
            seconds, code, loaded = await _stop(town, burst)
            slowest = max(slowest, seconds)
            under_load += loaded
            outcome.expect(seconds <= STOP_SECONDS, f"one stop took {seconds:.1f} s")
            outcome.expect(code == 0, f"one stop ended with {code}")
            if under_load >= wanted:
                break
        outcome.figures |= {"stops under load": under_load, "slowest stop, s": round(slowest, 2)}
        outcome.expect(under_load >= wanted, f"only {under_load} stops came under load")
        async with town.bot():
            await conclude(town, outcome)
    return outcome


async def _stop(town: Stage, burst: int) -> tuple[float, int, bool]:
    """Return how long the stop took, the exit code, and whether work was waiting."""
    before = town.look.pulse()
    await town.type(town.some(4), burst)
    async with town.bot() as bot:
        await town.until_up(before)
        await asyncio.sleep(town.draw.uniform(0, LONGEST_LIFE))
        await town.type(town.some(40), 2)
        loaded = bool(town.look.unhandled() or town.look.waiting() or await town.play.waiting())
        return (*await bot.stop(), loaded)
