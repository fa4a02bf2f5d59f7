"""Rooms for practice on disk: furnished like the clinic, and emptied to the last row."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from clinic.calendar import HOUR
from clinic.draft import VisitDraft
from storage.cards import add_card
from storage.journal import Journal, VisitLine
from storage.outside import reading
from storage.practice import EMPTY, OWNED, Rooms, empty_room, open_room, room_of
from storage.registry import clinic_ids
from storage.shapes import metadata
from storage.team import Team
from storage.unit import Letter, Unit
from storage.visits import log_visit
from tests.support.books import RITA, SMILE, TODAY, Books, new_database, opened

STAND_ELSEWHERE = {"people", "outbox"}
"""``people`` says where somebody stands; letters of the outbox go once they were sent."""


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    path = new_database(tmp_path / "clinic.db")
    async with opened(path) as ready:
        await ready.connection.execute(
            "INSERT INTO staff (clinic_id, id, role, name, since, change) "
            "VALUES (?, ?, 'staff', 'Rita', 0, 1)",
            (SMILE, RITA),
        )
        await ready.connection.commit()
        yield ready


async def opened_room(books: Books) -> Journal:
    unit = books.unit()
    open_room(unit, RITA, SMILE)
    await books.writer.commit(unit)
    return Journal(room_of(RITA), books.reader)


async def emptied(books: Books) -> None:
    unit = books.unit(None)
    empty_room(unit, RITA)
    await books.writer.commit(unit)


def log(books: Books, unit: Unit, room: Journal) -> VisitLine:
    """Put a visit of the room into the unit."""
    draft = VisitDraft("1042", TODAY, amount=3500)
    return log_visit(unit, room, draft, RITA, str(books.ids.new()))


def rows_of_room(books: Books) -> dict[str, int]:
    counted = {}
    for table in metadata.sorted_tables:
        if "clinic_id" in table.columns and table.name != "people":
            sql = f"SELECT count(*) FROM {table.name} WHERE clinic_id = ?"  # noqa: S608 - our own names
            [(counted[table.name],)] = books.rows(sql, room_of(RITA))
    return {name: count for name, count in counted.items() if count}


def test_no_table_of_a_clinic_is_forgotten() -> None:
    of_a_clinic = {table.name for table in metadata.sorted_tables if "clinic_id" in table.columns}

    assert {table.name for table in OWNED} == of_a_clinic - STAND_ELSEWHERE
    assert len(EMPTY) == len(OWNED) + 2


async def test_a_room_is_furnished_like_its_clinic(books: Books) -> None:
    room = await opened_room(books)

    assert room.catalogue() == books.journal.catalogue()
    assert Team(books.reader).settings(room.clinic_id, books.clock.now()) == Team(
        books.reader
    ).settings(SMILE, books.clock.now())
    assert Rooms(books.reader).practises(RITA)
    assert Team(books.reader).memberships(RITA)[0].clinic_id == SMILE


async def test_a_room_is_no_clinic_of_the_installation(books: Books) -> None:
    await opened_room(books)

    with reading(books.path).connect() as connection:
        assert clinic_ids(connection) == [1, 2]
    assert books.rows("SELECT count(*) FROM clinics") == [(3,)]


async def test_an_emptied_room_leaves_no_row(books: Books) -> None:
    room = await opened_room(books)
    unit = books.unit(room.clinic_id)
    line = log(books, unit, room)
    card = add_card(unit, line.id, RITA)
    unit.send(Letter(RITA, "sendMessage", {"chat_id": RITA}, card_id=card))
    await books.writer.commit(unit)
    await books.connection.execute("UPDATE outbox SET state = 'sent'")
    await books.connection.commit()
    assert {"visit_lines", "audit", "cards", "outbox"} <= set(rows_of_room(books))

    await emptied(books)
    assert rows_of_room(books) == {}
    assert books.rows("SELECT id FROM clinics ORDER BY id") == [(1,), (2,)]
    assert not Rooms(books.reader).practises(RITA)
    assert books.broken_link() is None


async def test_rooms_one_after_another_are_different_rooms(books: Books) -> None:
    """What was counted and chained in the first must not be believed of the second."""
    changes = set()
    for _ in range(3):
        room = await opened_room(books)
        unit = books.unit(room.clinic_id)
        log(books, unit, room)
        await books.writer.commit(unit)
        changes.add(books.change(room.clinic_id))
        assert books.broken_link() is None
        assert len(books.rows("SELECT 1 FROM audit WHERE clinic_id < 0")) == 1
        await emptied(books)
    assert len(changes) == 3


async def test_a_room_is_deserted_a_day_after_its_last_entry_or_without_its_person(
    books: Books,
) -> None:
    room, rooms = await opened_room(books), Rooms(books.reader)
    opened_at = books.clock.now()
    books.clock.move(20 * HOUR)
    unit = books.unit(room.clinic_id)
    log(books, unit, room)
    await books.writer.commit(unit)

    assert rooms.deserted(opened_at + HOUR) == []
    assert rooms.deserted(books.clock.now() + 1) == [(RITA, True)]
    await books.connection.execute("UPDATE staff SET removed = 1")
    await books.connection.commit()
    assert rooms.deserted(opened_at) == [(RITA, False)]
