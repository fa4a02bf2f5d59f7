"""``python -m faults``: every scenario in turn, a table, and build/faults.json."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from clinic.calendar import SECOND, SystemClock
from faults.chats import chats
from faults.crowd import crowd
from faults.full_disk import as_json, full_disk, on_small_disk
from faults.kills import kills
from faults.network import network
from faults.outcome import Outcome, in_towns
from faults.poison import poison
from faults.repeats import repeats
from faults.report import show, write
from faults.seeded import seeded
from faults.stops import stops

LONGEST = 3600.0
"""Seconds after which a scenario is given up and counts as missed."""

BROKEN_OFF = 130
"""The exit code of a run that was told to end."""

Scenario = Callable[[], Awaitable[Outcome]]


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; return 0 when every scenario has run and held."""
    asked = _parser().parse_args(arguments)
    work = _run(asked) if asked.small_disk is None else _inside(asked)
    try:
        return asyncio.run(_tidily(work))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return BROKEN_OFF


async def _tidily(work: Coroutine[Any, Any, int]) -> int:
    """Let SIGTERM break the work off as Ctrl-C does, so that no process of ours stays behind."""
    this = asyncio.current_task()
    if this is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    return await work


def _parser() -> argparse.ArgumentParser:
    known = list(_scenarios())
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance")
    parser.add_argument("--kills", type=int, help="kill -9 that land on work in flight (100)")
    parser.add_argument("--stops", type=int, help="SIGTERM under load (20)")
    parser.add_argument("--towns", type=int, default=2, help="run kills and stops so many abreast")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", choices=known, help="of: " + ", ".join(known)
    )
    parser.add_argument("--small-disk", type=Path, help=argparse.SUPPRESS)
    return parser


def _scenarios(
    seed: int = 1, killed: int = 100, stopped: int = 20, towns: int = 1, quick: bool = False
) -> dict[str, Scenario]:
    """Return what can be run, in its order."""
    return {
        "seeded": lambda: seeded(seed),
        "repeats": lambda: repeats(seed, 10 if quick else 60),
        "poison": lambda: poison(seed),
        "chats": lambda: chats(seed),
        "disk": lambda: full_disk(seed),
        "network": lambda: network(seed, 5 if quick else 30),
        "crowd": lambda: crowd(seed, *((100, 4.0) if quick else (1000, 20.0))),
        "stops": lambda: in_towns(stops, seed, stopped, towns),
        "kills": lambda: in_towns(kills, seed, killed, towns),
    }


async def _run(asked: argparse.Namespace) -> int:
    killed = asked.kills or (10 if asked.quick else 100)
    stopped = asked.stops or (2 if asked.quick else 20)
    scenarios = _scenarios(asked.seed, killed, stopped, asked.towns, asked.quick)
    outcomes = []
    for name in asked.only or scenarios:
        outcomes.append(await _timed(name, scenarios[name]))
        show(outcomes[-1])
    about = {"seed": asked.seed, "kills": killed, "stops": stopped, "quick": asked.quick}
    print(f"written to {write(outcomes, dict(about))}")
    return int(any(outcome.misses or not outcome.ran for outcome in outcomes))


async def _inside(asked: argparse.Namespace) -> int:
    """Run the part of the full disk that needs a disk of its own."""
    print(as_json(await on_small_disk(asked.seed, asked.small_disk)))
    return 0


async def _timed(name: str, scenario: Scenario) -> Outcome:
    """Return the scenario's outcome with its time; one that fails or never ends is a miss."""
    clock = SystemClock()
    began = clock.now()
    try:
        outcome = await asyncio.wait_for(scenario(), LONGEST)
    except (TimeoutError, RuntimeError, OSError) as fault:
        outcome = Outcome(name, misses=[f"it broke off: {type(fault).__name__} {fault}"])
    outcome.seconds = (clock.now() - began) / SECOND
    return outcome


if __name__ == "__main__":
    sys.exit(main())
