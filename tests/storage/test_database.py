"""Opening: a new file, a damaged one, another program's, and who may write."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import aiosqlite
import pytest

from storage.database import (
    Damaged,
    NotOurs,
    OutOfReach,
    open_reading,
    open_writing,
    prepare,
)
from storage.outside import outside, reading, touch
from storage.schema import HEAD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new database."""
    prepare(tmp_path / "clinic.db")
    return tmp_path / "clinic.db"


def versions(path: Path) -> dict[str, int]:
    with closing(open_reading(path)) as connection:
        return dict(connection.execute("SELECT name, value FROM versions").fetchall())


def test_preparing_makes_the_folder_and_the_tables(tmp_path):
    prepare(tmp_path / "deep" / "er" / "clinic.db")
    with closing(open_reading(tmp_path / "deep" / "er" / "clinic.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_preparing_twice_changes_nothing(path):
    before = versions(path)
    prepare(path)
    assert versions(path) == before


def test_two_files_have_two_identities(path, tmp_path):
    prepare(tmp_path / "other.db")
    assert versions(path)["database"] != versions(tmp_path / "other.db")["database"]
    assert versions(path)["outside"] == 0


def test_an_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "clinic.db").touch()
    prepare(tmp_path / "clinic.db")
    assert versions(tmp_path / "clinic.db")["outside"] == 0


def test_every_table_is_strict_and_without_rowid(path):
    with closing(open_reading(path)) as connection:
        rows = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' AND NOT (strict AND wr)"
        )
        assert rows.fetchall() == []


def overwrite(path: Path, at: int, what: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(what)


@pytest.mark.parametrize("at", [0, 16, 100, 4096, 8192 * 3])
def test_a_damaged_file_is_refused_and_stays_byte_for_byte(path, at):
    overwrite(path, at, b"\xa5" * 4096)
    before = path.read_bytes()
    with pytest.raises(Damaged, match=r"was not touched: put your newest backup"):
        prepare(path)
    assert path.read_bytes() == before


def test_a_file_cut_short_is_refused(path):
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(Damaged):
        prepare(path)


def test_a_text_file_is_refused_and_stays(tmp_path):
    (tmp_path / "clinic.db").write_text("date,patient\n")
    with pytest.raises(Damaged, match="not a database"):
        prepare(tmp_path / "clinic.db")
    assert (tmp_path / "clinic.db").read_text() == "date,patient\n"


def test_another_programs_database_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as other:
        other.execute("CREATE TABLE notes (text)")
    with pytest.raises(NotOurs):
        prepare(tmp_path / "clinic.db")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(OutOfReach):
        prepare(tmp_path)


def test_a_path_through_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutOfReach):
        prepare(tmp_path / "file" / "clinic.db")


def test_a_reading_connection_cannot_write(path):
    with (
        closing(open_reading(path)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("UPDATE versions SET value = 1")


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """The one writing connection."""
    connection = await open_writing(path)
    yield connection
    await connection.close()


async def test_the_writing_connection_forgets_nothing_at_power_loss(writer):
    for pragma, value in {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1}.items():
        assert await (await writer.execute(f"PRAGMA {pragma}")).fetchone() == (value,)


async def test_a_reader_sees_what_the_writer_has_committed(path, writer):
    with closing(open_reading(path)) as reader:
        await writer.execute("BEGIN IMMEDIATE")
        await writer.execute("UPDATE versions SET value = 5 WHERE name = 'outside'")
        assert versions(path)["outside"] == 0
        await writer.commit()
        found = reader.execute("SELECT value FROM versions WHERE name = 'outside'").fetchone()
    assert found == (5,)


async def test_a_command_waits_for_the_bots_commit_instead_of_failing(path, writer):
    await writer.execute("BEGIN IMMEDIATE")
    waiting = asyncio.get_running_loop().run_in_executor(None, count_outside, path)
    await writer.execute("UPDATE versions SET value = 5 WHERE name = 'outside'")
    await writer.commit()
    await waiting
    assert versions(path)["outside"] == 6


def count_outside(path: Path) -> None:
    with outside(path).begin():
        pass


def test_a_command_that_fails_leaves_no_trace(path):
    with pytest.raises(RuntimeError), outside(path).begin():
        raise RuntimeError
    assert versions(path)["outside"] == 0


def test_a_command_raises_the_change_number_of_its_clinic_alone(path):
    with outside(path).begin() as connection:
        connection.exec_driver_sql("INSERT INTO clinics VALUES (1, 0, 7), (2, 0, 7)")
    with outside(path).begin() as connection:
        assert touch(connection, 2) == 8
    with closing(open_reading(path)) as reader:
        assert reader.execute("SELECT id, change FROM clinics").fetchall() == [(1, 7), (2, 8)]


def test_a_command_that_has_waited_long_enough_says_who_may_hold_the_file(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutOfReach, match="locked"), outside(path, patience=1).begin():
            pass


def test_a_command_without_a_file_is_refused(tmp_path):
    with pytest.raises(OutOfReach), reading(tmp_path / "nowhere.db").connect():
        pass


def test_only_who_runs_the_bot_may_read_the_file(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_commands_that_create_the_same_file_make_one_database(tmp_path):
    for turn in range(10):
        path = tmp_path / f"{turn}.db"
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(prepare, [path] * 4))
        assert versions(path)["outside"] == 0
