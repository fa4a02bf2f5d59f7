"""The audit chain: whatever is changed by other means is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.chain import START, AuditRow, Break, append, last, link, verify
from storage.database import prepare
from storage.outside import outside, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two clinics with five links each."""
    path = tmp_path / "clinic.db"
    prepare(path)
    with outside(path).begin() as connection:
        connection.exec_driver_sql("INSERT INTO clinics VALUES (1, 0, 1), (2, 0, 1)")
        for number in range(5):
            for clinic_id in (1, 2):
                append(connection, clinic_id, number, 42, "visit logged", line=number, code="№ 1")
    return path


def broken(path: Path) -> Break | None:
    with reading(path).connect() as connection:
        return verify(connection)


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute(statement)


def test_an_untouched_chain_holds(path):
    assert broken(path) is None


def test_an_empty_journal_has_a_chain_that_holds(tmp_path):
    prepare(tmp_path / "clinic.db")
    assert broken(tmp_path / "clinic.db") is None


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ("UPDATE audit SET detail = '{}' WHERE clinic_id = 1 AND number = 3", Break(1, 3)),
        ("UPDATE audit SET at = at + 1 WHERE clinic_id = 2 AND number = 5", Break(2, 5)),
        ("UPDATE audit SET author_id = 1 WHERE clinic_id = 2 AND number = 1", Break(2, 1)),
        ("UPDATE audit SET entry_id = 1 WHERE clinic_id = 1 AND number = 1", Break(1, 1)),
        ("UPDATE audit SET action = 'x' WHERE number = 2", Break(1, 2)),
        ("UPDATE audit SET hash = x'00' WHERE clinic_id = 1 AND number = 4", Break(1, 4)),
        ("DELETE FROM audit WHERE clinic_id = 1 AND number = 2", Break(1, 2)),
        ("DELETE FROM audit WHERE clinic_id = 2 AND number = 1", Break(2, 1)),
    ],
)
def test_a_row_changed_by_other_means_is_named(path, change, first):
    tamper(path, change)
    assert broken(path) == first


def test_a_chain_cannot_be_moved_to_another_clinic(path):
    tamper(path, "INSERT INTO clinics VALUES (3, 0, 1)")
    tamper(path, "UPDATE audit SET clinic_id = 3 WHERE clinic_id = 2")
    assert broken(path) == Break(3, 1)


def test_the_next_link_follows_the_last(path):
    with reading(path).connect() as connection:
        number, digest = last(connection, 2)
        assert number == 5
        assert len(digest) == 32
        assert last(connection, 9) == (0, START)


rows = st.builds(
    AuditRow,
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.text(max_size=4),
    st.none() | st.integers(0, 9),
    st.text(max_size=4),
)


@given(rows, rows, st.binary(max_size=32))
def test_different_rows_have_different_links(one, other, previous):
    assert (link(previous, one) == link(previous, other)) == (one == other)
