"""Workbooks to lines of JSON. Only a process of its own imports this, under limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from bot.import_limits import look_into
from clinic.importing.refusals import EmptyFile, Locked, NotAWorkbook
from clinic.importing.unpacked import REPEATED, bounded, packed
from clinic.importing.written import as_text

MOST_SHEETS = 60
LIST = "sheets.json"
SHEET = "sheet-{number}.jsonl"


def unpack(source: Path, folder: Path) -> None:
    """Write each sheet into the folder, and the list of them as ``sheets.json``.

    Raises a FileRefused; a sheet that takes too much ends the process.
    """
    look_into(source)
    with _opened(source) as book:
        found = [each for each in map(_sheet_of(book), book.sheets_metadata) if each is not None]
        written = [_write(sheet, folder, n) for n, sheet in enumerate(found[:MOST_SHEETS])]
    if not any(each["rows"] for each in written):
        raise EmptyFile
    (folder / LIST).write_text(json.dumps([each for each in written if each["rows"]]))


def _opened(source: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_path(source)
    except calamine.PasswordError as fault:
        raise Locked from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise NotAWorkbook from fault


def _sheet_of(book: calamine.CalamineWorkbook) -> Any:  # noqa: ANN401 - a reader of sheets by their metadata
    def read(about: calamine.SheetMetadata) -> calamine.CalamineSheet | None:
        shown = about.visible is calamine.SheetVisibleEnum.Visible
        if not shown or about.typ is not calamine.SheetTypeEnum.WorkSheet:
            return None
        try:
            return book.get_sheet_by_name(about.name)
        except (calamine.CalamineError, calamine.WorksheetNotFound) as fault:
            raise NotAWorkbook from fault

    return read


def _write(sheet: calamine.CalamineSheet, folder: Path, number: int) -> dict[str, object]:
    file = SHEET.format(number=number)
    rows = width = 0
    with (folder / file).open("w", encoding="utf-8") as lines:
        for row in bounded(_rows(sheet)):
            lines.write(packed(row))
            rows += bool(row)
            width = max(width, len(row))
    return {"name": sheet.name, "file": file, "rows": rows, "width": width}


def _rows(sheet: calamine.CalamineSheet) -> Iterator[list[str]]:
    """Yield the rows as text, from the first of the sheet on."""
    below = {(row, column): top for top, row, column in _below(sheet)}
    values: dict[int, str] = {}
    for number, row in enumerate(sheet.iter_rows()):
        texts = [as_text(value) for value in row]
        for column in range(len(texts)) if below else ():
            top = below.get((number, column))
            if top is None:
                values[column] = texts[column]
            elif values.get(column):
                texts[column] = REPEATED + values[column]
        yield texts


def _below(sheet: calamine.CalamineSheet) -> Iterator[tuple[int, int, int]]:
    """Yield (first row, row, column) of the cells under the first one of a merged range."""
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom, sheet.total_height) + 1):
            yield top, row, left
