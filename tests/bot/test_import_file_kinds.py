"""``import FILE`` of a workbook, of expenses and patients, and ``import --undo``."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.support.at_home import asked

pytestmark = pytest.mark.usefixtures("with_a_clinic")


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    visits = book.create_sheet("Visits")
    for row in (("date", "patient", "amount"), (datetime.date(2026, 3, 12), 1042, 3500.5)):
        visits.append(row)
    book.save("v.xlsx")


def test_the_line_that_undoes_it_names_the_clinic_where_there_are_several(command):
    command("clinic", "add", "Other")
    Path("visits.csv").write_text("date,patient\n2026-03-12,1042\n")
    _code, said, _errors = command("import", "visits.csv", "--clinic", "2")
    undo = next(line for line in said if "--undo" in line).partition("bot ")[2]
    assert undo.endswith(" --clinic 2")
    assert command(*undo.split()) == (0, ["withdrawn: 1"], [])


def test_the_sheet_of_a_workbook_is_guessed_or_named_and_the_import_is_undone(command):
    workbook()
    code, said, errors = command("import", "v.xlsx", "--sheet", "visits")
    assert (code, errors) == (0, [])
    assert said[0] == "read as visits, sheet “Visits”"
    assert asked("SELECT amount FROM visit_lines") == [(350050,)]
    undo = next(line for line in said if "--undo" in line).split()[-1]
    assert command("import", "--undo", undo) == (0, ["withdrawn: 1"], [])
    code, _, errors = command("import", "--undo", undo)
    assert (code, errors) == (2, ["This import was undone before; nothing has changed now."])
    assert "There is no sheet “May”" in command("import", "v.xlsx", "--sheet", "May")[2][0]
    assert command("import", "v.xlsx")[1][-3] == "good: 1"


def test_expenses_fall_into_the_buckets_of_their_categories(command):
    rows = [
        "2026-03-01,ads,20000,,Instagram",
        "2026-03-01,Аренда,50000,,",
        "2026-03-02,tea,90,keep,",
    ]
    Path("e.csv").write_text("\n".join(["date,category,amount,bucket,channel", *rows, "x,,1,?,"]))
    code, said, _ = command("import", "e.csv")
    assert (code, said[0]) == (1, "read as expenses, utf-8, separator comma")
    assert asked("SELECT category, bucket, amount FROM expenses ORDER BY id") == [
        ("ads", "acquire", 2000000),
        ("rent", "fixed", 5000000),
        ("tea", "keep", 9000),
    ]


def test_no_file_is_said_in_one_line(command):
    code, _, errors = command("import")
    assert (code, errors) == (2, ["Which file? For example: python -m bot import visits.xlsx"])
