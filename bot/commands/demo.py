"""``demo``: the bot, a local Bot API and a browser chat with a synthetic three-year clinic."""

from __future__ import annotations

import argparse
import asyncio
import errno
import tempfile
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.commands import Subparsers
from bot.commands.demo_words import in_language
from bot.importing import Wish, import_file
from bot.settings import Settings
from bot.terminal import say, words
from clinic.calendar import Calendar, SystemClock, day_number, zone_named
from clinic.dental import CHANNELS, SERVICES
from clinic.errors import Refusal
from clinic.importing.kinds import KINDS
from clinic.marks import mark as _
from clinic.people import Role
from clinic.settings import UTC
from clinic.words import Words
from playground.generator import (
    complaints_csv,
    expenses_csv,
    generate,
    keep_books,
    visits_csv,
)
from playground.generator.books import EntryRow
from playground.generator.rows import ExpenseRow, VisitRow
from playground.server import serve
from playground.world import World
from storage.database import prepare
from storage.ids import Ids
from storage.outside import outside
from storage.past import Entry, write_past
from storage.registry import add_clinic, add_member

TOKEN = "4242424242:AAdemoOfClinicPulseOpensNothingAtAll"  # noqa: S105 - opens nothing
PORT = 8080
LAST_PORT = 65535
SEED = 7
ZONE = "Europe/Moscow"
NOON = 12 * 60
OLGA, RITA, SASHA, MILA = 1, 2, 3, 4
TEAM = (
    (OLGA, _("Olga"), Role.OWNER),
    (MILA, _("Mila"), Role.MANAGER),
    (RITA, _("Rita"), Role.STAFF),
)


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
        _fill(path, words())
        asyncio.run(_serve(path, args.port, not args.no_browser))
    return 0


def _fill(path: Path, reader: Words) -> None:
    """Write the clinic's three years through the import, as a clinic's own file would come."""
    say(reader(_("Writing three years of a made-up clinic…")))
    prepare(path)
    clock = SystemClock()
    names = {"name": reader(_("Smile")), "timezone": ZONE, "currency": "RUB"}
    with outside(path).begin() as connection:
        names["language"] = reader.language
        clinic = add_clinic(connection, clock, names, OLGA, reader(_("Olga")))
        for person, name, role in TEAM[1:]:
            add_member(connection, clinic.id, (person, reader(name)), role, clock.now())
    calendar = Calendar(zone_named(ZONE) or UTC, clock)
    yesterday = calendar.today() - timedelta(days=1)
    history = generate(SEED, yesterday)
    books = keep_books(SEED, history.visits, history.truth.first, yesterday)
    files = {
        "visits": visits_csv(_visits_in_language(history.visits, reader)),
        "complaints": complaints_csv(
            [replace(row, text=in_language(row.text, reader)) for row in history.complaints]
        ),
        "expenses": expenses_csv(_spent_in_language(books.expenses, reader.language)),
    }
    for kind, content in files.items():
        source = path.with_name(f"{kind}.csv")
        source.write_bytes(content.encode())
        import_file(path, clinic.id, Wish(source, KINDS[kind], None, False), reader, clock)
    with outside(path).begin() as connection:
        write_past(connection, clinic.id, Ids(clock), _kept(books.entries, calendar, reader))


def _kept(rows: Iterable[EntryRow], calendar: Calendar, reader: Words) -> Iterator[Entry]:
    """Yield entries as the journal keeps them; what Mila has promised she keeps at noon."""
    for row in rows:
        columns = dict(row.columns)
        if "note" in columns:
            columns["note"] = in_language(columns["note"], reader)
        if row.table == "promises":
            closed = columns["closed"]
            columns["keeper_id"] = MILA
            columns["closed"] = closed and calendar.moment_at(closed, NOON)
        days = {
            name: day_number(value) for name, value in columns.items() if isinstance(value, date)
        }
        yield row.table, {"day": day_number(row.date), **columns, **days}


def _names(language: str) -> dict[str, str]:
    """Return services and channels as a clinic of that language calls them."""
    return {each.name("en"): each.name(language) for each in (*SERVICES, *CHANNELS)}


def _spent_in_language(rows: list[ExpenseRow], language: str) -> list[ExpenseRow]:
    known = _names(language)
    return [replace(row, channel=known.get(row.channel, "")) for row in rows]


def _visits_in_language(rows: list[VisitRow], reader: Words) -> list[VisitRow]:
    """Return the visits with services and channels as a clinic of that language calls them."""
    known = _names(reader.language)
    return [
        replace(
            row,
            service=known.get(row.service, ""),
            channel=known.get(row.channel, ""),
            note=in_language(row.note, reader),
        )
        for row in rows
    ]


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
