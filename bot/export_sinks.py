"""Where the rows of an export go: a workbook in constant memory, and files of CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Protocol

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clinic.exporting.cells import Cell, Cells, Shape, Table, as_plain, is_risky

MOST_ROWS = 1_048_575
"""Of a sheet, below its header: Excel reads no more, and the rest goes on to another sheet."""

WIDTH, LONG_WIDTH = 14, 48
LONG = frozenset({"note", "text", "meaning", "complaint", "value"})


class Sink(Protocol):
    """Takes sheets, row by row."""

    def begin(self, table: Table) -> None:
        """Begin a sheet with these columns."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row to it."""

    def close(self) -> None:
        """End it all."""


class Workbook:
    """An Excel workbook: typed cells, a header that stays in sight and filters, no formulas."""

    def __init__(self, path: Path, cells: Cells) -> None:
        """Write to a path; what is in between lies beside it."""
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._risky = self._book.add_format({"quote_prefix": True})
        money = "#,##0" + ("." + "0" * cells.digits if cells.digits else "")
        self._formats: dict[Shape, Format] = {
            Shape.DAY: self._book.add_format({"num_format": "yyyy-mm-dd"}),
            Shape.MOMENT: self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            Shape.MONEY: self._book.add_format({"num_format": money}),
            Shape.WHOLE: self._book.add_format({"num_format": "0"}),
        }
        self._sheet: Worksheet | None = None
        self._table = Table("", ())
        self._rows = self._part = 0

    def begin(self, table: Table) -> None:
        """Begin a sheet with these columns."""
        self._end_sheet()
        self._table, self._part = table, 0
        self._next_sheet()

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row; where the sheet is full, on another one."""
        if self._rows == MOST_ROWS:
            self._end_sheet()
            self._next_sheet()
        self._rows += 1
        for place, cell in enumerate(cells):
            if cell is not None:
                self._write(place, cell)

    def close(self) -> None:
        """Write the file."""
        self._end_sheet()
        self._book.close()

    def _next_sheet(self) -> None:
        self._part += 1
        name = self._table.name if self._part == 1 else f"{self._table.name} {self._part}"
        self._sheet, self._rows = self._book.add_worksheet(name), 0
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._table.columns):
            self._sheet.set_column(place, place, LONG_WIDTH if column.title in LONG else WIDTH)
        for place, column in enumerate(self._table.columns):
            self._sheet.write_string(0, place, column.title, self._head)

    def _end_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.autofilter(0, 0, self._rows, len(self._table.columns) - 1)

    def _write(self, place: int, cell: Cell) -> None:
        if self._sheet is None:
            return
        style = self._formats.get(self._table.columns[place].shape)
        if isinstance(cell, str):
            self._sheet.write_string(
                self._rows, place, cell, self._risky if is_risky(cell) else None
            )
        elif isinstance(cell, date | datetime):
            self._sheet.write_datetime(self._rows, place, cell, style)
        elif cell is not None:
            self._sheet.write_number(self._rows, place, cell, style)


class CsvFiles:
    """A file of CSV for each sheet, in UTF-8 with a mark that spreadsheets look for."""

    def __init__(self, folder: Path, cells: Cells) -> None:
        """Write into a folder."""
        self._folder = folder
        self._digits = cells.digits
        self._file: IO[str] | None = None

    def begin(self, table: Table) -> None:
        """Begin a file with these columns."""
        self.close()
        path = self._folder / f"{table.name}.csv"
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        csv.writer(self._file).writerow([column.title for column in table.columns])

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row."""
        if self._file is not None:
            csv.writer(self._file).writerow([as_plain(cell, self._digits) for cell in cells])

    def close(self) -> None:
        """End the file that is open."""
        if self._file is not None:
            self._file.close()
