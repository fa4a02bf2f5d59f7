"""What a scenario has shown: its figures, and what it missed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from faults.checks import compare
from faults.stage import Stage

Shared = Callable[[int, int], Coroutine[Any, Any, "Outcome"]]
"""A scenario of so many rounds: its seed, its rounds."""

Figure = int | float | str | list[int]


@dataclass(slots=True)
class Outcome:
    """One scenario's result; without misses it has held."""

    name: str
    figures: dict[str, Figure] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    ran: bool = True
    seconds: float = 0.0

    def expect(self, holds: bool, otherwise: str) -> None:
        """Write down a miss unless it holds."""
        if not holds:
            self.misses.append(otherwise)

    def join(self, other: Outcome) -> None:
        """Take in the result of the same scenario on another stage: counts add up."""
        for name, figure in other.figures.items():
            mine = self.figures.get(name)
            if isinstance(figure, list) and isinstance(mine, list):
                self.figures[name] = mine + figure
            elif isinstance(figure, float) and isinstance(mine, float):
                self.figures[name] = max(mine, figure)
            elif isinstance(figure, int) and isinstance(mine, int):
                self.figures[name] = mine + figure
            else:
                self.figures[name] = figure
        self.misses += other.misses


async def in_towns(scenario: Shared, seed: int, wanted: int, towns: int) -> Outcome:
    """Share a scenario's rounds among towns side by side, and return what they show together.

    A start of the bot is the work of one core: the others would be idle meanwhile.
    """
    towns = min(towns, wanted)
    shares = [(wanted + town) // towns for town in range(towns)]
    try:
        async with asyncio.TaskGroup() as tasks:
            running = [
                tasks.create_task(scenario(seed + town, share)) for town, share in enumerate(shares)
            ]
    except ExceptionGroup as faults:
        raise faults.exceptions[0] from faults
    together, *others = [task.result() for task in running]
    for other in others:
        together.join(other)
    return together


NONE: frozenset[str] = frozenset()
NOBODY: frozenset[int] = frozenset()


async def conclude(
    stage: Stage,
    outcome: Outcome,
    may_stay: frozenset[str] = NONE,
    unowed: frozenset[int] = NOBODY,
) -> None:
    """Let the running bot finish, then write down what was lost, doubled, silent or disordered.

    ``may_stay`` names what may lie in the post of this scenario (``aside``, ``dead``), ``unowed``
    the chats that had shut the bot out, so that their answers are not owed.
    """
    settled = await stage.settled()
    outcome.expect(settled, f"it never settled; the log ends: {stage.last_words()}")
    findings = compare(await stage.chats(unowed))
    outcome.figures |= {
        "lines": stage.typed.count,
        "lost": findings.lost,
        "doubled": findings.doubled,
        "unanswered": findings.unanswered,
        "disordered": findings.disordered,
        "repeated answers": findings.repeated,
    }
    left = {name: count for name, count in stage.look.left().wrong.items() if name not in may_stay}
    for name, count in {**findings.wrong, **left}.items():
        outcome.misses.append(f"{name}: {count}")
    for name in stage.look.unsound():
        outcome.misses.append(f"unsound: {name}")
    outcome.expect(not stage.indiscreet(), "the log shows codes or the token")
