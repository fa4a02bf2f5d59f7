"""J9: an owner sends three years in a file, sees how it is read, imports it, and takes it back."""

import csv
import datetime
import io
import json
import os

import openpyxl
import pytest

from tests.support.stage import Actor, Stage

HEADER = ("Дата приёма", "№ карты", "Услуга", "Сумма", "Откуда узнали")
OLD, NEW = datetime.date(2024, 5, 6), datetime.date(2026, 2, 3)
ROWS = (
    (OLD, 1042, "Гигиена", 3500, "Instagram"),
    (OLD, 1042, "Гигиена", 3500, "Instagram"),
    (NEW, 1042, "Лечение", "6 200,50 ₽", None),
    (NEW, 1043, "Гигиена", -500, None),
    (None, 1044, "Гигиена", 3500, None),
    (NEW, 79161234567, "Гигиена", 3500, None),
)


def workbook(rows=ROWS, header=HEADER, title: str | None = "Отчёт за три года") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Приёмы"
    if title:
        sheet.append([title])
        sheet.append([])
    for row in (header, *rows):
        sheet.append(row)
    book.create_sheet("Заметки").append(["купить бумагу"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


async def sends(person: Actor, content: bytes, name: str = "three years.xlsx") -> None:
    person.person.sends_document(content, name)
    await person.stage.settles()


def offer(person: Actor) -> str:
    """The newest text that is no document's caption."""
    return next(text for text in reversed(person.heard) if "bad rows" not in text)


async def test_an_owner_imports_three_years_and_takes_them_back(stage: Stage, owner: Actor) -> None:
    await sends(owner, workbook())
    assert "three years.xlsx, sheet “Приёмы”, read as visits:" in owner.sees
    assert "patient: “№ карты” (1042)" in owner.sees
    assert "amount: “Сумма” (3500)" in owner.sees
    assert owner.buttons == ["Right", "Change a column", "Another kind", "Another sheet"]

    await owner.taps("Right")
    assert "6 rows:\ngood: 4\nduplicate: 0\nbad: 2" in offer(owner)
    assert "· 1: day: is empty" in offer(owner)
    assert stage.rows("SELECT count(*) FROM imports") == [(0,)]
    sent = owner.person.last
    assert sent.document_name == "three years.bad.csv"
    bad = list(csv.reader(io.StringIO(sent.document.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in bad] == ["№ карты", "1044", "79161234567"]
    assert "phone" in bad[2][-1]

    await owner.taps("Before 2025")
    assert "Old: first seen before January 1, 2025" in offer(owner)
    await owner.taps("Import")
    assert offer(owner).startswith("The import is done.\n6 rows:\ngood: 4")
    assert "New" not in offer(owner)
    assert stage.rows("SELECT sum(amount), count(*) FROM visit_lines") == [(1270050, 4)]
    legacy = "SELECT code, legacy FROM patients ORDER BY code"
    assert stage.rows(legacy) == [("1042", 1), ("1043", 0)]
    assert stage.rows("SELECT author_id, finished > 0 FROM imports") == [(owner.id, 1)]

    await owner.taps("Undo the whole import")
    assert "All its entries are withdrawn" in offer(owner)
    await owner.taps("Undo the whole import")
    assert "is undone: 4 entries are withdrawn" in offer(owner)
    standing = "SELECT count(*) FROM visit_lines WHERE voided IS NULL"
    assert stage.rows(standing) == [(0,)]
    audit = [row[0] for row in stage.rows("SELECT action FROM audit ORDER BY number")]
    assert audit[-2:] == ["import", "import undone"]


async def test_the_same_file_again_adds_nothing_and_after_an_undo_it_comes_back(
    stage: Stage, owner: Actor
) -> None:
    await imports(owner)
    await sends(owner, workbook())
    await owner.taps("Right")
    assert "good: 0\nduplicate: 4" in offer(owner)
    assert "Import" not in [b for m in owner.person.sees[-2:] for r in m.keyboard for b in r]

    await owner.sends("/import")
    await owner.taps("Undo three years.xlsx")
    await owner.taps("Undo the whole import")
    await owner.sends("/import")
    assert "three years.xlsx · visits: 4, undone" in owner.sees
    await imports(owner)
    assert stage.rows("SELECT count(*) FROM visit_lines WHERE voided IS NULL") == [(4,)]


async def imports(owner: Actor) -> None:
    await sends(owner, workbook())
    await owner.taps("Right")
    await owner.taps("None")
    await owner.taps("Import")


async def test_a_column_is_corrected_by_taps_and_remembered(stage: Stage, owner: Actor) -> None:
    header = ("Дата", "Кто", "Сумма", "Наличные")
    content = workbook([(NEW, "17", 100, 90)], header, None)
    await sends(owner, content)
    assert "Missing: patient." in owner.sees
    assert "Right" not in owner.buttons
    await owner.taps("Change a column")
    await owner.taps("patient")
    await owner.taps("Кто")
    assert "patient: “Кто” (17)" in owner.sees
    await owner.taps("Change a column")
    await owner.taps("paid")
    await owner.taps("Наличные")
    await owner.taps("Change a column")
    await owner.taps("amount")
    await owner.taps("Not in the file")
    assert "amount" not in owner.sees
    assert "Not read: Сумма" in owner.sees

    await sends(owner, content, "again.xlsx")
    assert "paid: “Наличные” (90)" in owner.sees
    assert "amount" not in owner.sees
    assert len(stage.rows("SELECT id FROM formats")) == 1


async def test_sheet_and_kind_are_chosen_by_taps(stage: Stage, owner: Actor) -> None:
    await sends(owner, workbook())
    await owner.taps("Another sheet")
    await owner.taps("Заметки")
    assert "sheet “Заметки”" in owner.sees
    assert "Missing: day." in owner.sees
    await owner.taps("Another kind")
    await owner.taps("expenses")
    assert "read as expenses" in owner.sees
    assert "Missing: category." in owner.sees


async def test_expenses_and_patients_come_in_too(stage: Stage, owner: Actor) -> None:
    await sends(owner, "дата;статья;сумма\n03.02.2026;реклама;20000\n".encode("cp1251"), "e.csv")
    assert "read as expenses" in owner.sees
    await owner.taps("Right")
    await owner.taps("Import")
    spent = "SELECT category, bucket, amount FROM expenses"
    assert stage.rows(spent) == [("ads", "acquire", 2000000)]

    await sends(owner, b"patient,legacy\n7,yes\n8,\n7,yes\n", "p.csv")
    await owner.taps("Right")
    await owner.taps("Import")
    assert "good: 2\nduplicate: 1" in offer(owner)
    assert stage.rows("SELECT code, legacy FROM patients ORDER BY 1") == [("7", 1), ("8", 0)]
    await owner.sends("7 1500")
    await owner.sends("/import")
    await owner.taps("Undo p.csv")
    assert "whoever has an entry by now stays" in owner.sees
    await owner.taps("Undo the whole import")
    assert "1 patient is removed.\n1 patient has entries and stays." in owner.sees
    assert stage.rows("SELECT code FROM patients") == [("7",)]


async def test_the_day_of_old_patients_can_be_typed(stage: Stage, owner: Actor) -> None:
    await sends(owner, workbook())
    await owner.taps("Right")
    await owner.taps("Type a day")
    await owner.sends("03.02.2026")
    assert "Old: first seen before February 3, 2026" in owner.sees
    await owner.taps("Import")
    legacy = "SELECT code, legacy FROM patients ORDER BY code"
    assert stage.rows(legacy) == [("1042", 1), ("1043", 0)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "The file is no table."),
        (b"PK\x03\x04rest", "The workbook cannot be opened."),
        (b"\xd0\xcf\x11\xe0" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "a password"),
        (b"", "The file is empty"),
        (b"a," * 16000 + b"b\n", "16001 columns"),
    ],
)
async def test_what_cannot_be_read_is_one_sentence(
    stage: Stage, owner: Actor, content: bytes, said: str
) -> None:
    await sends(owner, content)
    assert said in owner.sees
    assert stage.rows("SELECT count(*) FROM imports") == [(0,)]


async def test_only_owners_bring_files_and_tap_on_them(
    stage: Stage, owner: Actor, reception: Actor, neighbour: Actor
) -> None:
    await sends(reception, workbook())
    assert "owner" in reception.sees
    await sends(owner, workbook())
    message = owner.person.last
    right = message.wire["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await neighbour.sends("/help")
    await neighbour.taps(right, neighbour.person.last, stale=True)
    assert "not kept any more" in neighbour.sees
    await owner.taps("Right")
    await owner.taps("Import")
    [(number,)] = stage.rows("SELECT id FROM imports")
    await neighbour.sends("/help")
    await neighbour.taps(f"1iu:{number}:undo", neighbour.person.last, stale=True)
    assert "There is no import" in neighbour.sees
    assert stage.rows("SELECT count(*) FROM visit_lines WHERE voided IS NULL") == [(4,)]


async def test_a_second_tap_on_import_and_on_undo_changes_nothing(
    stage: Stage, owner: Actor
) -> None:
    await sends(owner, workbook())
    await owner.taps("Right")
    shown = owner.person.sees[-2]
    again = shown.wire["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    await owner.taps("Import")
    await owner.taps(again, shown, stale=True)
    assert "is being imported, or was" in owner.sees
    assert len(stage.rows("SELECT id FROM imports")) == 1
    [(number,)] = stage.rows("SELECT id FROM imports")
    for _ in range(2):
        await owner.taps(f"1iu:{number}:undo", shown, stale=True)
    assert "was undone before" in owner.sees
    assert len(stage.rows("SELECT 1 FROM audit WHERE action = 'import undone'")) == 1


async def test_an_import_that_was_begun_goes_on_after_a_restart(stage: Stage, owner: Actor) -> None:
    await imports(owner)
    [(number,)] = stage.rows("SELECT id FROM imports")
    [job] = stage.path.parent.glob("imports/*/job.json")
    begun = json.loads(job.read_text())
    del begun["over"]
    job.write_text(json.dumps(begun))
    os.utime(job)
    stage.app.imports.start()
    await stage.settles()
    assert stage.rows("SELECT id, good, duplicate FROM imports") == [(number, 4, 0)]
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(4,)]
