"""Where the rows of a file go that are entries: a row of the file becomes a row of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, func, null, select, update

from clinic.importing.rows import ComplaintRow, ExpenseRow, VisitRow
from storage.complaints import LISTED_ALSO
from storage.entry_tables import expenses
from storage.import_lines import LISTED
from storage.import_names import ImportNames
from storage.statements import CLINIC, Statement, compiled, insert_into
from storage.tables import channels, complaints, doctors, services, visit_lines

Values = Callable[[Any, int | None, ImportNames], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows of a kind go: insertion, tokens held already, rows of an import, their undoing."""

    insertion: Statement
    held: Statement
    written: Statement
    next: Statement
    undoing: Statement
    undone: Statement
    values: Values


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


def _visit(row: VisitRow, patient_id: int | None, names: ImportNames) -> dict[str, object]:
    value, scale = row.rating or (None, None)
    return {
        "day": row.date,
        "patient_id": patient_id,
        "service_id": names.id_of(services, row.service),
        "amount": row.amount,
        "paid": row.paid,
        "discount": row.discount,
        "quote": row.quote,
        "channel_id": names.id_of(channels, row.channel),
        "doctor_id": names.id_of(doctors, row.doctor),
        "wait_min": row.wait_min,
        "rating": value,
        "rating_scale": scale,
        "referrer": row.referrer,
        "note": row.note,
    }


def _complaint(row: ComplaintRow, patient_id: int | None, _: ImportNames) -> dict[str, object]:
    return {
        "day": row.date,
        "patient_id": patient_id,
        "note": row.text,
        "subject": row.subject,
        "cause": row.cause,
        "gravity": row.gravity,
        "rude": int(row.subject == "rudeness"),
        "status": row.status,
        "resolved": row.resolved,
        "measure": row.measure,
        "emotion": row.emotion,
    }


def _expense(row: ExpenseRow, _: int | None, names: ImportNames) -> dict[str, object]:
    return {
        "day": row.date,
        "category": row.category,
        "bucket": row.bucket,
        "channel_id": names.id_of(channels, row.channel),
        "amount": row.amount,
        "note": row.note,
    }


def _target(table: Table, values: Values, *out: str) -> Target:
    asked = (_held(table), _written(table), _next(table), _undoing(table), _undone(table))
    return Target(insert_into(table, *out), *asked, values)


TARGETS = {
    "visits": _target(visit_lines, _visit),
    "complaints": _target(complaints, _complaint, *LISTED_ALSO),
    "expenses": _target(expenses, _expense),
}
"""Where the rows of each kind go that are entries; a patient is none."""
