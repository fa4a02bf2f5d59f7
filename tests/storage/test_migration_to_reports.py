"""From the work to reports: a filled database keeps every row and has room for what is said."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import inspect, open_reading, prepare
from storage.schema import differences
from storage.upgrade import MIGRATIONS, migrate
from tests.storage.test_migration_to_work import CLINICS, add_row, contents

FILLED = (
    *("clinics", "settings", "staff", "services", "channels", "doctors", "patients"),
    *("imports", "visit_lines", "amendments", "audit"),
)
FIRST = MIGRATIONS / "versions" / "0001_first.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the work with two clinics and rows in the tables of FILLED."""
    path = tmp_path / "clinic.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(FIRST.read_text(encoding="utf-8"))
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    migrate(path, to="0003")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in FILLED:
            for clinic_id in CLINICS:
                add_row(connection, table, clinic_id)
    return path


def test_every_row_is_kept_and_nothing_is_said_yet(old: Path) -> None:
    before = contents(old)
    assert inspect(old) == "0003"
    assert {table for table, rows in before.items() if len(rows) == 2} >= {*FILLED}
    prepare(old)
    after = contents(old)

    assert {table: after[table] for table in before} == before
    added = {table: after[table] for table in after.keys() - before.keys()}
    assert added == {"reports": [], "guesses": []}
    with closing(open_reading(old)) as connection:
        assert differences(connection) == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_attempt_to_call_stands_as_it_did(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        for clinic_id in CLINICS:
            connection.execute(
                "INSERT INTO calls (clinic_id, id, patient_id, reason, opened, change)"
                " SELECT clinic_id, 5, id, 'overdue', 1, 1 FROM patients WHERE clinic_id = ?",
                (clinic_id,),
            )
            connection.execute(
                "INSERT INTO call_attempts (clinic_id, id, call_id, outcome, author_id, at)"
                " VALUES (?, 9, 5, 'reached', 7, 1)",
                (clinic_id,),
            )
    read = "SELECT clinic_id, id, call_id, outcome, at FROM call_attempts"
    with closing(sqlite3.connect(old)) as connection:
        before = connection.execute(read).fetchall()
    prepare(old)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute(read).fetchall() == before
        assert len(before) == len(CLINICS)
        voided = connection.execute("SELECT DISTINCT voided, voided_by FROM call_attempts")
        assert voided.fetchall() == [(None, None)]
