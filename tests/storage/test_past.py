"""Years of entries written at once stand in the journal like any others."""

from pathlib import Path

import pytest

from storage.ids import Ids
from storage.outside import outside
from storage.past import Entry, write_past
from tests.support.books import SMILE, Books

ENTRIES: list[Entry] = [
    ("cash_totals", {"day": 20_000, "amount": 5}),
    ("leavings", {"day": 20_000, "patient": "1042", "reason": "price"}),
    ("kinships", {"day": 20_001, "patient": "1042", "relative": "7"}),
]


def written(path: Path, books: Books, entries: list[Entry]) -> int:
    with outside(path).begin() as connection:
        return write_past(connection, SMILE, Ids(books.clock), entries)


async def test_entries_are_written_under_one_change_number_with_their_patients(books: Books):
    patients = [(await books.logged(code)).patient_id for code in ("1042", "7")]
    before = books.change()

    assert written(books.path, books, ENTRIES) == 3
    assert books.change() == before + 1
    assert books.rows("SELECT patient_id, relative_id, change FROM kinships") == [
        (*patients, before + 1)
    ]
    assert books.rows("SELECT reason, logged FROM leavings") == [("price", books.clock.now())]


async def test_an_unknown_code_writes_nothing(books: Books):
    with pytest.raises(KeyError):
        written(books.path, books, ENTRIES)
    assert books.rows("SELECT * FROM cash_totals") == []
