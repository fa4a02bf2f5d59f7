"""Workbooks of every usual make come to the same rows, and what is none is one clear sentence."""

import datetime
import io
import json
import subprocess
import sys
import zipfile
from collections import deque
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from bot import import_limits
from bot.import_source import look, opened
from bot.importing import Unread, looked_at
from clinic.importing.refusals import (
    Bomb,
    FileRefused,
    Locked,
    NotAWorkbook,
    TooManyColumns,
    TooManyLines,
)
from clinic.importing.table import MAX_LINES
from clinic.importing.unpacked import bounded
from clinic.words import Words

DAY = datetime.date(2026, 3, 12)
ROWS = [
    ["date", "patient", "amount", "legacy"],
    [DAY, 1042, 3500.5, True],
    ["12.03.2026", "a7", -500, False],
]
READ = [["2026-03-12", "1042", "3500.5", "yes"], ["12.03.2026", "a7", "-500", "no"]]


def xlsx(change=lambda sheet: None, rows=ROWS) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def xls() -> bytes:
    book, kept = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Visits")
    days = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            style = [days] if isinstance(value, datetime.date) else []
            sheet.write(at, column, value, *style)
    book.save(kept)
    return kept.getvalue()


def ods() -> bytes:
    book, kept = OpenDocumentSpreadsheet(), io.BytesIO()
    table = OdsTable(name="Visits")
    for row in ROWS:
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(kept)
    return kept.getvalue()


def _ods_cell(value) -> TableCell:
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, datetime.date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value)
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def read(content: bytes, tmp_path: Path, places=None, sheet: int = 0) -> tuple[list, list]:
    source = tmp_path / "anything"
    source.write_bytes(content)
    seen = look(source, tmp_path)[sheet]
    with opened(source, tmp_path, seen) as rows:
        if places:
            rows.hold_below(places)
        return rows.header, [(row.line, row.cells) for row in rows]


@pytest.mark.parametrize("made", [xlsx, xls, ods])
def test_each_make_of_workbook_comes_to_the_same_rows(made, tmp_path):
    header, rows = read(made(), tmp_path)
    assert header == ROWS[0]
    assert [cells for _, cells in rows] == READ


def test_titles_above_the_header_are_passed_over_and_lines_are_counted_as_shown(tmp_path):
    content = xlsx(rows=[["Report of the clinic"], [], *ROWS])
    header, rows = read(content, tmp_path)
    assert header == ROWS[0]
    assert [line for line, _ in rows] == [4, 5]


def test_a_merged_day_and_patient_hold_for_each_row_and_a_merged_amount_once(tmp_path):
    def merge(sheet):
        sheet.append([DAY, 7, 900, None])
        sheet.append([None, None, None, True])
        for column in "ABC":
            sheet.merge_cells(f"{column}4:{column}5")

    _, rows = read(xlsx(merge), tmp_path, {"date": 0, "patient": 1, "amount": 2})
    assert rows[-2:] == [
        (4, ["2026-03-12", "7", "900"]),
        (5, ["2026-03-12", "7", "", "yes"]),
    ]


def test_a_formula_gives_the_value_that_was_worked_out(tmp_path):
    content = xlsx(lambda sheet: sheet.append([DAY, 8, "=C2*2"]))
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<f>C2*2</f><v />" in parts[sheet] or b"<f>C2*2</f><v></v>" in parts[sheet]
    for empty in (b"<f>C2*2</f><v />", b"<f>C2*2</f><v></v>"):
        parts[sheet] = parts[sheet].replace(empty, b"<f>C2*2</f><v>7001</v>")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert read(kept.getvalue(), tmp_path)[1][-1][1] == ["2026-03-12", "8", "7001"]


def test_a_workbook_with_macros_is_read_and_nothing_of_them_is(tmp_path):
    kept = io.BytesIO(xlsx())
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(2000))
    assert [cells for _, cells in read(kept.getvalue(), tmp_path)[1]] == READ
    assert {file.name for file in tmp_path.iterdir()} == {
        "anything",
        "sheets.json",
        "sheet-0.jsonl",
    }


def test_a_sheet_of_more_than_a_million_rows_is_refused():
    with pytest.raises(TooManyLines, match="1048576"):
        deque(bounded([] for _ in range(MAX_LINES)), maxlen=0)


def test_sixteen_thousand_columns_are_refused(tmp_path):
    with pytest.raises(TooManyColumns, match="16000 columns"):
        read(xlsx(rows=[[str(n) for n in range(16000)]]), tmp_path)


def test_an_archive_bomb_is_refused_before_it_is_opened(tmp_path):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100 << 20))
    with pytest.raises(Bomb, match="would unpack to 100 MB"):
        read(kept.getvalue(), tmp_path)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04rest", NotAWorkbook),
        (b"\xd0\xcf\x11\xe0" + bytes(600), NotAWorkbook),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + import_limits.ENCRYPTED, Locked),
    ],
)
def test_what_is_no_workbook_or_has_a_password_is_said(content, refusal, tmp_path):
    with pytest.raises(refusal):
        read(content, tmp_path)


def test_any_zip_that_holds_no_workbook_is_refused(tmp_path):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(FileRefused):
        read(kept.getvalue(), tmp_path)


def test_a_cell_in_the_last_corner_ends_the_reading_process_and_nothing_else(tmp_path):
    source = tmp_path / "wide.xlsx"
    source.write_bytes(xlsx(lambda sheet: sheet.cell(1048576, 16384, "x")))
    with pytest.raises(FileRefused), looked_at(source, Words("en")):
        pass


def test_the_serving_process_never_loads_the_parser_of_workbooks():
    asked = "import bot.app, sys, json; print(json.dumps('python_calamine' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert json.loads(done.stdout) is False
    assert Unread.template == "{reason}"
