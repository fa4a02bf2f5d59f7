"""``export FILE.xlsx``: typed, safe, whole, and to be imported again with an equal journal."""

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bot.commandline import main
from tests.support.at_home import asked

VISITS = """date,patient,service,amount,paid,discount,quote,channel,doctor,wait_min,rating,\
referrer,legacy,note
2026-03-02,1042,hygiene,3500.50,3000,200,4000,instagram,Orlova,15,4/5,1040,,first
2026-03-02,0042,hygiene,,,,,,,,,,yes,=1+1
2026-03-03,1042,treatment,-500,,,,,Orlova,0,9/10,,,@cmd
2026-03-03,A-7,treatment,12000,,,,,,,4.5,,no,-2+3
2026-03-03,A-7,treatment,12000,,,,,,,,,no,"two
lines"
"""
COMPLAINTS = """date,text,patient,subject,cause,gravity,status,resolved,measure,emotion
2026-03-02,+waited an hour,1042,waiting,processes,3,resolved,2026-03-05,a second chair,calm
2026-03-04,was rude,,rudeness,,,new,,,
"""
EXPENSES = """date,category,amount,bucket,channel,note
2026-03-01,ads,20000,acquire,instagram,"=HYPERLINK(""x"")"
2026-03-02,rent,90000.99,fixed,,
2026-03-03,ads,-500,acquire,,given back
"""
SAME = {
    "visit_lines": """SELECT v.day, p.code, s.name, amount, paid, discount, quote, c.name, d.name,
        wait_min, rating, rating_scale, referrer, p.legacy, note FROM visit_lines v
        JOIN patients p ON p.clinic_id = v.clinic_id AND p.id = v.patient_id
        LEFT JOIN services s ON s.clinic_id = v.clinic_id AND s.id = v.service_id
        LEFT JOIN channels c ON c.clinic_id = v.clinic_id AND c.id = v.channel_id
        LEFT JOIN doctors d ON d.clinic_id = v.clinic_id AND d.id = v.doctor_id
        WHERE v.clinic_id = {id} ORDER BY v.id""",
    "complaints": """SELECT v.day, p.code, subject, cause, gravity, status, resolved, measure,
        emotion, note FROM complaints v
        LEFT JOIN patients p ON p.clinic_id = v.clinic_id AND p.id = v.patient_id
        WHERE v.clinic_id = {id} ORDER BY v.id""",
    "expenses": """SELECT v.day, category, amount, bucket, c.name, note FROM expenses v
        LEFT JOIN channels c ON c.clinic_id = v.clinic_id AND c.id = v.channel_id
        WHERE v.clinic_id = {id} ORDER BY v.id""",
}


@pytest.fixture(autouse=True)
def with_a_journal(at_home: None) -> None:
    """One clinic whose journal has something of each importable kind."""
    assert main(["clinic", "add", "Smile", "--timezone", "Europe/Moscow", "--currency", "RUB"]) == 0
    for kind, text in (("visits", VISITS), ("complaints", COMPLAINTS), ("expenses", EXPENSES)):
        Path(f"{kind}.csv").write_text(text)
        assert main(["import", f"{kind}.csv", "--kind", kind]) == 0


def book() -> openpyxl.Workbook:
    assert main(["export", "all.xlsx"]) == 0
    return openpyxl.load_workbook("all.xlsx")


def column(sheet: str, title: str) -> list[object]:
    rows = list(book()[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(title)] for row in rows[1:]]


@pytest.mark.parametrize("through", ["xlsx", "csv"])
def test_what_is_exported_is_imported_into_a_fresh_clinic_with_an_equal_journal(
    through: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "all.xlsx", "--csv", "sheets"]) == 0
    assert main(["clinic", "add", "Again", "--timezone", "Europe/Moscow"]) == 0
    for kind in ("visits", "complaints", "expenses"):
        file = ["all.xlsx", "--sheet", kind] if through == "xlsx" else [f"sheets/{kind}.csv"]
        assert main(["import", *file, "--kind", kind, "--clinic", "2"]) == 0, capsys.readouterr()

    for table, question in SAME.items():
        before, after = asked(question.format(id=1)), asked(question.format(id=2))
        assert before
        if through == "csv":  # an apostrophe keeps a spreadsheet from running what begins like this
            after = [tuple(_without_apostrophe(value) for value in row) for row in after]
        assert after == before, table


