"""From the desk to the work: a filled database keeps every row and learns what is new."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.database import inspect, open_reading, prepare
from storage.schema import differences
from storage.upgrade import MIGRATIONS, counts, migrate

FIRST = MIGRATIONS / "versions" / "0001_first.sql"
SAMPLES: dict[str, Any] = {"TEXT": "ж🦷", "INTEGER": 1, "REAL": 4.5, "BLOB": b"\x00\xff"}
CHOSEN = {
    "role": "owner",
    "kind": "visit",
    "subject": "price",
    "cause": "people",
    "status": "answered",
    "emotion": "furious",
    "rating_scale": 5,
    "state": "waiting",
    "amount": -350_000,
    "merged_into": None,
    "change": 7,
}
"""What a checked column takes; the other columns take a sample of their type."""

KINDS_OF = {"services": "treatment", "imports": "visits"}
CLINICS = (1, 2)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the desk with two clinics and rows in every table."""
    path = tmp_path / "clinic.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(FIRST.read_text(encoding="utf-8"))
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    migrate(path, to="0002")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in tables(connection):
            for clinic_id in CLINICS:
                add_row(connection, table, clinic_id)
    return path


def tables(connection: sqlite3.Connection) -> list[str]:
    own = ("sqlite_", "alembic_", "versions")
    return [each for each in sorted(counts(connection)) if not each.startswith(own)]


def add_row(connection: sqlite3.Connection, table: str, clinic_id: int) -> None:
    """Write a row with something in every column that lets it."""
    names = connection.execute(f"PRAGMA table_info({table})").fetchall()
    row = {name: sample(table, name, kind, clinic_id) for _, name, kind, *_ in names}
    marks = ", ".join("?" * len(row))
    sql = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - our own names
    connection.execute(sql, tuple(row.values()))


def sample(table: str, name: str, kind: str, clinic_id: int) -> Any:
    if name == "id" and table == "clinics":
        return clinic_id
    if name == "clinic_id":
        return clinic_id
    if name == "kind":
        return KINDS_OF.get(table, "visit")
    if name in ("key", "code", "token", "hash", "name", "file_key") and kind == "TEXT":
        return f"{name} {clinic_id}"
    if name in ("aliases", "value", "content", "detail", "payload", "keyboard"):
        return json.dumps(["ж"])
    return CHOSEN.get(name, SAMPLES[kind])


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Each table's rows by column."""
    found = {}
    with closing(open_reading(path)) as connection:
        for table in tables(connection):
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - own names
            names = [column[0] for column in rows.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def test_the_old_database_has_a_row_of_each_clinic_in_what_is_made_anew(old: Path) -> None:
    before = contents(old)
    assert inspect(old) == "0002"
    made_anew = ("patients", "visit_lines", "complaints", "praises", "complaint_steps", "imports")
    assert {table: len(before[table]) for table in made_anew} == dict.fromkeys(made_anew, 2)


def test_every_row_of_the_desk_is_kept_with_every_column_it_had(old: Path) -> None:
    before = contents(old)
    prepare(old)
    after = contents(old)

    for table, was in before.items():
        names = list(was[0]) if was else []
        assert [{name: row[name] for name in names} for row in after[table]] == was, table


def test_the_migrated_schema_is_that_of_a_new_database(old: Path) -> None:
    prepare(old)
    with closing(open_reading(old)) as connection:
        assert differences(connection) == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_is_new_begins_empty(old: Path) -> None:
    before = contents(old)
    prepare(old)
    after = contents(old)

    assert all(after[table] == [] for table in after.keys() - before.keys())
    assert [(row["subjects_also"], row["causes_also"]) for row in after["complaints"]] == [
        ("[]", "[]")
    ] * 2
    assert [row["assignee_id"] for row in after["complaints"]] == [None, None]
    assert [row["do_not_call"] for row in after["patients"]] == [0, 0]


def test_the_copy_made_before_is_the_old_database(old: Path) -> None:
    before = contents(old)
    prepare(old)

    copies = list(old.parent.glob("clinic.before-*.db"))
    assert [contents(path) for path in copies] == [before]
