"""Writes of other processes than ``run``: the command line's ``clinic`` and ``import``.

They wait for the bot's lock instead of failing, never checkpoint (with two connections SQLite's
WAL reset has a fault), and count themselves in ``versions``, so that the bot drops its caches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, ExceptionContext, NullPool, create_engine, event, update

from storage.database import BUSY_MS, SAFE, OutOfReach, open_reading
from storage.post import versions
from storage.tables import clinics

PATIENCE = 30_000 + BUSY_MS
"""How long a command waits for the bot's commits, in milliseconds."""


def outside(path: Path, patience: int = PATIENCE) -> Engine:
    """Return an engine whose ``begin()`` is one write of another process.

    Its faults are OutOfReach: locked for longer than ``patience`` milliseconds, disk full.
    """
    engine = _engine(path, lambda: _open(path, patience))
    event.listen(engine, "begin", _begin)
    return engine


def reading(path: Path) -> Engine:
    """Return an engine that cannot write."""
    return _engine(path, lambda: open_reading(path))


def _engine(path: Path, opened: Callable[[], sqlite3.Connection]) -> Engine:
    # Hidden parameters: a fault's text is shown, and parameters hold what people typed.
    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, hide_parameters=True)

    def refuse(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.OperationalError):
            raise OutOfReach(path=path, fault=context.original_exception)

    event.listen(engine, "handle_error", refuse)
    return engine


def touch(connection: Connection, clinic_id: int) -> int:
    """Return the clinic's next change number: the stamp of every row that this write touches."""
    raised = (
        update(clinics)
        .where(clinics.c.id == clinic_id)
        .values(change=clinics.c.change + 1)
        .returning(clinics.c.change)
    )
    number: int = connection.execute(raised).scalar_one()
    return number


def _open(path: Path, patience: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (*SAFE, f"PRAGMA busy_timeout={patience}", "PRAGMA wal_autocheckpoint=0"):
        connection.execute(pragma)
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.execute(
        update(versions).where(versions.c.name == "outside").values(value=versions.c.value + 1)
    )
