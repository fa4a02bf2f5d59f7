"""/export: the journal as a workbook in the chat, by role, and nothing of it left on disk."""

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

MONEY_SHEETS = {"expenses", "cash", "payments", "recurring"}


@pytest.fixture
async def manager(joins: Joins) -> Actor:
    return await joins("Mila", 505, "manager")


def book_of(person: Actor) -> openpyxl.Workbook:
    content = person.person.last.document
    assert content is not None
    return openpyxl.load_workbook(io.BytesIO(content))


def header(book: openpyxl.Workbook, sheet: str) -> list[object]:
    return [cell.value for cell in book[sheet][1]]


async def test_the_owner_gets_everything_under_the_clinics_name_and_day(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 w15 // =note")
    await reception.sends("/complaint 1042 waited an hour")
    await owner.sends("/export")
    book = book_of(owner)

    assert owner.person.last.document_name == "Smile 2026-03-12.xlsx"
    assert "Everything of Smile" in owner.sees
    rows = list(book["visits"].iter_rows(values_only=True))
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["patient"], line["amount"], line["wait_min"]) == ("1042", 3500, 15)
    assert (line["note"], line["written_by"]) == ("=note", "Rita")
    assert book["complaints"].max_row == 2
    assert stage.rows("SELECT count(*) FROM audit WHERE action = 'exported'") == [(1,)]


async def test_a_manager_gets_no_money_unless_the_owner_shows_it(
    owner: Actor, reception: Actor, manager: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await manager.sends("/export")
    book = book_of(manager)
    assert not MONEY_SHEETS & set(book.sheetnames)
    assert not {"amount", "paid", "discount", "quote"} & set(header(book, "visits"))
    assert "Amounts are left out" in manager.sees
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 3500 not in cells


async def test_a_manager_who_may_see_money_gets_it(
    stage: Stage, neighbour: Actor, joins: Joins
) -> None:
    clinic = stage.add_clinic("Open", 801, manager_money="yes")
    boss = stage.actor("Boss", 801)
    stage.has_written(801)
    await boss.sends("/invite manager")
    link = boss.sees.split("start=")[1].split()[0]
    second = stage.actor("Second", 802)
    await second.sends(f"/start {link}")
    await second.sends("/export")

    assert clinic.id == 3
    assert set(book_of(second).sheetnames) >= MONEY_SHEETS


async def test_staff_are_told_whose_it_is(reception: Actor) -> None:
    await reception.sends("/export")

    assert "manager" in reception.sees
    assert reception.person.last.document is None


async def test_the_neighbours_journal_is_not_in_it(
    owner: Actor, neighbour: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await neighbour.sends("/export")

    book = book_of(neighbour)
    assert book["visits"].max_row == 1
    assert [row[0] for row in book["people"].iter_rows(min_row=2, values_only=True)] != ["Rita"]


async def test_practice_is_not_exported(owner: Actor) -> None:
    await owner.sends("/practice")
    await owner.sends("/export")

    assert "This is practice" in owner.sees


async def test_no_file_of_it_stays_behind(
    owner: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    await owner.sends("/export")

    assert owner.person.last.document is not None
    assert list(aside.iterdir()) == []


async def test_no_telegram_id_of_anybody_is_in_it(owner: Actor, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await owner.sends("/export")

    cells = [
        c for sheet in book_of(owner) for row in sheet.iter_rows(values_only=True) for c in row
    ]
    assert not {owner.id, reception.id, str(owner.id), str(reception.id)} & set(cells)
