"""The writing connection: a whole group is written in one visit to its thread.

aiosqlite hands each statement to the thread by itself, and each hand-over costs more than the
statement; a group has a dozen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar, cast

import aiosqlite

Result = TypeVar("Result")


class WritingConnection(aiosqlite.Connection):
    """aiosqlite's connection, which can also run many statements at once."""

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Return what the work returns; it runs in the connection's own thread."""
        done = await self._execute(work, self._conn)  # type: ignore[no-untyped-call] # it has none
        return cast(Result, done)


def keep_a_log(connection: sqlite3.Connection, tries: int = 5) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself for who does so just now."""
    for left in reversed(range(tries)):
        try:
            for statement in ("BEGIN IMMEDIATE", "COMMIT", "PRAGMA journal_mode=WAL"):
                connection.execute(statement)
            return
        except sqlite3.OperationalError:
            if not left:
                raise
