"""``export FILE.xlsx``: everything of a clinic, one sheet a table."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.exporting import ExportWish, export
from bot.settings import Settings
from bot.terminal import say, words
from clinic.calendar import SystemClock
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.words import Words
from storage.database import refuse_damage

SUFFIX = ".xlsx"


class NotAWorkbook(Refusal):
    """The name of the file is none of a workbook."""

    template = _("{file} is no name of a workbook: it ends in .xlsx, such as clinic.xlsx")


def add(commands: Subparsers) -> None:
    """Declare the command."""
    reader = words()
    about = reader(_("write everything of a clinic into a workbook, one sheet a table"))
    parser = commands.add_parser("export", help=about)
    file = reader(_("the workbook to be written, such as clinic.xlsx"))
    parser.add_argument("file", metavar="FILE", type=Path, help=file)
    folder = reader(_("write each sheet into this folder as CSV, too"))
    parser.add_argument("--csv", metavar="FOLDER", type=Path, help=folder)
    language = reader(_("the language of the definitions"))
    parser.add_argument("--language", metavar="L", help=language)
    add_clinic_option(parser)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Write the file; return 0."""
    if args.file.suffix.casefold() != SUFFIX:
        raise NotAWorkbook(file=args.file)
    refuse_damage(settings.database)
    clinic_id = chosen_clinic(settings.database, args.clinic)
    reader = Words(args.language) if args.language else words()
    wish = ExportWish(args.file, args.csv)
    count = export(settings.database, clinic_id, wish, reader, SystemClock().now())
    say(words().plural("{n} row in {path}", "{n} rows in {path}", count, path=args.file))
    return 0
