"""Staff groups on disk: one row a group, followed when Telegram renumbers it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.cards import add_card
from storage.groups import MOVE_CARDS, Group, Groups, bind, move_group, unbind
from storage.unit import Stale
from tests.support.books import BOT, NEIGHBOUR, SMILE, Books, new_database, opened

OLD, NEW, OLGA = -4001, -100_4001, 501


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    async with opened(new_database(tmp_path / "clinic.db")) as ready:
        yield ready


async def bound(books: Books, group_id: int = OLD, clinic_id: int = SMILE) -> None:
    unit = books.unit(clinic_id)
    bind(unit, group_id, "Smile staff", OLGA)
    await books.writer.commit(unit)


async def moved(books: Books) -> None:
    unit = books.unit(None)
    move_group(unit, OLD, NEW)
    await books.writer.commit(unit)


def found(books: Books) -> dict[int, Group]:
    return Groups(books.reader, BOT).all()


async def test_a_group_is_bound_once_and_audited(books: Books) -> None:
    await bound(books)
    with pytest.raises(Stale):
        await bound(books, clinic_id=NEIGHBOUR)

    assert found(books) == {OLD: Group(OLD, SMILE, "Smile staff")}
    assert Groups(books.reader, BOT + 1).all() == {}
    assert books.rows("SELECT action, author_id FROM audit WHERE action = 'group bound'") == [
        ("group bound", OLGA)
    ]


async def test_an_unbound_group_leaves_no_row(books: Books) -> None:
    await bound(books)
    unit = books.unit(None)
    unbind(unit, found(books)[OLD], OLGA)
    await books.writer.commit(unit)

    assert found(books) == {}
    assert books.broken_link() is None


async def test_a_moved_group_takes_its_cards_along_without_their_numbers(books: Books) -> None:
    await bound(books)
    unit = books.unit()
    line = books.log(unit, "1042")
    add_card(unit, line.id, OLD, message_id=7)
    add_card(unit, line.id, OLGA, message_id=8)
    await books.writer.commit(unit)
    await moved(books)
    await moved(books)

    assert list(found(books)) == [NEW]
    cards = books.rows("SELECT chat_id, message_id FROM cards ORDER BY chat_id DESC")
    assert cards == [(OLGA, 8), (NEW, None)]


async def test_a_binding_made_at_the_new_id_meanwhile_gives_way(books: Books) -> None:
    await bound(books)
    await bound(books, NEW, NEIGHBOUR)
    await moved(books)

    assert found(books) == {NEW: Group(NEW, SMILE, "Smile staff")}


async def test_the_cards_of_a_chat_are_found_by_their_index(books: Books) -> None:
    with closing(sqlite3.connect(books.path)) as connection:
        values = [None] * len(MOVE_CARDS.order)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {MOVE_CARDS.sql}", values)
        plan = [row[3] for row in rows]

    assert any("cards" in step and "chat_id=?" in step for step in plan)
