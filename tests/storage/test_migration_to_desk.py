"""From the first release to the desk: a filled database keeps every row and learns what is new."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.database import inspect, open_reading, prepare
from storage.schema import differences
from storage.upgrade import MIGRATIONS, counts

FIRST = MIGRATIONS / "versions" / "0001_first.sql"
RITA, ZOE = 502, 503
STAFF = """
    INSERT INTO clinics (id, created, change) VALUES (1, 10, 7), (2, 11, 3);
    INSERT INTO staff (clinic_id, id, role, name, since, removed, change) VALUES
        (1, 502, 'staff', 'Rita', 12, NULL, 1), (1, 503, 'owner', 'Zoe', 13, NULL, 1),
        (2, 502, 'manager', 'Рита', 14, 15, 2);
    INSERT INTO people (id, language, clinic_id) VALUES (502, 'ru', 1), (503, NULL, NULL);
    INSERT INTO invites (hash, clinic_id, role, author_id, made, expires, used, used_by, revoked)
        VALUES (x'0102', 1, 'staff', 503, 16, 17, 18, 502, NULL),
        (x'0304', 2, 'owner', NULL, 19, 20, NULL, NULL, NULL);
"""
JOURNAL = """
    INSERT INTO patients (clinic_id, id, code, key, legacy, merged_into, change) VALUES
        (1, 1, '1042', '1042', 1, NULL, 1), (1, 2, '№7-б', '№7-б', 0, 1, 2),
        (2, 1, '1042', '1042', 0, NULL, 1);
    INSERT INTO visit_lines (clinic_id, id, patient_id, day, author_id, logged, token, amount,
        note, voided, voided_by, change) VALUES
        (1, 101, 1, 20000, 502, 5, 'a', 350000, 'ж🦷', NULL, NULL, 4),
        (1, 102, 2, 20001, 502, 6, 'b', -100, '', 8, 503, 5),
        (2, 101, 1, 20000, 503, 7, 'a', NULL, '', NULL, NULL, 3);
    INSERT INTO amendments (clinic_id, id, line_id, field, before, after, author_id, at) VALUES
        (1, 1, 101, 'amount', '300000', '350000', 503, 9),
        (1, 2, 101, 'note', '""', '"ж🦷"', 502, 10), (2, 1, 101, 'day', '1', '2', 503, 11);
    INSERT INTO audit (clinic_id, number, at, author_id, action, entry_id, detail, hash)
        VALUES (1, 1, 5, 502, 'visit logged', 101, '{}', x'00');
    INSERT INTO cards (clinic_id, id, entry_id, bot_id, chat_id, message_id)
        VALUES (1, 1, 101, 4200, 502, 12);
"""
GROWN = ("staff", "patients", "people", "invites", "amendments")
"""The tables that are made anew; of the others not a byte may change."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the first release with rows in everything that the next one changes."""
    path = tmp_path / "clinic.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(FIRST.read_text(encoding="utf-8"))
        connection.executescript(STAFF + JOURNAL)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    return path


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(open_reading(path)) as connection:
        return connection.execute(sql).fetchall()


def contents(path: Path) -> Iterator[tuple[str, list[tuple[str, ...]], list[dict[str, Any]]]]:
    """Yield each table of the journal and the post with its rows, as columns and values."""
    with closing(open_reading(path)) as connection:
        for table in sorted(counts(connection)):
            if table.startswith(("sqlite_", "alembic_")):
                continue
            found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - own names
            names = [column[0] for column in found.description]
            yield table, [tuple(names)], [dict(zip(names, row, strict=True)) for row in found]


def test_every_row_of_the_first_release_is_kept(old: Path) -> None:
    before = {table: found for table, _, found in contents(old)}
    assert inspect(old) == "0001"
    prepare(old)
    after = {table: found for table, _, found in contents(old)}

    for table, was in before.items():
        renamed = [_renamed(table, row) for row in was]
        kept = [{name: row[name] for name in renamed[0]} for row in after[table]] if was else []
        assert kept == renamed, table
        if table not in GROWN and table != "versions":
            assert after[table] == was, table


def _renamed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table != "amendments":
        return row
    return {"entry_id" if name == "line_id" else name: value for name, value in row.items()}


def test_the_migrated_schema_is_that_of_a_new_database(old: Path) -> None:
    prepare(old)
    with closing(open_reading(old)) as connection:
        assert differences(connection) == []
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_amendments_become_those_of_visits_that_nobody_typed(old: Path) -> None:
    prepare(old)

    assert rows(old, "SELECT DISTINCT kind, typed FROM amendments") == [("visit", 0)]
    assert rows(old, "SELECT id, entry_id FROM amendments WHERE clinic_id = 1 ORDER BY id") == [
        (1, 101),
        (2, 101),
    ]


def test_who_has_written_in_a_clinic_is_no_newcomer_there(old: Path) -> None:
    prepare(old)

    assert rows(old, "SELECT clinic_id, id, wrote FROM staff ORDER BY clinic_id, id") == [
        (1, RITA, 1),
        (1, ZOE, 0),
        (2, RITA, 0),
    ]
