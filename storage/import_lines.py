"""The statements of an import, and how a row of a file becomes a row of a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, func, select, update

from clinic.importing.kinds import ComplaintRow, VisitRow
from clinic.importing.reading import Line
from storage.complaints import LISTED_ALSO
from storage.import_names import ImportNames
from storage.statements import Statement, compiled, insert_into
from storage.tables import (
    channels,
    complaints,
    doctors,
    imports,
    patients,
    services,
    visit_lines,
)

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_LISTED = func.json_each(bindparam("listed")).table_valued("value")

ADD_IMPORT = insert_into(imports)
ADD_PATIENT = insert_into(patients, "do_not_call")
PATIENTS = compiled(
    select(_LISTED.c.value, patients.c.id, patients.c.legacy).select_from(
        _LISTED.outerjoin(
            patients, (patients.c.clinic_id == _CLINIC) & (patients.c.key == _LISTED.c.value)
        )
    )
)
"""From the list outwards: asked for a key IN the list, SQLite reads all patients of the clinic."""

MARK_LEGACY = compiled(
    update(patients)
    .where(
        patients.c.clinic_id == _CLINIC,
        patients.c.id.in_(select(_LISTED.c.value)),
    )
    .values({"legacy": bindparam("legacy"), "change": bindparam("change")})
)
_OWN = visit_lines.alias()
FIRST_DAYS = compiled(
    select(_LISTED.c.value, func.min(visit_lines.c.day))
    .select_from(
        _LISTED.outerjoin(
            _OWN, (_OWN.c.clinic_id == _CLINIC) & (_OWN.c.patient_id == _LISTED.c.value)
        ).outerjoin(
            visit_lines,
            (visit_lines.c.clinic_id == _OWN.c.clinic_id)
            & (visit_lines.c.id == _OWN.c.id)
            & visit_lines.c.voided.is_(None),
        )
    )
    .group_by(_LISTED.c.value)
)
"""Ids first, which the index of patients holds: asked for days at once, SQLite reads all lines."""

COUNT = compiled(
    update(imports)
    .where(imports.c.clinic_id == _CLINIC, imports.c.id == bindparam("import_id"))
    .values({name: bindparam(name) for name in ("good", "duplicate", "bad", "finished")})
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows of a kind go: insertion, tokens held already, and a row's own values."""

    insertion: Statement
    held: Statement
    values: Callable[[Any, int | None, ImportNames], dict[str, object]]


def _held(table: Table) -> Statement:
    return compiled(
        select(table.c.token).where(
            table.c.clinic_id == _CLINIC, table.c.token.in_(select(_LISTED.c.value))
        )
    )


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


TARGETS = {
    "visits": Target(insert_into(visit_lines), _held(visit_lines), _visit),
    "complaints": Target(insert_into(complaints, *LISTED_ALSO), _held(complaints), _complaint),
}


def named(lines: list[Line]) -> list[tuple[Table, list[str | None]]]:
    """Return the services, channels and doctors that rows name; complaints name none."""
    rows = [line.row for line in lines if isinstance(line.row, VisitRow)]
    return [
        (services, [row.service for row in rows]),
        (channels, [row.channel for row in rows]),
        (doctors, [row.doctor for row in rows]),
    ]


def listed(values: Iterable[object]) -> str:
    """Return values as the JSON list that statements take as ``listed``."""
    return json.dumps(list(values), ensure_ascii=False)


def run(connection: Connection, statement: Statement, **values: object) -> list[tuple[Any, ...]]:
    """Run a compiled statement and return its rows."""
    result = connection.exec_driver_sql(statement.sql, statement.row(values))
    return [tuple(row) for row in result] if result.returns_rows else []
