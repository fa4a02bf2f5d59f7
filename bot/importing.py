"""Importing one file into one clinic: for the command line and the demo."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.reasons import Reasons
from clinic.calendar import Calendar, Clock
from clinic.errors import Refusal
from clinic.importing.cells import Reader
from clinic.importing.header import Columns, count_known, find_columns
from clinic.importing.kinds import Kind, kind_of
from clinic.importing.reading import Reading
from clinic.importing.table import Table
from clinic.marks import mark as _
from clinic.words import Words
from storage.import_work import ImportPlan, Tally
from storage.importing import rehearse, write_all
from storage.outside import outside, reading
from storage.registry import settings_of


class NotReadable(Refusal):
    """The file cannot be opened."""

    template = _("The file {path} cannot be read ({fault}).")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported: the kind is guessed if left out, ``legacy_before`` a day number."""

    source: Path
    kind: Kind | None = None
    legacy_before: int | None = None
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to; ``bad`` rows stand in the file of reasons."""

    kind: Kind
    table: Table
    columns: Columns
    tally: Tally
    bad: int
    reasons: Reasons


def import_file(database: Path, clinic_id: int, wish: Wish, words: Words, clock: Clock) -> Imported:
    """Read a file into the clinic's journal; a rehearsal writes nothing at all.

    Raises NotReadable or a FileRefused; nothing is written then.
    """
    with closing(_opened(wish.source)) as file:
        table = Table(file, count_known)
        kind = wish.kind or kind_of(table.header)
        columns = find_columns(table.header, kind.columns, kind.needed, words(kind.label))
        readers = _readers(database, clinic_id, kind, clock)
        plan = ImportPlan(clinic_id, kind.name, wish.source.name, wish.legacy_before)
        with Reasons(wish.source, table, words, rehearsal=wish.rehearsal) as reasons:
            rows = Reading(kind, columns, readers, reasons.take)
            tally = _take_in(database, plan, rows, table, None if wish.rehearsal else clock)
    return Imported(kind, table, columns, tally, rows.bad, reasons)


def _take_in(
    database: Path, plan: ImportPlan, rows: Reading, table: Table, clock: Clock | None
) -> Tally:
    """Write the good rows; without a clock only count them."""
    lines = rows.lines(table)
    if clock is None:
        with reading(database).connect() as connection:
            return rehearse(connection, plan, lines)
    return write_all(outside(database), plan, lines, clock, lambda: rows.bad)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as fault:
        raise NotReadable(path=source, fault=fault.strerror) from fault


def _readers(database: Path, clinic_id: int, kind: Kind, clock: Clock) -> dict[str, Reader]:
    with reading(database).connect() as connection:
        chosen = settings_of(connection, clinic_id, clock.now())
    return kind.readers_of(Calendar(chosen.zone, clock).today(), chosen.currency)
