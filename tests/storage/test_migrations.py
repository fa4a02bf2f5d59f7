"""Migrations on filled tables: rows stay, a failure leaves nothing, the copy is good."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from clinic.calendar import HandClock
from storage.database import TooNew, inspect, open_reading, prepare
from storage.outside import outside, reading
from storage.registry import add_clinic
from storage.schema import HEAD, differences, revisions, shape
from storage.shapes import metadata
from storage.upgrade import MIGRATIONS, BadCopy, NotUpgraded, back_up, counts, migrate, upgrade

NEXT = f"{int(HEAD) + 1:04}"
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("{table}", recreate="always") as batch:
        batch.add_column(sa.Column("household", sa.INTEGER))
    {after}
"""


def fill(path: Path) -> None:
    """Put a clinic with two patients and three lines into a new database."""
    prepare(path)
    with outside(path).begin() as connection:
        add_clinic(connection, HandClock(1_000), {"name": "Smile"}, owner=42)
        connection.exec_driver_sql(
            "INSERT INTO patients (clinic_id, id, code, key, change) VALUES "
            "(1, 1, '1042', '1042', 1), (1, 2, '#anna', '#anna', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO visit_lines (clinic_id, id, patient_id, day, author_id, logged, token, "
            "amount, change) VALUES (1, 1, 1, 20000, 42, 5, 'a', 350000, 1), "
            "(1, 2, 1, 20000, 42, 6, 'b', -100, 1), (1, 3, 2, 20001, 42, 7, 'c', NULL, 1)"
        )


def future(folder: Path, after: str = "pass", table: str = "patients") -> Path:
    """Return a copy of the migrations with one more, which rebuilds a table that has children."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    text = MIGRATION.format(head=HEAD, next=NEXT, after=after, table=table)
    (migrations / "versions" / f"{NEXT}_next.py").write_text(text, encoding="utf-8")
    return migrations


def dump(path: Path) -> list[str]:
    with closing(open_reading(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A filled database."""
    fill(tmp_path / "clinic.db")
    return tmp_path / "clinic.db"


def test_migrating_from_nothing_gives_the_schema_of_a_new_database(tmp_path):
    migrate(tmp_path / "migrated.db")
    with closing(open_reading(tmp_path / "migrated.db")) as connection:
        assert differences(connection) == []


def test_autogenerate_finds_nothing_to_add_to_the_migrations(tmp_path):
    migrate(tmp_path / "migrated.db")
    with reading(tmp_path / "migrated.db").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_head_that_new_databases_get_is_the_newest_migration():
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_heads() == [HEAD]
    assert revisions() == {found.revision for found in script.walk_revisions()}


@pytest.mark.parametrize("table", ["patients", "visit_lines"])
def test_rebuilding_a_table_keeps_rows_children_checks_and_strictness(path, tmp_path, table):
    with closing(open_reading(path)) as connection:
        rows, wanted = counts(connection), shape(connection)
    upgrade(path, future(tmp_path, table=table), NEXT)
    with closing(open_reading(path)) as connection:
        assert counts(connection) == rows
        found = shape(connection)
    assert found.pop(table) ^ wanted.pop(table) == {"household INTEGER"}
    assert found == wanted
    assert rows["visit_lines"] == 3


@pytest.mark.parametrize(
    "after",
    [
        'raise RuntimeError("half way")',
        'op.execute("DELETE FROM patients WHERE id = 1")',
    ],
    ids=["it raises", "it leaves dangling rows"],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(path, tmp_path, after):
    before = dump(path)
    with pytest.raises(NotUpgraded):
        upgrade(path, future(tmp_path, after), NEXT)
    assert dump(path) == before
    assert inspect(path) == HEAD


def test_migrations_that_do_not_end_at_the_schema_of_a_new_database_leave_nothing(tmp_path):
    migrations = future(tmp_path)
    script = migrations / "versions" / "0001_first.sql"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace(" WITHOUT ROWID,\n", "", 1), encoding="utf-8")
    with pytest.raises(Exception, match="differs from a new database's in bots"):
        migrate(tmp_path / "clinic.db", migrations)
    assert inspect(tmp_path / "clinic.db") is None


def test_the_copy_made_before_a_migration_holds_what_was_only_in_the_log(path, tmp_path):
    with closing(sqlite3.connect(path, isolation_level=None)) as bot:
        bot.execute("INSERT INTO bots VALUES (7, 'smile_bot')")
        before = dump(path)
        assert b"smile_bot" not in path.read_bytes()
        copy = upgrade(path, future(tmp_path), NEXT)
    assert copy.name == f"clinic.before-{NEXT}.db"
    assert dump(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_log_says_how_to_go_back(path, tmp_path, caplog):
    copy = upgrade(path, future(tmp_path), NEXT)
    assert f"move {copy} to {path}" in caplog.text


def test_a_copy_that_cannot_be_made_stops_the_migration(path, tmp_path):
    with pytest.raises(BadCopy):
        back_up(path, tmp_path / "nowhere" / "copy.db")


def test_a_program_older_than_its_database_refuses(path, tmp_path):
    upgrade(path, future(tmp_path), NEXT)
    before = path.read_bytes()
    with pytest.raises(TooNew, match=NEXT):
        prepare(path)
    assert path.read_bytes() == before
