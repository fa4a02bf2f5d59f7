"""The bot as ``python -m bot run`` serves it, but with Telegram's send limits lifted.

Run as ``python -m benchmarks.serve DATABASE TOKEN ADDRESS`` until SIGTERM.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.app import Plan, running
from bot.buckets import UNLIMITED
from bot.logs import set_up
from bot.serving import spare_the_collector, told_to_stop


async def main(database: str, token: str, address: str) -> None:
    """Serve until told to stop."""
    set_up("WARNING", token)
    with told_to_stop() as told:
        async with running(Plan(Path(database), token, address, limits=UNLIMITED)):
            spare_the_collector()
            await told.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
