"""A bad network: refusals with and without a pause, answers cut off before and after."""

from __future__ import annotations

import asyncio
from collections import Counter

from faults.outcome import Outcome, conclude
from faults.stage import stage

ROUND_SECONDS = 1.5
"""Longer than the bot waits after the first refusal: they must not pile up."""
FETCHING = (
    {"fail": [{"method": "getUpdates", "code": 502, "times": 1}]},
    {"drop": [{"method": "getUpdates", "times": 1}]},
    {"drop": [{"method": "getUpdates", "times": 1, "after": True}]},
)
"""What the next fetching of updates meets, round by round."""
SENDING = {
    "fail": [
        {"method": "sendMessage", "code": 429, "retry_after": 2, "share": 0.05},
        {"method": "sendMessage", "code": 500, "share": 0.05},
        {"method": "sendMessage", "code": 502, "share": 0.05},
    ],
    "drop": [
        {"method": "sendMessage", "share": 0.05},
        {"method": "sendMessage", "share": 0.05, "after": True},
    ],
    "delay": [{"method": "sendMessage", "seconds": 0.05}],
}


async def network(seed: int, rounds: int) -> Outcome:
    """Let a quarter of the answers fail on their way; all arrive in the end, in order."""
    outcome = Outcome("429, 5xx, cut connections")
    async with stage(seed) as town:
        await town.play.do("knobs", repeat=[1, 3], **SENDING)
        async with town.bot():
            await town.begin()
            for number in range(rounds):
                await town.play.do("knobs", **FETCHING[number % len(FETCHING)])
                await town.type(town.some(20), 1)
                await asyncio.sleep(ROUND_SECONDS)
            await conclude(town, outcome)
        faults = (await town.play.ask("knobs"))["faults"]
        happened = Counter({(fault["method"], fault["kind"]): 0 for fault in faults})
        for fault in faults:
            happened[fault["method"], fault["kind"]] += fault["happened"]
        outcome.figures["calls that failed"] = happened.total()
        for (method, kind), times in happened.items():
            outcome.expect(times > 0, f"no {method} met {kind}")
    return outcome
