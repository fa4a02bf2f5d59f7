"""Figures for SQLite's planner: a clinic owns many rows, a further column leaves few.

Without them every first column counts as selective, and a clinic is read whole for one day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint

from storage.shapes import metadata

ROWS, OF_A_CLINIC, OF_A_PAIR = 1_000_000, 100_000, 20
"""Rows of a table, rows of one clinic, rows of a clinic and one further column."""


def seed(connection: sqlite3.Connection) -> None:
    """Tell the planner how full the tables will be, whatever it was told before."""
    connection.execute("ANALYZE sqlite_schema")  # reads no rows, and makes room for the figures
    connection.execute("DELETE FROM sqlite_stat1")
    rows = [row for table in metadata.sorted_tables for row in _figures(table)]
    connection.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)


def _figures(table: Table) -> Iterator[tuple[str, str, str]]:
    if "clinic_id" not in table.primary_key.columns:
        return
    unique = 0
    for key in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(key, PrimaryKeyConstraint):
            yield table.name, table.name, _stat(len(key.columns), unique=True)
        elif isinstance(key, UniqueConstraint):
            unique += 1
            name = f"sqlite_autoindex_{table.name}_{unique + 1}"
            yield table.name, name, _stat(len(key.columns), unique=True)
    for index in table.indexes:
        yield table.name, str(index.name), _stat(len(index.columns), unique=False)


def _stat(columns: int, *, unique: bool) -> str:
    """Return rows in all, then the rows left when so many columns are known."""
    left = [OF_A_CLINIC, *[OF_A_PAIR] * (columns - 1)]
    if unique:
        left[-1] = 1
    return " ".join(map(str, [ROWS, *left]))
