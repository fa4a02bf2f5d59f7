"""The schema as statements, and how two SQLite files are compared."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

import storage.entry_tables
import storage.history_tables
import storage.post
import storage.tables
import storage.work_tables
from storage.shapes import metadata

HEAD = "0005"
"""The revision that the modules of DESCRIBED describe."""

DESCRIBED = (
    *(storage.tables, storage.entry_tables, storage.history_tables),
    *(storage.work_tables, storage.post),
)
"""Where the tables are; importing them fills the metadata."""

VERSIONS = Path(__file__).parent / "migrations" / "versions"
VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def revisions() -> frozenset[str]:
    """Return the revisions that this program knows, read from the names of their files."""
    return frozenset(path.name.split("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def statements() -> Iterator[str]:
    """Yield what creates every table and index on SQLite, in an order that never changes."""
    for table in metadata.sorted_tables:
        yield _compiled(CreateTable(table))
        yield from _indexes(table)


def _indexes(table: Table) -> Iterator[str]:
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield _compiled(CreateIndex(index))


def _compiled(element: ExecutableDDLElement) -> str:
    text = str(element.compile(dialect=sqlite.dialect()))
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def shape(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return each table and index with its clauses; their order is not part of the shape."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND name <> 'alembic_version' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return {name: frozenset(_clauses(sql)) for name, sql in rows}


def differences(connection: sqlite3.Connection) -> list[str]:
    """Return the tables and indexes that differ from those of a new database, by name."""
    fresh = sqlite3.connect(":memory:")
    try:
        for statement in statements():
            fresh.execute(statement)
        found, wanted = shape(connection), shape(fresh)
    finally:
        fresh.close()
    names = found.keys() | wanted.keys()
    return sorted(name for name in names if found.get(name) != wanted.get(name))


def _clauses(sql: str) -> Iterator[str]:
    """Yield an index whole; a table in the parts that commas of its outer bracket set apart."""
    plain = re.sub(r"\s+", " ", sql.replace('"', ""))
    plain = re.sub(r"DEFAULT \(('[^']*')\)", r"DEFAULT \1", plain)  # as a rebuilt table has it
    if not plain.startswith("CREATE TABLE"):
        yield plain
        return
    depth, part = 0, ""
    for letter in plain:
        depth += (letter == "(") - (letter == ")")
        outer = (letter, depth) in {("(", 1), (")", 0), (",", 1), (",", 0)}
        if outer:
            yield part.strip()
        part = "" if outer else part + letter
    yield part.strip()
