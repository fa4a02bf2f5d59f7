"""The statements of an import, and how a row of a file becomes a row of a table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Table,
    bindparam,
    func,
    select,
    update,
)

from clinic.importing.reading import Line
from storage.statements import Statement, compiled, insert_into
from storage.tables import (
    channels,
    doctors,
    imports,
    patients,
    services,
    visit_lines,
)

_CLINIC: BindParameter[int] = bindparam("clinic_id")
LISTED = func.json_each(bindparam("listed")).table_valued("value")

ADD_IMPORT = insert_into(imports)
ADD_PATIENT = insert_into(patients, "do_not_call")
PATIENTS = compiled(
    select(LISTED.c.value, patients.c.id, patients.c.legacy).select_from(
        LISTED.outerjoin(
            patients, (patients.c.clinic_id == _CLINIC) & (patients.c.key == LISTED.c.value)
        )
    )
)
"""From the list outwards: asked for a key IN the list, SQLite reads all patients of the clinic."""

MARK_LEGACY = compiled(
    update(patients)
    .where(
        patients.c.clinic_id == _CLINIC,
        patients.c.id.in_(select(LISTED.c.value)),
    )
    .values({"legacy": bindparam("legacy"), "change": bindparam("change")})
)
_OWN = visit_lines.alias()
FIRST_DAYS = compiled(
    select(LISTED.c.value, func.min(visit_lines.c.day))
    .select_from(
        LISTED.outerjoin(
            _OWN, (_OWN.c.clinic_id == _CLINIC) & (_OWN.c.patient_id == LISTED.c.value)
        ).outerjoin(
            visit_lines,
            (visit_lines.c.clinic_id == _OWN.c.clinic_id)
            & (visit_lines.c.id == _OWN.c.id)
            & visit_lines.c.voided.is_(None),
        )
    )
    .group_by(LISTED.c.value)
)
"""Ids first, which the index of patients holds: asked for days at once, SQLite reads all lines."""

BEGUN = compiled(
    select(imports.c.id).where(
        imports.c.clinic_id == _CLINIC, imports.c.id == bindparam("import_id")
    )
)
COUNT = compiled(
    update(imports)
    .where(imports.c.clinic_id == _CLINIC, imports.c.id == bindparam("import_id"))
    .values({name: bindparam(name) for name in ("good", "duplicate", "bad", "finished")})
)


def named(lines: list[Line]) -> list[tuple[Table, list[str | None]]]:
    """Return the services, channels and doctors that rows name; complaints name none."""
    rows: list[Any] = [line.row for line in lines]
    told = rows[0]._fields if rows else ()
    return [
        (table, [*map(attrgetter(field), rows)] if field in told else [])
        for table, field in ((services, "service"), (channels, "channel"), (doctors, "doctor"))
    ]


def listed(values: Iterable[object]) -> str:
    """Return values as the JSON list that statements take as ``listed``."""
    return json.dumps(list(values), ensure_ascii=False)


def run(connection: Connection, statement: Statement, **values: object) -> list[tuple[Any, ...]]:
    """Run a compiled statement and return its rows."""
    result = connection.exec_driver_sql(statement.sql, statement.row(values))
    # The driver's own cursor: rows of SQLAlchemy's would cost as much as finding them.
    return [*result.cursor.fetchall()] if result.returns_rows and result.cursor else []
