"""Poison between good updates: it is put aside, and nobody else waits for it."""

from __future__ import annotations

from clinic.calendar import SECOND, SystemClock
from faults.outcome import Outcome, conclude
from faults.proxy import MARK, POISONS, proxy
from faults.stage import Stage, stage
from faults.waiting import becomes

MOST_DELAY = 5.0
GOOD = 2
"""Good messages of each chat before and after its poison."""
GIVEN_UP = 60.0


async def poison(seed: int) -> Outcome:
    """Give eight people a poison each, between their own good lines and everybody else's."""
    outcome = Outcome("poison between good updates")
    async with stage(seed) as town, proxy(town.address) as address:
        async with town.bot(address):
            await town.begin()
            slowest = await _poisoned(town)
            outcome.figures |= {"poisons": len(POISONS), "slowest good line, s": slowest}
            outcome.expect(slowest < MOST_DELAY, f"a good line waited {slowest} s")
            await conclude(town, outcome, frozenset({"aside"}))
        aside = town.look.left().aside
        outcome.figures["put aside"] = aside
        outcome.expect(aside > 0, "nothing was put aside: the poison was none")
    return outcome


async def _poisoned(town: Stage) -> float:
    """Return the seconds after which the last good line was on disk."""
    clock = SystemClock()
    eaters = town.some(len(POISONS))
    others = [chat for chat in town.some(40) if chat not in eaters]
    await town.type(eaters, GOOD)
    await town.play.say([(eater, MARK + name) for eater, name in zip(eaters, POISONS, strict=True)])
    await town.type([*eaters, *others], GOOD)
    told = clock.now()

    async def stored() -> bool:
        return sum(map(len, town.look.lines().values())) >= town.typed.count

    await becomes(stored, GIVEN_UP, 0.05)
    return round((clock.now() - told) / SECOND, 2)
