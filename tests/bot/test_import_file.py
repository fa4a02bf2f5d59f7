"""``import FILE``: what it says, what it leaves behind, and how it ends."""

import csv
from pathlib import Path

import pytest

from storage.registry import FIRST_CHANGE
from tests.support.at_home import asked

BY_HAND = (
    "Дата приёма;№ карты;Услуга;Сумма, руб.;Врач;№ чека;Ожидание, мин;Оценка\r\n"
    "12.03.2026;1042;Гигиена;3 500,00 р.;Орлова;1;15;5\r\n"
    "13.03.2026;1042;Лечение кариеса;6\u00a0200,50;Орлова;2;;\r\n"
    "13.03.2026;1043;Гигиена;-500;Орлова;3;;\r\n"
    "31.02.2026;1044;Гигиена;3500;Орлова;4;;\r\n"
    "14.03.2026;;Гигиена;3,500;Орлова;5;700;6\r\n"
)


LOCKED = Path(__file__).parent / "files" / "locked.xlsx"
"""A workbook that was encrypted with a password, as Excel does it."""

pytestmark = pytest.mark.usefixtures("with_a_clinic")


def test_a_table_made_by_hand_is_read_and_its_bad_rows_come_back(command):
    Path("visits.csv").write_bytes(BY_HAND.encode("cp1251"))
    code, said, errors = command("import", "visits.csv")
    assert (code, errors) == (1, [])
    assert "read as visits, cp1251, separator semicolon" in said
    assert "guessed: “Дата приёма” is date" in said
    assert "left out: № чека" in said
    assert "new doctors: Орлова" in said
    assert not [line for line in said if "new services" in line]
    assert said[-4:] == [
        "good: 3",
        "duplicate: 0",
        "bad: 2",
        "bad rows with their reasons: visits.bad.csv",
    ]
    assert asked("SELECT sum(amount), max(wait_min), max(rating) FROM visit_lines") == [
        (350000 + 620050 - 50000, 15, 5)
    ]


def test_the_file_of_reasons_is_mended_and_imported(command):
    Path("visits.csv").write_bytes(BY_HAND.encode("cp1251"))
    command("import", "visits.csv")
    with Path("visits.bad.csv").open(encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file, delimiter=";")
    assert header[:2] == ["Дата приёма", "№ карты"]
    assert header[-1] == "reason"
    assert first[:2] == ["31.02.2026", "1044"]
    assert "day: There is no such day" in first[-1]
    for column in ("patient: is empty", "amount: ", "wait, min: ", "rating: "):
        assert column in second[-1]
    mended = Path("visits.bad.csv").read_text("utf-8-sig")
    for wrong, right in (("31.02", "28.02"), ("2026;;", "2026;7;"), ("3,500;", "3500;"),
                         ("700;6", "70;5")):  # fmt: skip
        assert wrong in mended
        mended = mended.replace(wrong, right)
    Path("visits.bad.csv").write_text(mended, "utf-8")
    code, said, _ = command("import", "visits.bad.csv")
    assert code == 0
    assert "good: 2" in said
    assert asked("SELECT count(*) FROM visit_lines") == [(5,)]


def test_bad_rows_of_a_file_of_reasons_get_their_reasons_anew(command):
    Path("v.csv").write_text("date,patient,reason\n1,7,old reason\n")
    assert command("import", "v.csv")[0] == 1
    [[*header], [*row]] = csv.reader(Path("v.bad.csv").read_text("utf-8-sig").splitlines())
    assert header == ["date", "patient", "reason"]
    assert row[:2] == ["1", "7"]
    assert "is no day" in row[2]


def test_the_same_file_twice_is_all_duplicates(command):
    Path("v.csv").write_text("date,patient\n2026-03-12,1\n2026-03-12,1\n")
    assert "good: 2" in command("import", "v.csv")[1]
    code, said, _ = command("import", "v.csv")
    assert code == 0
    assert said[1:] == ["good: 0", "duplicate: 2", "bad: 0"]


def test_a_dry_run_says_the_reasons_and_writes_nothing(command):
    Path("v.csv").write_text("date,patient,service\n2026-03-12,1,Massage\nnever,2,\n")
    code, said, _ = command("import", "v.csv", "--dry-run")
    assert code == 1
    assert "new services: Massage" in said
    assert any(line.startswith("line 3: day: “never” is no day") for line in said)
    assert said[-1] == "A rehearsal: nothing was written."
    assert not Path("v.bad.csv").exists()
    assert asked("SELECT count(*) FROM imports") == [(0,)]
    assert asked("SELECT count(*) FROM services WHERE name = 'Massage'") == [(0,)]


def test_reasons_that_cannot_be_written_are_said_and_the_good_rows_are_in(command):
    Path("v.csv").write_text("date,patient\n2026-03-12,1\nnever,2\n")
    Path("v.bad.csv").mkdir()
    code, said, _ = command("import", "v.csv")
    assert code == 1
    assert "v.bad.csv cannot be written (Is a directory)" in said
    assert any(line.startswith("line 3: ") for line in said)
    assert asked("SELECT count(*) FROM visit_lines") == [(1,)]


def test_complaints_are_known_by_their_columns_or_said(command):
    Path("c.csv").write_text("date,text,patient\n2026-03-12,cold,1\n")
    assert "read as complaints, utf-8, separator comma" in command("import", "c.csv")[1]
    assert asked("SELECT note, subject, status FROM complaints") == [("cold", "other", "new")]
    _, _, errors = command("import", "c.csv", "--kind", "expenses")
    assert "No column is named category" in errors[0]


def test_legacy_patients_are_those_first_seen_before_the_day(command):
    Path("v.csv").write_text("date,patient\n2025-03-12,1\n2026-03-12,2\n")
    assert command("import", "v.csv", "--legacy-before", "01.01.2026")[0] == 0
    assert asked("SELECT code, legacy FROM patients ORDER BY 1") == [("1", 1), ("2", 0)]


@pytest.mark.parametrize(
    ("content", "options", "part"),
    [
        (None, (), "cannot be read (No such file"),
        (b"", (), "is empty"),
        (b"PK\x03\x04", (), "cannot be opened"),
        (LOCKED.read_bytes(), (), "asks for a password"),
        (b"," * 16_000 + b"\n", (), "is empty"),
        (b"date,patient" + b",x" * 16_000 + b"\n", (), "16002 columns"),
        (b"date,patient\n" + b"\n" * 1_048_577, (), "more than 1048576"),
        (b"date,who\n1,2\n", (), "No column is named patient"),
        (b"date,patient\n", ("--kind", "complaints"), "No column is named text"),
        (b"date,patient\n", ("--legacy-before", "soon"), "not “soon”"),
        (b"date,patient\n", ("--clinic", "7"), "There is no clinic 7"),
        (b"date,patient\n", ("--kind", "payments"), "invalid choice"),
    ],
)
def test_what_cannot_be_read_at_all_is_one_line(command, content, options, part):
    if content is not None:
        Path("v.csv").write_bytes(content)
    code, said, errors = command("import", "v.csv", *options)
    assert (code, said, len(errors)) == (2, [], 1)
    assert part in errors[0]
    assert asked("SELECT (SELECT count(*) FROM imports), (SELECT max(change) FROM clinics)") == [
        (0, FIRST_CHANGE)
    ]
