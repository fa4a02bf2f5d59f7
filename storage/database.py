"""The database file: creating it, seeing damage before it is touched, and opening it."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from clinic.errors import Refusal
from clinic.marks import mark as _
from storage.planner import seed
from storage.schema import HEAD, VERSION_TABLE, revisions, statements
from storage.writing import WritingConnection, keep_a_log

BUSY_MS = 5000
"""How long a connection waits for another's lock, in milliseconds."""

CHUNK = 64
"""Rows that aiosqlite fetches at a time."""

PRIVATE = 0o600
"""Who may read the file: the one who runs the bot."""

MAGIC = b"SQLite format 3\x00"
SAFE = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA secure_delete=ON",
)
"""What every writing connection sets; FULL because NORMAL loses commits at power loss."""


class Damaged(Refusal):
    """The file cannot be trusted; it was left as it is."""

    template = _(
        "The database {path} is damaged ({fault}). It was not touched: put your newest backup in "
        "its place, and keep the damaged file."
    )


class NotOurs(Refusal):
    """The file belongs to another program; it was left as it is."""

    template = _(
        "The database {path} belongs to another program. It was not touched: set DATABASE_URL to "
        "another file."
    )


class TooNew(Refusal):
    """The file was written by a newer version of this program; it was left as it is."""

    template = _(
        "The database {path} was made by a newer version ({revision}). It was not touched: "
        "install that version, or set DATABASE_URL to another file."
    )


class OutOfReach(Refusal):
    """The file or its folder cannot be opened or written."""

    template = _(
        "The database {path} cannot be used now ({fault}). Check that its folder is writable, that "
        "the disk has room, and that no other program holds it."
    )


def prepare(path: Path) -> None:
    """Look through the whole file for damage, then create it or bring it to the current schema.

    Half a second for a million visits. Raises Damaged, NotOurs, TooNew or OutOfReach; the file
    is then as it was, byte for byte.
    """
    refuse_damage(path)
    bring_up_to_date(path)


def bring_up_to_date(path: Path) -> None:
    """Create the database, or bring it to the current schema after a verified backup.

    What ``prepare`` does without reading every page: for commands that answer at once. Raises
    the same refusals.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        revision = inspect(path)
        if revision is None:
            _create(path)
        elif revision != HEAD:
            from storage.upgrade import upgrade  # Alembic takes 0.2 s and 20 MiB: only if needed

            refuse_damage(path)
            upgrade(path)
    except (OSError, sqlite3.OperationalError) as fault:
        raise OutOfReach(path=path, fault=fault) from fault


def refuse_damage(path: Path) -> None:
    """Return if every page of the file reads as it should, or where there is no file yet.

    Raises Damaged, NotOurs, TooNew or OutOfReach. The file is only read.
    """
    try:
        if inspect(path) is None:
            return
        with closing(open_reading(path)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except (OSError, sqlite3.OperationalError) as fault:
        raise OutOfReach(path=path, fault=fault) from fault
    except sqlite3.DatabaseError as fault:
        raise Damaged(path=path, fault=fault) from fault
    if verdict != "ok":
        raise Damaged(path=path, fault=verdict.splitlines()[-1])


def inspect(path: Path) -> str | None:
    """Return the file's schema revision, or None where there is no database yet.

    Reads the beginning only. Raises Damaged, NotOurs or TooNew.
    """
    if not path.exists() or not path.stat().st_size:
        return None
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Damaged(path=path, fault="not a database")
    try:
        with closing(open_reading(path)) as connection:
            return _revision(path, connection)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as fault:
        raise Damaged(path=path, fault=fault) from fault


def _revision(path: Path, connection: sqlite3.Connection) -> str | None:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if not names:
        return None
    if not {"alembic_version", "versions", "clinics"} <= names:
        raise NotOurs(path=path)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise Damaged(path=path, fault="no schema version")
    if row[0] not in revisions():
        raise TooNew(path=path, revision=row[0])
    return str(row[0])


def _create(path: Path) -> None:
    """Create everything in one transaction; whoever comes second finds it done."""
    path.touch(PRIVATE)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)) as new:
        keep_a_log(new)
        for pragma in (*SAFE, "BEGIN IMMEDIATE"):
            new.execute(pragma)
        if not new.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _fill(new)
        new.execute("COMMIT")


def _fill(connection: sqlite3.Connection) -> None:
    for statement in (VERSION_TABLE, *statements()):
        connection.execute(statement)
    seed(connection)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    connection.executemany(
        "INSERT INTO versions (name, value) VALUES (?, ?)",
        [("database", secrets.randbits(63)), ("outside", 0)],
    )


async def open_writing(path: Path) -> WritingConnection:
    """Return the one writing connection, in autocommit: its owner says BEGIN IMMEDIATE."""
    connection = WritingConnection(lambda: sqlite3.connect(path, isolation_level=None), CHUNK)
    await connection
    for pragma in SAFE:
        await connection.execute(pragma)
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, for point reads in the thread that asks."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=ON")
    return connection
