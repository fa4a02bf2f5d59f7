"""``import FILE``: visits, complaints, expenses and patients that a clinic brings along."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.importing import Imported, Wish, import_file
from bot.settings import Settings
from bot.terminal import say, words
from clinic.calendar import SECOND, Clock, SystemClock, day_number
from clinic.days import read_day
from clinic.errors import Refusal
from clinic.importing.kinds import KINDS
from clinic.importing.seen import SheetSeen
from clinic.marks import mark as _
from clinic.words import Words
from storage.database import refuse_damage
from storage.import_undo import undo_import
from storage.import_work import Tally
from storage.outside import outside

NEW = {
    "services": _("new services: {names}"),
    "channels": _("new channels: {names}"),
    "doctors": _("new doctors: {names}"),
}


class BadLegacyDay(Refusal):
    """The day of ``--legacy-before`` does not read."""

    template = _("--legacy-before takes a day such as 2026-03-12, not “{part}”.")


class NoFile(Refusal):
    """Neither a file nor an import to undo was named."""

    template = _("Which file? For example: python -m bot import visits.xlsx")


def add(commands: Subparsers) -> None:
    """Declare the command."""
    reader = words()
    parser = commands.add_parser("import", help=reader(_("read visits or complaints from a file")))
    file = reader(_("a table: XLSX, XLS, ODS or CSV"))
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=file)
    kinds = reader(_("what the file holds; guessed from its columns if left out"))
    parser.add_argument("--kind", choices=[*KINDS], help=kinds)
    sheet = reader(_("which sheet of a workbook; guessed from its columns if left out"))
    parser.add_argument("--sheet", metavar="NAME", help=sheet)
    rehearsal = reader(_("say what would happen and write nothing"))
    parser.add_argument("--dry-run", action="store_true", help=rehearsal)
    legacy = reader(_("patients first seen before this day are no new patients of the clinic"))
    parser.add_argument("--legacy-before", metavar="DATE", help=legacy)
    undo = reader(_("withdraw all lines of this import"))
    parser.add_argument("--undo", metavar="ID", type=int, help=undo)
    add_clinic_option(parser)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Import the file; return 1 if any row is bad, else 0."""
    if args.undo is None and args.file is None:
        raise NoFile
    legacy, kind = _legacy_day(args.legacy_before), KINDS.get(args.kind)
    refuse_damage(settings.database)
    clinic_id, reader, clock = chosen_clinic(settings.database, args.clinic), words(), SystemClock()
    if args.undo is not None:
        return _undo(settings.database, clinic_id, args.undo, clock)
    wish = Wish(args.file, kind, legacy, args.dry_run, args.sheet)
    bar = Bar(reader, clock)
    imported = import_file(settings.database, clinic_id, wish, reader, clock, bar.show)
    bar.clear()
    here = "" if args.clinic is None else f" --clinic {args.clinic}"
    for line in (*_read_as(imported, reader), *_came_to(imported, wish, reader, here)):
        say(line)
    return 1 if imported.taken.bad else 0


class Bar:
    """How far an import is, in one line of a terminal; nothing where nobody looks."""

    def __init__(self, reader: Words, clock: Clock) -> None:
        """Show nothing yet."""
        self._reader = reader
        self._clock = clock
        self._shown = 0
        self._begun = clock.now()

    def show(self, tally: Tally) -> None:
        """Show the rows done so far and how many a second, five times a second."""
        now = self._clock.now()
        if sys.stderr.isatty() and now - self._shown >= SECOND // 5:
            self._shown, done = now, tally.good + tally.duplicate
            pace = done * SECOND // max(1, now - self._begun)
            figures = {"n": self._reader.number(done), "pace": self._reader.number(pace)}
            text = self._reader(_("{n} rows done, {pace} a second"), **figures)
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")


def _undo(database: Path, clinic_id: int, import_id: int, clock: Clock) -> int:
    undone, reader = undo_import(outside(database), clinic_id, import_id, clock), words()
    say(reader(_("withdrawn: {n}"), n=undone.count))
    if undone.stayed:
        say(reader(_("patients who stay, having entries: {n}"), n=undone.stayed))
    return 0


def _legacy_day(typed: str | None) -> int | None:
    if typed is None:
        return None
    try:
        return day_number(read_day(typed, date.max))
    except Refusal:
        raise BadLegacyDay(part=typed) from None


def _read_as(imported: Imported, reader: Words) -> Iterator[str]:
    columns = imported.columns
    yield _source_of(imported, imported.sheet, reader)
    for title, column in columns.guessed:
        yield reader(_("guessed: “{title}” is {column}"), title=title, column=column)
    if columns.left_out:
        yield reader(_("left out: {titles}"), titles=", ".join(columns.left_out))


def _source_of(imported: Imported, sheet: SheetSeen, reader: Words) -> str:
    kind, table = reader(imported.kind.label), imported.table
    if sheet.file is not None:
        return reader(_("read as {kind}, sheet “{sheet}”"), kind=kind, sheet=sheet.name)
    separator = {"\t": _("tab"), ";": _("semicolon"), ",": _("comma")}[table.separator]
    return reader(
        _("read as {kind}, {encoding}, separator {separator}"),
        kind=kind,
        encoding=table.encoding.removesuffix("-sig"),
        separator=reader(separator),
    )


def _came_to(imported: Imported, wish: Wish, reader: Words, here: str) -> Iterator[str]:
    """Yield what was read and written; ``here`` is how the clinic was named, if it was."""
    tally, bad = imported.taken.tally, imported.taken.bad
    for table, names in tally.created.items():
        yield reader(NEW[table], names=", ".join(names))
    if tally.good and tally.import_id is not None:
        again = f"{tally.import_id}{here}"
        yield reader(_("to undo it: python -m bot import --undo {id}"), id=again)
    yield reader(_("good: {n}"), n=tally.good)
    yield reader(_("duplicate: {n}"), n=tally.duplicate)
    yield reader(_("bad: {n}"), n=bad)
    if bad:
        yield from _reasons(imported, reader)
    if wish.rehearsal:
        yield reader(_("A rehearsal: nothing was written."))


def _reasons(imported: Imported, reader: Words) -> Iterator[str]:
    reasons = imported.taken.reasons
    if reasons.written:
        yield reader(_("bad rows with their reasons: {path}"), path=reasons.path)
        return
    if reasons.fault:
        yield reader(
            _("{path} cannot be written ({fault})"), path=reasons.path, fault=reasons.fault
        )
    for line in reasons.first:
        yield reader(_("line {line}"), line=line)
