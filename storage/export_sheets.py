"""The sheets of an export, each with the question that fills it; standing entries only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, case, cast, func, literal_column, select
from sqlalchemy import Table as SqlTable

from clinic.exporting.cells import Heading, Shape, Table
from storage import entry_tables as entries
from storage import tables, work_tables
from storage.statements import CLINIC, Statement, compiled
from storage.tables import complaints, doctors, patients, rooms, staff, visit_lines

DAY, MONEY, WHOLE = Shape.DAY, Shape.MONEY, Shape.WHOLE
FLAG, MOMENT, TEXT = Shape.FLAG, Shape.MOMENT, Shape.TEXT
Column = tuple[str, Shape, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and the question whose rows fill it."""

    table: Table
    question: Statement


def of(column: ColumnElement[Any], table: SqlTable, name: str) -> ColumnElement[Any]:
    """Return a column of the row that another one refers to."""
    other = table.alias()
    found = select(other.c[name]).where(other.c.clinic_id == CLINIC, other.c.id == column)
    return found.scalar_subquery()


def plain(table: SqlTable, names: str, shape: Shape = TEXT) -> list[Column]:
    """Return columns under their own names."""
    return [(name, shape, table.c[name]) for name in names.split()]


def day_and_patient(table: SqlTable) -> list[Column]:
    """Return when it was, and about whom."""
    return [("date", DAY, table.c.day), ("patient", TEXT, of(table.c.patient_id, patients, "code"))]


def written(table: SqlTable) -> list[Column]:
    """Return who wrote an entry down, and when."""
    name = of(table.c.author_id, staff, "name")
    return [("written_by", TEXT, name), ("written_at", MOMENT, table.c.logged)]


def sheet(name: str, table: SqlTable, columns: list[Column], *, money: bool = False) -> Sheet:
    """Return a sheet of a table's rows in the order of their ids, without withdrawn entries."""
    asked = select(*(column.label(title) for title, _shape, column in columns))
    asked = asked.where(table.c.clinic_id == CLINIC)
    if "voided" in table.c:
        asked = asked.where(table.c.voided.is_(None))
    order = table.c.id if "id" in table.c else table.c.key
    headings = tuple(Heading(title, shape) for title, shape, _column in columns)
    return Sheet(Table(name, headings, money), compiled(asked.order_by(order)))


def entry_sheet(name: str, table: SqlTable, rest: list[Column], *, money: bool = False) -> Sheet:
    """Return a sheet of entries: day, patient where there is one, the rest, note and author."""
    head: list[Column] = [("date", DAY, table.c.day)]
    if "patient_id" in table.c:
        head = day_and_patient(table)
    return sheet(
        name, table, [*head, *rest, ("note", TEXT, table.c.note), *written(table)], money=money
    )


_v, _c = visit_lines.c, complaints.c
_rating = case(
    (
        _v.rating.is_not(None),
        case(
            (_v.rating == cast(_v.rating, Integer), cast(cast(_v.rating, Integer), Text)),
            else_=cast(_v.rating, Text),
        )
        .concat("/")
        .concat(cast(_v.rating_scale, Text)),
    )
)
"""Such as 4/5, 9/10 or 4.5/5: as an import reads it."""

_said = func.coalesce(func.nullif(_c.note, literal_column("''")), _c.subject)
"""An import takes no complaint without a text: one by taps has its subject there."""

VISITS = sheet(
    "visits",
    visit_lines,
    [
        *day_and_patient(visit_lines),
        ("service", TEXT, of(_v.service_id, tables.services, "name")),
        *plain(visit_lines, "amount paid discount quote", MONEY),
        ("channel", TEXT, of(_v.channel_id, tables.channels, "name")),
        ("doctor", TEXT, of(_v.doctor_id, doctors, "name")),
        ("wait_min", WHOLE, _v.wait_min),
        ("rating", TEXT, _rating),
        ("referrer", TEXT, _v.referrer),
        ("legacy", FLAG, of(_v.patient_id, patients, "legacy")),
        ("note", TEXT, _v.note),
        *written(visit_lines),
    ],
)
COMPLAINTS = sheet(
    "complaints",
    complaints,
    [
        ("date", DAY, _c.day),
        ("text", TEXT, _said),
        ("patient", TEXT, of(_c.patient_id, patients, "code")),
        *plain(complaints, "subject cause"),
        ("gravity", WHOLE, _c.gravity),
        ("status", TEXT, _c.status),
        ("resolved", DAY, _c.resolved),
        *plain(complaints, "measure emotion emotion_after outcome contact via"),
        *plain(complaints, "subjects_also causes_also"),
        ("rude", FLAG, _c.rude),
        ("assignee", TEXT, of(_c.assignee_id, staff, "name")),
        ("complaint_doctor", TEXT, of(_c.doctor_id, doctors, "name")),
        ("room", TEXT, of(_c.room_id, rooms, "name")),
        *written(complaints),
    ],
)
PRAISES = sheet(
    "praises",
    tables.praises,
    [
        ("date", DAY, tables.praises.c.day),
        ("text", TEXT, tables.praises.c.note),
        ("patient", TEXT, of(tables.praises.c.patient_id, patients, "code")),
        ("doctor", TEXT, of(tables.praises.c.doctor_id, doctors, "name")),
        ("contact", TEXT, tables.praises.c.contact),
        *written(tables.praises),
    ],
)
_spent = entries.expenses
EXPENSES = entry_sheet(
    "expenses",
    _spent,
    [
        ("category", TEXT, _spent.c.category),
        ("amount", MONEY, _spent.c.amount),
        ("bucket", TEXT, _spent.c.bucket),
        ("channel", TEXT, of(_spent.c.channel_id, tables.channels, "name")),
    ],
    money=True,
)
_calls, _measures = work_tables.calls, work_tables.measures
CALLS = sheet(
    "calls",
    _calls,
    [
        ("patient", TEXT, of(_calls.c.patient_id, patients, "code")),
        ("reason", TEXT, _calls.c.reason),
        ("worth", MONEY, _calls.c.worth),
        ("opened", MOMENT, _calls.c.opened),
        ("attempts", WHOLE, _calls.c.attempts),
        ("outcome", TEXT, _calls.c.outcome),
        ("contacted", MOMENT, _calls.c.contacted),
        ("later", DAY, _calls.c.later),
        ("closed", MOMENT, _calls.c.closed),
    ],
)
MEASURES = sheet(
    "measures",
    _measures,
    [
        ("complaint_date", DAY, of(_measures.c.complaint_id, complaints, "day")),
        ("complaint", TEXT, of(_measures.c.complaint_id, complaints, "note")),
        *plain(_measures, "kind note"),
        ("keeper", TEXT, of(_measures.c.keeper_id, staff, "name")),
        ("due", DAY, _measures.c.due),
        *plain(_measures, "done dropped", MOMENT),
        *plain(_measures, "effect_30 effect_90"),
    ],
)
