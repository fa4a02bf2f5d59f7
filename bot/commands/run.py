"""``run``: serves the clinics until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio

from bot.commands import Subparsers
from bot.settings import Settings
from bot.terminal import say, words
from clinic.marks import mark as _


def add(commands: Subparsers) -> None:
    """Declare the command."""
    commands.add_parser("run", help=words()(_("serve the clinics until it is told to stop")))


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Serve; returns 0 when told to stop, with nothing lost."""
    settings.token()  # a missing token is said before three seconds of imports
    asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    from bot.app import running  # aiogram takes three seconds and 165 MiB
    from bot.health import watched
    from bot.serving import plan_of, spare_the_collector, told_to_stop

    with told_to_stop() as told:
        async with running(plan_of(settings)) as app, watched(app, settings.metrics_port):
            spare_the_collector()
            say(words()(_("Serving. Stop with Ctrl-C or SIGTERM.")))
            await told.wait()
