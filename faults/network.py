"""A bad network: refusals with and without a pause, answers cut off before and after."""

from __future__ import annotations

import asyncio

from faults.outcome import Outcome, conclude
from faults.stage import stage

ROUND_SECONDS = 1.0
SENDING = {
    "fail": [
        {"method": "sendMessage", "code": 429, "retry_after": 2, "share": 0.05},
        {"method": "sendMessage", "code": 500, "share": 0.05},
        {"method": "sendMessage", "code": 502, "share": 0.05},
        {"method": "getUpdates", "code": 502, "share": 0.1},
    ],
    "drop": [
        {"method": "sendMessage", "share": 0.05},
        {"method": "sendMessage", "share": 0.05, "after": True},
        {"method": "getUpdates", "share": 0.1},
        {"method": "getUpdates", "share": 0.1, "after": True},
    ],
    "delay": [{"method": "sendMessage", "seconds": 0.05}],
}


async def network(seed: int, rounds: int) -> Outcome:
    """Let a quarter of the answers fail on their way; all arrive in the end, in order."""
    outcome = Outcome("429, 5xx, cut connections")
    async with stage(seed) as town:
        await town.play.do("knobs", repeat=[1, 3], **SENDING)
        async with town.bot():
            for _ in range(rounds):
                await town.type(town.some(20), 1)
                await asyncio.sleep(ROUND_SECONDS)
            await conclude(town, outcome)
        faults = (await town.play.ask("knobs"))["faults"]
        happened = sum(fault["happened"] for fault in faults)
        outcome.figures["calls that failed"] = happened
        outcome.expect(all(fault["happened"] for fault in faults), "a fault never happened")
    return outcome
