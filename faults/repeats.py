"""Every update delivered two to five times, mixed, in bursts of twenty messages a chat."""

from __future__ import annotations

from faults.outcome import Outcome, conclude
from faults.stage import STAFF, stage

BURST = 20


async def repeats(seed: int, chats: int) -> Outcome:
    """Deliver bursts again and again; each line counts once, in the order typed."""
    outcome = Outcome("deliveries repeated, bursts of 20")
    async with stage(seed) as town:
        await town.play.do("knobs", repeat=[2, 5])
        async with town.bot():
            await town.type(town.some(min(chats, STAFF)), BURST)
            await conclude(town, outcome)
            outcome.figures["deliveries"] = (await town.play.ask("queue"))["delivered"]
        outcome.expect(
            not outcome.figures["repeated answers"], "an answer was repeated though nothing failed"
        )
    return outcome
