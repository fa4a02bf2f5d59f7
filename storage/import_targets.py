"""Where the rows of a file go that are entries: a row of the file becomes a row of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, func, insert, null, select, update

from clinic.importing.rows import ComplaintRow, ExpenseRow, VisitRow
from storage.entry_tables import expenses
from storage.import_lines import LISTED
from storage.import_names import NameIds
from storage.statements import CLINIC, Statement, compiled
from storage.tables import complaints, visit_lines

Values = Callable[[Any, int | None, NameIds], tuple[object, ...]]
COMMON = ("clinic_id", "change", "author_id", "logged", "import_id")
OWN = ("id", "token", "fingerprint")


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows of a kind go: insertion, tokens held already, rows of an import, their undoing."""

    insertion: str
    order: Callable[[tuple[object, ...]], tuple[object, ...]]
    """Puts COMMON, OWN and the values, in this order, into that of the insertion."""

    held: Statement
    written: Statement
    next: Statement
    undoing: Statement
    undone: Statement
    values: Values


_UNRATED = (None, None)


def _held(table: Table) -> Statement:
    return compiled(
        select(table.c.token).where(
            table.c.clinic_id == CLINIC, table.c.token.in_(select(LISTED.c.value))
        )
    )


def _of_import(table: Table) -> ColumnElement[bool]:
    """Ids rise: the rows of an import lie behind it, and the key finds them without an index."""
    whose = (table.c.clinic_id == CLINIC) & (table.c.id > bindparam("import_id"))
    return whose & (table.c.import_id == bindparam("import_id"))


def _written(table: Table) -> Statement:
    return compiled(select(func.count()).select_from(table).where(_of_import(table)))


def _undoing(table: Table) -> Statement:
    """Withdraw what still stands; the tokens are let go, so that the file may come again."""
    gone: dict[str, Any] = {name: bindparam(name) for name in ("voided", "voided_by", "change")}
    freed = {"token": table.c.token + bindparam("freed"), "fingerprint": null()}
    stretch = table.c.id.between(bindparam("first"), bindparam("last"))
    standing = _of_import(table) & stretch & table.c.voided.is_(None)
    return compiled(update(table).where(standing).values({**gone, **freed}))


def _next(table: Table) -> Statement:
    """Find the first and last id of the next rows of an import."""
    rows = select(table.c.id).where(_of_import(table), table.c.id > bindparam("after"))
    few = rows.order_by(table.c.id).limit(bindparam("most")).subquery()
    return compiled(select(func.min(few.c.id), func.max(few.c.id)))


def _undone(table: Table) -> Statement:
    """Count the rows of an import that were undone: they alone have let their tokens go."""
    gone = _of_import(table) & table.c.fingerprint.is_(None)
    return compiled(select(func.count()).select_from(table).where(gone))


_VISIT = (
    *("day", "patient_id", "service_id", "amount", "paid", "discount", "quote", "channel_id"),
    *("doctor_id", "wait_min", "rating", "rating_scale", "referrer", "note"),
)


def _visit(row: VisitRow, patient_id: int | None, names: NameIds) -> tuple[object, ...]:
    day, _code, service, amount, paid, discount, quote, channel, doctor, wait, rated, *rest = row
    referrer, _legacy, note = rest
    offered, heard, treated = names
    value, scale = rated or _UNRATED
    return (
        *(day, patient_id, offered[service], amount, paid, discount, quote, heard[channel]),
        *(treated[doctor], wait, value, scale, referrer, note),
    )


_COMPLAINT = (
    *("day", "patient_id", "note", "subject", "cause", "gravity", "rude", "status", "resolved"),
    *("measure", "emotion"),
)


def _complaint(row: ComplaintRow, patient_id: int | None, _: NameIds) -> tuple[object, ...]:
    return (
        *(row.date, patient_id, row.text, row.subject, row.cause, row.gravity),
        *(int(row.subject == "rudeness"), row.status, row.resolved, row.measure, row.emotion),
    )


_EXPENSE = ("day", "category", "bucket", "channel_id", "amount", "note")


def _expense(row: ExpenseRow, _: int | None, names: NameIds) -> tuple[object, ...]:
    return row.date, row.category, row.bucket, names.channels[row.channel], row.amount, row.note


def _target(table: Table, fields: tuple[str, ...], values: Values) -> Target:
    asked = (_held(table), _written(table), _next(table), _undoing(table), _undone(table))
    given = (*COMMON, *OWN, *fields)
    insertion = compiled(insert(table).values({name: bindparam(name) for name in given}))
    order: Any = itemgetter(*map(given.index, insertion.order))
    return Target(insertion.sql, order, *asked, values)


TARGETS = {
    "visits": _target(visit_lines, _VISIT, _visit),
    "complaints": _target(complaints, _COMPLAINT, _complaint),
    "expenses": _target(expenses, _EXPENSE, _expense),
}
"""Where the rows of each kind go that are entries; a patient is none."""
