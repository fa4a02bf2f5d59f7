"""What a file to be imported holds: its sheets, and one of them opened row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from clinic.errors import Refusal
from clinic.importing.header import count_known
from clinic.importing.seen import SheetSeen
from clinic.importing.table import Rows, Table
from clinic.importing.unpacked import UnpackedSheet
from clinic.marks import mark as _

WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
SAMPLES = 3
LIST, BAD_ROWS = "sheets.json", "bad.csv"


class NotReadable(Refusal):
    """The file cannot be opened."""

    template = _("The file {path} cannot be read ({fault}).")


def look(source: Path, folder: Path) -> list[SheetSeen]:
    """Return the sheets of a file; those of a workbook are unpacked into the folder.

    Raises NotReadable or a FileRefused.
    """
    if not is_workbook(source):
        return [_seen(source, folder, SheetSeen("", None, 0, 0, [], []))]
    from bot.import_workbook import unpack  # the parser of workbooks: only where there is one

    unpack(source, folder)
    listed = json.loads((folder / LIST).read_text("utf-8"))
    return [_seen(source, folder, SheetSeen(**each, header=[], samples=[])) for each in listed]


def _seen(source: Path, folder: Path, about: SheetSeen) -> SheetSeen:
    with opened(source, folder, about) as rows:
        samples = [row.cells for row in islice(rows, SAMPLES)]
        return SheetSeen(about.name, about.file, about.width, about.rows, rows.header, samples)


@contextmanager
def opened(source: Path, folder: Path, sheet: SheetSeen) -> Iterator[Rows]:
    """Open a sheet for one walk over its rows."""
    if sheet.file is None:
        with closing(_bytes_of(source)) as file:
            yield Table(file, count_known)
    else:
        with (folder / sheet.file).open(encoding="utf-8") as lines:
            yield UnpackedSheet(lines, count_known, sheet.width)


def is_workbook(source: Path) -> bool:
    """Return whether a file begins as workbooks do, whatever it is called."""
    with closing(_bytes_of(source)) as file:
        return file.read(4) in WORKBOOKS


def _bytes_of(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as fault:
        raise NotReadable(path=source, fault=fault.strerror) from fault
