"""``import FILE``: visits and complaints that a clinic brings along, from CSV."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.importing import Imported, Wish, import_file
from bot.settings import Settings
from bot.terminal import say, words
from clinic.calendar import SystemClock, day_number
from clinic.days import read_day
from clinic.errors import Refusal
from clinic.importing.kinds import KINDS
from clinic.marks import mark as _
from clinic.words import Words
from storage.database import refuse_damage

EXPENSES = "expenses"
NEW = {
    "services": _("new services: {names}"),
    "channels": _("new channels: {names}"),
    "doctors": _("new doctors: {names}"),
}


class ExpensesNotYet(Refusal):
    """Expenses are asked for."""

    template = _("This version does not import expenses yet; it imports visits and complaints.")


class BadLegacyDay(Refusal):
    """The day of ``--legacy-before`` does not read."""

    template = _("--legacy-before takes a day such as 2026-03-12, not “{part}”.")


def add(commands: Subparsers) -> None:
    """Declare the command."""
    reader = words()
    parser = commands.add_parser("import", help=reader(_("read visits or complaints from a file")))
    parser.add_argument("file", metavar="FILE", type=Path, help=reader(_("a CSV file")))
    kinds = reader(_("what the file holds; guessed from its columns if left out"))
    parser.add_argument("--kind", choices=[*KINDS, EXPENSES], help=kinds)
    rehearsal = reader(_("say what would happen and write nothing"))
    parser.add_argument("--dry-run", action="store_true", help=rehearsal)
    legacy = reader(_("patients first seen before this day are no new patients of the clinic"))
    parser.add_argument("--legacy-before", metavar="DATE", help=legacy)
    add_clinic_option(parser)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Import the file; return 1 if any row is bad, else 0."""
    if args.kind == EXPENSES:
        raise ExpensesNotYet
    wish = Wish(args.file, KINDS.get(args.kind), _legacy_day(args.legacy_before), args.dry_run)
    refuse_damage(settings.database)
    clinic_id = chosen_clinic(settings.database, args.clinic)
    reader = words()
    imported = import_file(settings.database, clinic_id, wish, reader, SystemClock())
    for line in (*_read_as(imported, reader), *_came_to(imported, wish, reader)):
        say(line)
    return 1 if imported.bad else 0


def _legacy_day(typed: str | None) -> int | None:
    if typed is None:
        return None
    try:
        return day_number(read_day(typed, date.max))
    except Refusal:
        raise BadLegacyDay(part=typed) from None


def _read_as(imported: Imported, reader: Words) -> Iterator[str]:
    table, columns = imported.table, imported.columns
    separator = {"\t": _("tab"), ";": _("semicolon"), ",": _("comma")}[table.separator]
    yield reader(
        _("read as {kind}, {encoding}, separator {separator}"),
        kind=reader(imported.kind.label),
        encoding=table.encoding.removesuffix("-sig"),
        separator=reader(separator),
    )
    for title, column in columns.guessed:
        yield reader(_("guessed: “{title}” is {column}"), title=title, column=column)
    if columns.left_out:
        yield reader(_("left out: {titles}"), titles=", ".join(columns.left_out))


def _came_to(imported: Imported, wish: Wish, reader: Words) -> Iterator[str]:
    tally = imported.tally
    for table, names in tally.created.items():
        yield reader(NEW[table], names=", ".join(names))
    yield reader(_("good: {n}"), n=tally.good)
    yield reader(_("duplicate: {n}"), n=tally.duplicate)
    yield reader(_("bad: {n}"), n=imported.bad)
    if imported.bad:
        yield from _reasons(imported, reader)
    if wish.rehearsal:
        yield reader(_("A rehearsal: nothing was written."))


def _reasons(imported: Imported, reader: Words) -> Iterator[str]:
    reasons = imported.reasons
    if reasons.written:
        yield reader(_("bad rows with their reasons: {path}"), path=reasons.path)
        return
    if reasons.fault:
        yield reader(
            _("{path} cannot be written ({fault})"), path=reasons.path, fault=reasons.fault
        )
    for line in reasons.first:
        yield reader(_("line {line}"), line=line)
