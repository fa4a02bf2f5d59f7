"""A sheet of a workbook as it was unpacked: a line of JSON a row, so that it is read row by row.

A merged cell says its value once. Unpacked, the cells below it hold that value behind REPEATED;
who and when then hold for each of the rows, an amount for the first alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TextIO

from clinic.importing.refusals import EmptyFile, TooManyColumns, TooManyLines
from clinic.importing.table import MAX_COLUMNS, MAX_LINES, TITLES, TableRow, best_header
from clinic.text import clean

REPEATED = "\ue000"
"""A letter that no script has."""

HOLDS_BELOW = frozenset({"date", "patient", "doctor", "channel"})


def bounded(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield a sheet's rows without the blank cells at their ends; blank rows too.

    Raises TooManyLines or TooManyColumns.
    """
    for number, row in enumerate(rows, start=1):
        if number >= MAX_LINES:
            raise TooManyLines(limit=MAX_LINES - 1)
        kept = _trimmed(row)
        if len(kept) > MAX_COLUMNS:
            raise TooManyColumns(found=len(kept), limit=MAX_COLUMNS)
        yield kept


def packed(row: list[str]) -> str:
    """Return a row as its line."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip(f" \t\r\n{REPEATED}"):
        end -= 1
    return row[:end]


class UnpackedSheet:
    """A table that can be walked once, as ``Table`` is."""

    separator = ";"
    encoding = "workbook"

    def __init__(self, lines: TextIO, rate: Callable[[list[str]], int], width: int = 0) -> None:
        """Read the header; ``width`` are the columns of the widest row. Raises EmptyFile."""
        self._lines = enumerate(map(json.loads, lines), start=1)
        ahead = list(islice(self._lines, TITLES))
        at = best_header([row for _, row in ahead], rate)
        if at >= len(ahead):
            raise EmptyFile
        self.header_line, header = ahead[at]
        self._ahead = ahead[at + 1 :]
        self.header = [clean(cell).strip() for cell in header]
        self.header += [""] * (width - len(header))
        self._held_below: frozenset[int] = frozenset()

    def hold_below(self, places: dict[str, int]) -> None:
        """Let the values of merged cells hold for all their rows, in the columns that may."""
        self._held_below = frozenset(at for name, at in places.items() if name in HOLDS_BELOW)

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows that are not blank; what only repeats what stands above it is blank."""
        for rows in (self._ahead, self._lines):
            for number, row in rows:
                if any(cell.strip() and not cell.startswith(REPEATED) for cell in row):
                    yield TableRow(number, [*self._said(row)])

    def _said(self, row: list[str]) -> Iterator[str]:
        for at, cell in enumerate(row):
            if cell.startswith(REPEATED):
                yield cell[1:] if at in self._held_below else ""
            else:
                yield cell
