"""Undoing a list of patients: whoever has got nothing of his own since is removed again.

A patient bears no mark of the list that brought him. His id lies between that import's and the
next one's, and whoever was typed in the meantime has the entry that he was typed with.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, select

import storage.history_tables
import storage.work_tables  # noqa: F401 - all that may name a patient
from storage.import_lines import run
from storage.shapes import metadata
from storage.statements import CLINIC, compiled
from storage.tables import imports, patients

_NEXT_IMPORT = (
    select(func.min(imports.c.id))
    .where(imports.c.clinic_id == CLINIC, imports.c.id > bindparam("import_id"))
    .scalar_subquery()
)
_BROUGHT = (
    (patients.c.clinic_id == CLINIC)
    & (patients.c.id > bindparam("import_id"))
    & (patients.c.id < func.coalesce(_NEXT_IMPORT, (1 << 63) - 1))
)


def _naming() -> list[tuple[Table, Column[int]]]:
    """Return the columns of all tables that name a patient."""
    return [
        (table, each.parent)
        for table in metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table is patients
        for each in key.elements
        if each.column.name == "id"
    ]


_few = (
    select(patients.c.id)
    .where(_BROUGHT, patients.c.id > bindparam("after"))
    .order_by(patients.c.id)
    .limit(bindparam("most"))
    .subquery()
)
_LAST = compiled(select(func.max(_few.c.id)))
_other = patients.alias()
_REMOVE = compiled(
    delete(patients)
    .where(
        patients.c.clinic_id == CLINIC,
        patients.c.id > bindparam("after"),
        patients.c.id <= bindparam("last"),
        patients.c.asked == 0,
        patients.c.do_not_call == 0,
        patients.c.merged_into.is_(None),
        patients.c.id.not_in(
            select(_other.c.merged_into).where(
                _other.c.clinic_id == CLINIC, _other.c.merged_into.is_not(None)
            )
        ),
    )
    .where(
        *(
            ~select(table.c.clinic_id)
            .where(table.c.clinic_id == CLINIC, column == patients.c.id)
            .exists()
            for table, column in _naming()
        )
    )
)
_LEFT = compiled(select(func.count()).select_from(patients).where(_BROUGHT))


def remove_some(connection: Connection, most: int, values: dict[str, object]) -> tuple[int, int]:
    """Look at the next patients; return the last one's id (0: no more) and how many are gone."""
    [(last,)] = run(connection, _LAST, most=most, **values)
    if last is None:
        return 0, 0
    row = _REMOVE.row({**values, "last": last})
    return int(last), connection.exec_driver_sql(_REMOVE.sql, row).rowcount


def left_of(connection: Connection, values: dict[str, object]) -> int:
    """Return how many patients of the list are there, because they have got something since."""
    [(count,)] = run(connection, _LEFT, **values)
    return int(count)