def _without_apostrophe(value: object) -> object:
    return value.removeprefix("'") if isinstance(value, str) else value


def test_days_amounts_and_codes_have_their_types() -> None:
    assert column("visits", "date")[0] == datetime(2026, 3, 2)  # noqa: DTZ001 - a day has no zone
    assert column("visits", "amount") == [3500.5, None, -500, 12000, 12000]
    assert column("visits", "patient") == ["1042", "0042", "1042", "A-7", "A-7"]
    assert column("visits", "rating") == ["4/5", None, "9/10", "4.5/5", None]
    assert column("visits", "legacy") == ["no", "yes", "no", "no", "no"]
    assert column("visits", "wait_min") == [15, None, 0, None, None]


def test_no_text_is_a_formula() -> None:
    cells = [
        cell
        for sheet in book()
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[:1] in set("=+-@")
    ]
    assert {cell.value for cell in cells} >= {"=1+1", "@cmd", "-2+3", "+waited an hour"}
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_a_csv_runs_nothing_either() -> None:
    assert main(["export", "all.xlsx", "--csv", "sheets"]) == 0
    with Path("sheets/visits.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["note"] for row in rows[1:4]] == ["'=1+1", "'@cmd", "'-2+3"]
    assert [row["amount"] for row in rows] == ["3500.50", "", "-500.00", "12000.00", "12000.00"]


def test_every_sheet_has_a_header_that_stays_and_filters() -> None:
    sheets = book().worksheets

    assert sheets[0].title == "definitions"
    assert {"visits", "complaints", "expenses", "ratings", "patients", "people"} <= {
        sheet.title for sheet in sheets
    }
    assert {sheet.freeze_panes for sheet in sheets} == {"A2"}
    assert all(sheet.auto_filter.ref for sheet in sheets)


def test_definitions_are_in_the_language_asked_for_with_the_settings_in_force() -> None:
    rows = dict(book()["definitions"].iter_rows(values_only=True))

    assert rows["currency"] == "RUB"
    assert rows["timezone"] == "Europe/Moscow"
    assert "at least one line" in str(rows["visit"])


def test_what_was_withdrawn_stands_on_a_sheet_of_its_own() -> None:
    (import_id,) = asked("SELECT max(id) FROM imports WHERE kind = 'expenses'")[0]
    assert main(["import", "--undo", str(import_id)]) == 0

    assert column("expenses", "amount") == []
    assert column("voided", "sheet") == ["expenses"] * 3
    assert column("voided", "amount") == [20000, 90000.99, -500]


def test_a_currency_without_minor_units_has_whole_amounts() -> None:
    assert main(["clinic", "add", "Tokyo", "--currency", "JPY"]) == 0
    Path("yen.csv").write_text("date,patient,amount\n2026-03-02,1,5000\n")
    assert main(["import", "yen.csv", "--clinic", "2"]) == 0
    assert main(["export", "yen.xlsx", "--clinic", "2"]) == 0

    rows = list(openpyxl.load_workbook("yen.xlsx")["visits"].iter_rows(values_only=True))
    assert rows[1][rows[0].index("amount")] == 5000


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["all.csv"], "no name of a workbook"),
        (["nowhere/all.xlsx"], "cannot be written"),
        (["all.xlsx", "--csv", "visits.csv"], "cannot be written"),
        (["all.xlsx", "--clinic", "9"], "There is no clinic 9"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line_and_leaves_nothing(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(Path().glob("*"))
    capsys.readouterr()
    assert main(["export", *arguments]) == 2

    assert sentence in capsys.readouterr().err
    assert sorted(Path().glob("*")) == before
