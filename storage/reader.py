"""A kept read-only connection: a point read costs microseconds, where a thread hop costs more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from storage.statements import Statement

Row = tuple[Any, ...]


class Reader:
    """Reads what is committed; it cannot write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection that was opened read-only."""
        self._connection = connection

    def one(self, statement: Statement, **values: object) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(statement.sql, statement.row(values)).fetchone()
        return row

    def all(self, statement: Statement, **values: object) -> list[Row]:
        """Return every row; the connection is free again when this returns."""
        return self._connection.execute(statement.sql, statement.row(values)).fetchall()

    def each(self, statement: Statement, **values: object) -> Iterator[Row]:
        """Yield the rows one by one, for long tables."""
        yield from self._connection.execute(statement.sql, statement.row(values))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
