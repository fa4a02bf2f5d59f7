"""The rows of an export as they are read, one by one, from one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Column, null, select
from sqlalchemy import Table as SqlTable

from clinic.exporting.cells import Heading, Shape, Table
from storage.database import open_reading
from storage.export_all import SHEETS
from storage.export_sheets import Sheet, of
from storage.reader import Reader, Row
from storage.shapes import metadata
from storage.statements import CLINIC, Statement, compiled
from storage.tables import patients, staff

_ENTRIES = [table for table in metadata.sorted_tables if {"day", "voided"} <= {*table.c.keys()}]
VOIDED = Table(
    "voided",
    (
        Heading("sheet"),
        Heading("date", Shape.DAY),
        Heading("patient"),
        Heading("amount", Shape.MONEY),
        Heading("note"),
        Heading("written_by"),
        Heading("voided_by"),
        Heading("voided_at", Shape.MOMENT),
    ),
)


def _withdrawn(table: SqlTable) -> Statement:
    amount: Column[int] | None = table.c.get("amount")
    code = of(table.c.patient_id, patients, "code") if "patient_id" in table.c else null()
    names = (of(table.c[who], staff, "name") for who in ("author_id", "voided_by"))
    asked = select(
        table.c.day,
        code,
        null() if amount is None else amount,
        table.c.note,
        *names,
        table.c.voided,
    )
    withdrawn = (table.c.clinic_id == CLINIC, table.c.voided.is_not(None))
    return compiled(asked.where(*withdrawn).order_by(table.c.id))


_WITHDRAWN = {table.name: _withdrawn(table) for table in _ENTRIES}


class Exported:
    """The sheets of one clinic, as they were at one moment."""

    def __init__(self, connection: sqlite3.Connection, clinic_id: int) -> None:
        """Take a connection that is within a transaction."""
        self._reader = Reader(connection)
        self._clinic_id = clinic_id

    def sheets(self) -> Iterator[tuple[Table, Iterator[Row]]]:
        """Yield each sheet with its rows, which are read as they are asked for."""
        for each in SHEETS:
            yield each.table, self._rows(each)
        yield VOIDED, self._voided()

    def _rows(self, each: Sheet) -> Iterator[Row]:
        return self._reader.each(each.question, clinic_id=self._clinic_id)

    def _voided(self) -> Iterator[Row]:
        for name, question in _WITHDRAWN.items():
            for row in self._reader.each(question, clinic_id=self._clinic_id):
                yield (name, *row)


@contextmanager
def snapshot(database: Path, clinic_id: int) -> Iterator[Exported]:
    """Let a clinic be read as it is at this moment, however long it takes."""
    with closing(open_reading(database)) as connection:
        connection.execute("BEGIN")
        yield Exported(connection, clinic_id)
