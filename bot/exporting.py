"""Writing a clinic's journal into a workbook and, if asked for, into CSV files: row by row, so
that a journal of any size takes little memory.

For chats it is done in a process of its own: ``python -m bot.exporting``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from bot.export_sinks import CsvFiles, Sink, Workbook
from clinic.calendar import SystemClock
from clinic.errors import Refusal
from clinic.exporting.cells import Cells, Heading, Shape, Table
from clinic.exporting.definitions import SHEET, definition_rows
from clinic.marks import mark as _
from clinic.words import Words
from storage.exporting import snapshot
from storage.outside import reading
from storage.reader import Row
from storage.registry import settings_of

DEFINITIONS = Table(SHEET, (Heading("word"), Heading("meaning")))


class CannotWrite(Refusal):
    """The file or folder cannot be written."""

    template = _("{path} cannot be written ({fault}). Name another place.")


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written where, with money or without."""

    file: Path
    folder: Path | None = None
    money: bool = True


def export(database: Path, clinic_id: int, wish: ExportWish, words: Words, now: int) -> int:
    """Write everything of a clinic; return how many rows that is.

    The workbook is there whole or not at all. Raises CannotWrite.
    """
    with reading(database).connect() as connection:
        settings = settings_of(connection, clinic_id, now)
    cells = Cells(settings.zone, settings.currency)
    try:
        with _sinks(wish, cells) as sinks:
            _fill(sinks, DEFINITIONS, definition_rows(words, settings), cells)
            return _write(database, clinic_id, wish.money, cells, sinks)
    except (OSError, FileCreateError) as fault:
        kind = getattr(fault, "strerror", None) or type(fault).__name__
        raise CannotWrite(path=wish.file, fault=kind) from fault


def _write(database: Path, clinic_id: int, money: bool, cells: Cells, sinks: list[Sink]) -> int:
    with snapshot(database, clinic_id) as exported:
        return sum(
            _fill(sinks, *_shown(table, rows, money), cells)
            for table, rows in exported.sheets()
            if money or not table.money
        )


def _shown(table: Table, rows: Iterable[Row], money: bool) -> tuple[Table, Iterable[Row]]:
    """Return a sheet as its reader may see it: perhaps without the columns of money."""
    if money:
        return table, rows
    kept = [n for n, each in enumerate(table.columns) if each.shape is not Shape.MONEY]
    columns = tuple(table.columns[n] for n in kept)
    return Table(table.name, columns), (tuple(row[n] for n in kept) for row in rows)


def _fill(sinks: list[Sink], table: Table, rows: Iterable[Row], cells: Cells) -> int:
    for sink in sinks:
        sink.begin(table)
    count = 0
    for row in rows:
        ready = cells.row(table.columns, row)
        for sink in sinks:
            sink.row(ready)
        count += 1
    return count


@contextmanager
def _sinks(wish: ExportWish, cells: Cells) -> Iterator[list[Sink]]:
    """Let the workbook be written beside its place, and put there when it is whole."""
    with tempfile.TemporaryDirectory(dir=wish.file.parent, prefix=".export-") as aside:
        path = Path(aside) / wish.file.name
        with ExitStack() as stack:
            sinks: list[Sink] = [Workbook(path, cells)]
            if wish.folder is not None:
                wish.folder.mkdir(parents=True, exist_ok=True)
                sinks.append(CsvFiles(wish.folder, cells))
            for sink in sinks:
                stack.callback(sink.close)
            yield sinks
        os.replace(path, wish.file)


def main(arguments: list[str]) -> None:
    """Write one workbook: database, clinic, file, language, and 1 for money."""
    database, clinic_id, file, language, money = arguments
    wish = ExportWish(Path(file), money=money == "1")
    export(Path(database), int(clinic_id), wish, Words(language), SystemClock().now())


if __name__ == "__main__":
    main(sys.argv[1:])
