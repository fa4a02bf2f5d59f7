"""The bot as ``benchmarks.serve`` runs it, and when each update came and was on disk.

Run as ``python -m benchmarks.timed DATABASE TOKEN ADDRESS TIMES LIMITS`` until SIGTERM; LIMITS is
``telegram`` for what ``python -m bot run`` keeps to, or ``lifted``. TIMES becomes a JSON list of
(update, came, on disk): seconds of the machine's own clock, which all its processes share.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot.app import App, Plan, running
from bot.buckets import UNLIMITED, Limits
from bot.intake import Intake
from bot.logs import set_up
from bot.serving import spare_the_collector, told_to_stop
from storage.mail import HANDLED
from storage.unit import Unit

LIMITS = {"telegram": Limits(), "lifted": UNLIMITED}


class Stopwatch:
    """Notes when an update is in the bot's hands, and when the unit that handles it is on disk."""

    def __init__(self, app: App) -> None:
        """Begin to listen."""
        self._time = asyncio.get_running_loop().time
        self._came: dict[int, float] = {}
        self.times: list[tuple[int, float, float]] = []
        self._take = app.intake.take
        app.office.writer.listen(self._committed)

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Stand before the intake's own ``take``."""
        now = self._time()
        for update in updates:
            self._came.setdefault(update["update_id"], now)
        await self._take(updates)

    def _committed(self, units: list[Unit]) -> None:
        now = self._time()
        for unit in units:
            for write in unit.writes:
                if write.statement is HANDLED:
                    number = int(str(write.values["update_id"]))
                    self.times.append((number, self._came[number], now))


def watched(app: App) -> Stopwatch:
    """Return a stopwatch that stands between the poller and the intake."""
    stopwatch = Stopwatch(app)
    intake: Intake = app.intake
    intake.__dict__["take"] = stopwatch.take
    return stopwatch


async def main(database: str, token: str, address: str, times: str, limits: str) -> None:
    """Serve until told to stop, then write the times down."""
    set_up("WARNING", token)
    with told_to_stop() as told:
        plan = Plan(Path(database), token, address, limits=LIMITS[limits])
        async with running(plan) as app:
            stopwatch = watched(app)
            spare_the_collector()
            await told.wait()
    write(stopwatch, Path(times))


def write(stopwatch: Stopwatch, path: Path) -> None:
    """Write the times down as JSON."""
    path.write_text(json.dumps(stopwatch.times), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
