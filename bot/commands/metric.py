"""``metric NAME``: one metric as text, as JSON, or as a picture."""

from __future__ import annotations

import argparse
import json
import re
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from bot.choice import add_clinic_option, chosen_clinic
from bot.commands import Subparsers
from bot.settings import Settings
from bot.terminal import say, words
from bot.worker import open_shelf
from clinic.calendar import Calendar, SystemClock
from clinic.catalogue import Catalogue, Field
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.narrowing import id_named, only_line
from clinic.report import Question
from clinic.settings import read_setting
from clinic.words import Words, plain
from metrics.kit.desk import Desk
from metrics.kit.discovery import lines, metric_named
from storage.database import open_reading
from storage.journal import Journal
from storage.outside import reading
from storage.reader import Reader
from storage.registry import settings_of

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""What ``--as-of`` takes: weeks and years beside it are days of the calendar too."""


class BadAsOf(Refusal):
    """The as-of day does not read."""

    template = _("{typed} is no day; write it as 2026-03-12.")


class FarAsOf(Refusal):
    """The as-of day lies where no clinic was or will be."""

    template = _("--as-of takes a day from {first} to {last}, such as 2026-03-12, not {typed}.")


class ChartNotWritten(Refusal):
    """The picture's file cannot be written."""

    template = _(
        "The chart cannot be written to {path} ({fault}). Name a file in a folder that is there "
        "and that you may write to."
    )


def add(commands: Subparsers) -> None:
    """Declare the command, with the options of every metric."""
    reader = words()
    parser = commands.add_parser("metric", help=reader(_("answer one metric")))
    parser.add_argument("name", metavar="NAME", help=", ".join(line.name for line in lines()))
    parser.add_argument("--period", metavar="P", help=reader(_("such as week, 2026-03 or all")))
    parser.add_argument("--as-of", metavar="DATE", help=reader(_("events up to this day count")))
    parser.add_argument("--json", action="store_true", help=reader(_("as JSON")))
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help=reader(_("write a PNG, or a PDF"))
    )
    parser.add_argument("--language", metavar="L", help=reader(_("such as ru")))
    narrowed = parser.add_mutually_exclusive_group()
    for field in Field:
        text = reader(_("about one alone, by its name; or unknown"))
        narrowed.add_argument(f"--{field}", metavar="NAME", help=text)
    for name in sorted({name for line in lines() for name in line.options}):
        parser.add_argument(f"--{name}", type=_number, metavar="X", dest=f"option_{name}")
    add_clinic_option(parser)


def _number(typed: str) -> float:
    """Return a number; a whole one stays whole, in the JSON and however long an id is."""
    if typed.lstrip("-").isdecimal():
        return int(typed)
    number = float(typed)
    return int(number) if number.is_integer() else number


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Answer the metric; returns 0, also where there is too little to say anything."""
    metric_named(args.name)
    clinic_id = chosen_clinic(settings.database, args.clinic)
    catalogue = _catalogue(settings.database, clinic_id)
    question = _question(args, settings.database, clinic_id, catalogue)
    with open_shelf(settings.database) as shelf:
        desk = Desk(shelf)
        report = desk.report(question, markup=False)
        if args.chart:
            _write(args.chart, desk.chart(question, _format(args.chart)))
    if args.json:
        say(json.dumps(report.numbers, ensure_ascii=False))
        return 0
    only = only_line(Words(question.language, plain), catalogue, question.only)
    say(f"{only}\n{report.text}" if only else report.text)
    return 0


def _catalogue(database: Path, clinic_id: int) -> Catalogue:
    with closing(Reader(open_reading(database))) as reader:
        return Journal(clinic_id, reader).catalogue()


def _only(args: argparse.Namespace, catalogue: Catalogue) -> dict[str, int] | None:
    """Return what alone the question is about. Raises UnknownName."""
    for field in Field:
        if (typed := getattr(args, field.value)) is not None:
            return {field.value: id_named(catalogue, field, typed)}
    return None


def _format(path: Path) -> str:
    """Return ``pdf`` for a file that is called so; every other one is a ``png``."""
    return "pdf" if path.suffix.casefold() == ".pdf" else "png"


def _write(path: Path, image: bytes) -> None:
    try:
        path.write_bytes(image)
    except OSError as fault:
        raise ChartNotWritten(path=path, fault=fault.strerror) from fault


def _question(
    args: argparse.Namespace, database: Path, clinic_id: int, catalogue: Catalogue
) -> Question:
    line = next(line for line in lines() if line.name == args.name)
    today = _today(database, clinic_id)
    as_of = today - timedelta(days=line.closed_days) if args.as_of is None else _day(args.as_of)
    return Question(
        metric=args.name,
        clinic_id=clinic_id,
        as_of=as_of.isoformat(),
        period=args.period,
        options=_options(args),
        only=_only(args, catalogue),
        settings_on=today.isoformat() if args.as_of is None else None,
        language=words().language if args.language is None else _language(args.language),
    )


def _language(typed: str) -> str:
    """Return the language of a code such as ``ru`` or ``ru-RU``. Raises BadLanguage."""
    return str(read_setting("language", re.split("[-_.]", typed)[0]))


def _today(database: Path, clinic_id: int) -> date:
    clock = SystemClock()
    with reading(database).connect() as connection:
        zone = settings_of(connection, clinic_id, clock.now()).zone
    return Calendar(zone, clock).today()


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise BadAsOf(typed=typed) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FarAsOf(first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat(), typed=typed)
    return day


def _options(args: argparse.Namespace) -> dict[str, float]:
    """Return the options that were given."""
    prefix = "option_"
    given = {name: value for name, value in vars(args).items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): value for name, value in given.items() if value is not None}
