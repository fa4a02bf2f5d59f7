"""A machine's fault fails the whole group: nobody is told "saved", nothing is half written."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import pytest

from storage.unit import Letter, StorageFault, Unit, is_machine_fault
from tests.support.books import RITA, Books, full_disk

COUNTS = """
SELECT (SELECT count(*) FROM visit_lines), (SELECT count(*) FROM patients),
       (SELECT count(*) FROM audit WHERE action = 'visit logged'), (SELECT count(*) FROM outbox)
"""


def visits(books: Books, *codes: str, text: str = "saved") -> list[Unit]:
    units = []
    for code in codes:
        unit = books.unit()
        books.log(unit, code)
        unit.send(Letter(RITA, "sendMessage", {"text": text}))
        units.append(unit)
    return units


@asynccontextmanager
async def locked(books: Books, patience: int) -> AsyncIterator[None]:
    """Another process holds the file for longer than the writer is patient (milliseconds)."""
    await books.connection.execute(f"PRAGMA busy_timeout={patience}")
    with closing(sqlite3.connect(books.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_full_disk_fails_every_unit_and_nothing_is_half_written(books):
    async with full_disk(books):
        verdicts = await books.all_at_once(visits(books, "1", "2", "3", text="x" * 100_000))

        assert [type(verdict) for verdict in verdicts] == [StorageFault] * 3
        assert books.rows(COUNTS) == [(0, 0, 0, 0)]


async def test_with_room_again_the_same_units_are_saved(books):
    units = visits(books, "1", "2", text="x" * 100_000)
    async with full_disk(books):
        await books.all_at_once(units)

    assert await books.all_at_once(units) == [None, None]
    assert books.rows(COUNTS) == [(2, 2, 2, 2)]
    assert books.broken_link() is None


async def test_a_disk_that_fills_while_units_are_replayed_fails_them_all(books):
    twice = books.unit()
    books.log(twice, "9", token="the same")
    books.log(twice, "9", token="the same")
    small, large = visits(books, "1"), visits(books, "2", text="x" * 100_000)

    async with full_disk(books):
        verdicts = await books.all_at_once([*small, twice, *large])

    assert [type(verdict) for verdict in verdicts] == [StorageFault] * 3
    assert books.rows(COUNTS) == [(0, 0, 0, 0)]


async def test_a_lock_beyond_the_busy_timeout_fails_every_unit(books):
    async with locked(books, patience=30):
        verdicts = await books.all_at_once(visits(books, "1", "2"))

    assert [type(verdict) for verdict in verdicts] == [StorageFault] * 2
    assert books.rows(COUNTS) == [(0, 0, 0, 0)]
    assert await books.all_at_once(visits(books, "1")) == [None]


async def test_counts_and_chain_go_on_right_after_a_fault(books):
    await books.logged("1")
    async with full_disk(books):
        await books.all_at_once(visits(books, "2", text="x" * 100_000))
    await books.logged("3")

    assert books.rows("SELECT max(number), count(*) FROM audit WHERE clinic_id = 1") == [(3, 3)]
    assert books.broken_link() is None


async def test_a_fault_raises_no_change_number(books):
    await books.logged("1")
    before = books.change()
    async with full_disk(books):
        await books.all_at_once(visits(books, "2", text="x" * 100_000))

    assert books.change() == before
    assert (await books.logged("3")).change == before + 1


async def test_readers_go_on_while_the_disk_is_full(books):
    line = await books.logged("1042")
    async with full_disk(books):
        await books.all_at_once(visits(books, "2", text="x" * 100_000))
        assert books.journal.line(line.id) == line


@pytest.mark.parametrize(
    ("code", "is_machine"),
    [
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_IOERR_FSYNC, True),
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_READONLY, True),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
        (sqlite3.SQLITE_TOOBIG, False),
        (sqlite3.SQLITE_MISMATCH, False),
    ],
)
def test_faults_of_the_machine_are_told_from_faults_of_what_was_written(code, is_machine):
    fault = sqlite3.OperationalError("words")
    fault.sqlite_errorcode = code

    assert is_machine_fault(fault) is is_machine


def test_what_is_no_fault_of_the_database_is_none_of_the_machine():
    assert not is_machine_fault(ValueError("words"))
