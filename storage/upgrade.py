"""Bringing an older database to the current schema, after a copy that was proved good."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config

from clinic.errors import Refusal
from clinic.marks import mark as _
from storage.database import PRIVATE, open_reading
from storage.schema import HEAD

log = logging.getLogger(__name__)
WAY_BACK = (
    "schema is now %s; to go back: stop the bot, delete %s-wal and %s-shm, move %s to %s and "
    "install the version you had"
)
"""With the log of the newer file left beside it, SQLite would write that into the older one."""

MIGRATIONS = Path(__file__).parent / "migrations"


class NotUpgraded(Refusal):
    """A migration failed; the database is as it was, and the copy lies beside it."""

    template = _(
        "The database {path} could not be brought up to date ({fault}). Nothing was changed: go "
        "back to the version you had, and report this."
    )


class BadCopy(Refusal):
    """The copy made before a migration does not equal the database."""

    template = _(
        "The copy {path} could not be made or differs from the database ({fault}). Nothing was "
        "changed: make room on the disk and start again."
    )


def upgrade(path: Path, migrations: Path = MIGRATIONS, to: str = HEAD) -> Path:
    """Migrate the database and return where its verified copy lies.

    Raises BadCopy or NotUpgraded; the database is then as it was.
    """
    copy = path.with_name(f"{path.stem}.before-{to}{path.suffix}")
    back_up(path, copy)
    try:
        migrate(path, migrations, to)
    except Exception as fault:
        raise NotUpgraded(path=path, fault=fault) from fault
    log.warning(WAY_BACK, to, path, path, copy, path)
    return copy


def migrate(path: Path, migrations: Path = MIGRATIONS, to: str = HEAD) -> None:
    """Run the migrations up to a revision in one transaction, without a copy."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["path"] = path
    config.attributes["to_head"] = to == HEAD
    command.upgrade(config, to)


def back_up(path: Path, copy: Path) -> None:
    """Copy a database in use to another file, prove the copy, and only then give it its name.

    Raises BadCopy.
    """
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch(PRIVATE)
        with closing(open_reading(path)) as source, closing(sqlite3.connect(part)) as target:
            source.execute("BEGIN")
            source.backup(target)
            _compare(source, target)
        part.replace(copy)
    except (OSError, sqlite3.Error, ValueError) as fault:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BadCopy(path=copy, fault=fault) from fault


def _compare(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    (verdict,) = target.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise ValueError(verdict)
    if counts(source) != counts(target):
        raise ValueError("row counts differ")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - own names
        for name in names
    }
