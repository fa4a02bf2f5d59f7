"""All sheets of an export, and their rows as they are read, one by one, from one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Column, null, select
from sqlalchemy import Table as SqlTable

from clinic.exporting.cells import Heading, Shape, Table
from storage import entry_tables as entries
from storage import tables
from storage.database import open_reading
from storage.export_sheets import (
    CALLS,
    COMPLAINTS,
    DAY,
    EXPENSES,
    FLAG,
    MEASURES,
    MOMENT,
    MONEY,
    PRAISES,
    TEXT,
    VISITS,
    WHOLE,
    Sheet,
    entry_sheet,
    of,
    plain,
    sheet,
)
from storage.journal import Journal
from storage.reader import Reader, Row
from storage.shapes import metadata
from storage.statements import CLINIC, Statement, compiled
from storage.tables import patients, staff

SHEETS = (
    VISITS,
    COMPLAINTS,
    PRAISES,
    EXPENSES,
    entry_sheet(
        "cash", entries.cash_totals, plain(entries.cash_totals, "amount", MONEY), money=True
    ),
    entry_sheet(
        "payments",
        entries.payments,
        [*plain(entries.payments, "kind"), *plain(entries.payments, "amount", MONEY)],
        money=True,
    ),
    entry_sheet(
        "appointments",
        entries.appointments,
        [
            *plain(entries.appointments, "kind"),
            *plain(entries.appointments, "planned", DAY),
            *plain(entries.appointments, "hour", WHOLE),
            ("doctor", TEXT, of(entries.appointments.c.doctor_id, tables.doctors, "name")),
        ],
    ),
    entry_sheet("arrivals", entries.arrivals, plain(entries.arrivals, "arrived seated", MOMENT)),
    entry_sheet(
        "promises",
        entries.promises,
        [
            *plain(entries.promises, "due", DAY),
            ("keeper", TEXT, of(entries.promises.c.keeper_id, staff, "name")),
            *plain(entries.promises, "state"),
            *plain(entries.promises, "closed", MOMENT),
        ],
    ),
    MEASURES,
    entry_sheet("leavings", entries.leavings, plain(entries.leavings, "reason rival")),
    entry_sheet("wishes", entries.wishes, []),
    entry_sheet(
        "reviews",
        entries.reviews,
        [
            *plain(entries.reviews, "site"),
            *plain(entries.reviews, "stars", WHOLE),
            *plain(entries.reviews, "link"),
            *plain(entries.reviews, "answered", MOMENT),
        ],
    ),
    entry_sheet("changes", entries.marks, []),
    entry_sheet(
        "households",
        entries.kinships,
        [("relative", TEXT, of(entries.kinships.c.relative_id, patients, "code"))],
    ),
    sheet(
        "ratings",
        entries.ratings,
        [
            *plain(entries.ratings, "day", DAY),
            ("place", TEXT, of(entries.ratings.c.poster_id, entries.posters, "place")),
            *plain(entries.ratings, "stars", WHOLE),
            *plain(entries.ratings, "praised note"),
            ("patient", TEXT, of(entries.ratings.c.patient_id, patients, "code")),
        ],
    ),
    sheet(
        "patients",
        patients,
        [
            ("patient", TEXT, patients.c.code),
            *plain(patients, "legacy asked do_not_call", FLAG),
            ("merged_into", TEXT, of(patients.c.merged_into, patients, "code")),
        ],
    ),
    sheet(
        "services",
        tables.services,
        [
            *plain(tables.services, "name kind"),
            *plain(tables.services, "price", MONEY),
            *plain(tables.services, "recall_days", WHOLE),
            *plain(tables.services, "aliases"),
            *plain(tables.services, "hidden", FLAG),
        ],
    ),
    *(
        sheet(each.name, each, [*plain(each, "name aliases"), *plain(each, "hidden", FLAG)])
        for each in (tables.channels, tables.doctors, tables.rooms)
    ),
    sheet(
        "recurring",
        entries.recurring,
        [
            *plain(entries.recurring, "category bucket"),
            ("channel", TEXT, of(entries.recurring.c.channel_id, tables.channels, "name")),
            *plain(entries.recurring, "amount", MONEY),
            *plain(entries.recurring, "note"),
            *plain(entries.recurring, "day_of_month", WHOLE),
            *plain(entries.recurring, "since", DAY),
            *plain(entries.recurring, "ended", MOMENT),
        ],
        money=True,
    ),
    CALLS,
    sheet(
        "settings",
        tables.settings,
        [*plain(tables.settings, "key value"), *plain(tables.settings, "since", MOMENT)],
    ),
    sheet("people", staff, [*plain(staff, "name role"), *plain(staff, "since removed", MOMENT)]),
)
"""In the order of the workbook; ids of Telegram are in none."""

_ENTRIES = [table for table in metadata.sorted_tables if "voided" in table.c]
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
        self.journal = Journal(clinic_id, self._reader)

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
