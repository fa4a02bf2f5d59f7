"""``demo``: the bot, a local Bot API and a browser chat with a synthetic three-year clinic."""

from __future__ import annotations

import argparse
import asyncio
import errno
import tempfile
import webbrowser
from pathlib import Path

from bot.commands import Subparsers
from bot.commands.demo_clinic import MILA, OLGA, RITA, SASHA, TEAM, fill
from bot.settings import Settings
from bot.terminal import say, words
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.words import Words
from playground.server import serve
from playground.world import World

TOKEN = "4242424242:AAdemoOfClinicPulseOpensNothingAtAll"  # noqa: S105 - opens nothing
PORT = 8080
LAST_PORT = 65535


class PortTaken(Refusal):
    """The port is in use."""

    template = _("Port {port} is taken. Choose another: make demo PORT={other}")


class BadPort(Refusal):
    """There is no such port."""

    template = _("--port takes a number from 1 to {limit}, such as {example}, not {typed}.")


def add(commands: Subparsers) -> None:
    """Declare the command."""
    reader = words()
    parser = commands.add_parser("demo", help=reader(_("the whole product in a browser")))
    parser.add_argument("--port", type=int, default=PORT, help=reader(_("of the chat page")))
    quiet = reader(_("do not open a browser"))
    parser.add_argument("--no-browser", action="store_true", help=quiet)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Serve the demo until told to stop; everything it wrote goes with it."""
    if not 0 <= args.port <= LAST_PORT:  # 0 takes any free one
        raise BadPort(limit=LAST_PORT, example=PORT, typed=args.port)
    with tempfile.TemporaryDirectory(prefix="clinicpulse-demo-") as folder:
        path = Path(folder) / "clinic.db"
        say(words()(_("Writing three years of a made-up clinic…")))
        fill(path, words())
        asyncio.run(_serve(path, args.port, not args.no_browser))
    return 0


def _world(reader: Words) -> World:
    world = World()
    world.add_bot(TOKEN, "clinicpulse_demo_bot", "ClinicPulse")
    known = {person: name for person, name, _role in TEAM} | {SASHA: _("Sasha")}
    for person in (RITA, OLGA, MILA, SASHA):
        world.add_person(person, reader(known[person]), reader.language)
    return world


def _gather(world: World, reader: Words) -> None:
    """Let the owner open the staff's group with the bot in it."""
    staff = [world.people[person] for person, _name, _role in TEAM]
    world.add_group(reader(_("Smile, staff")), staff)


async def _serve(path: Path, port: int, browser: bool) -> None:
    from bot.serving import told_to_stop  # brings aiogram, which takes three seconds

    try:
        with told_to_stop() as told:
            await _show(path, port, browser, told)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(port=port, other=port + 1) from fault


async def _show(path: Path, port: int, browser: bool, told: asyncio.Event) -> None:
    from bot.app import Plan, running

    reader = words()
    world = _world(reader)
    async with serve(world, port) as address, running(Plan(path, TOKEN, address)) as app:
        await app.reports.start()
        _gather(world, reader)
        say(reader(_("Rita is the reception, Olga the owner, Mila the manager, Sasha a stranger.")))
        say(reader(_("Open {address} and stop with Ctrl-C."), address=f"{address}/"))
        if browser:
            webbrowser.open(f"{address}/")
        await told.wait()
