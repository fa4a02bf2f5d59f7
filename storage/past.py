"""Writing what a clinic has kept elsewhere for years: many entries at once, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from storage.ids import RANDOM_BITS, Ids
from storage.outside import touch
from storage.registry import OPERATOR
from storage.shapes import metadata
from storage.statements import insert_into
from storage.tables import patients

Entry = tuple[str, Mapping[str, object]]
"""A table, and its columns; ``patient`` and ``relative`` are codes of patients in the journal."""

CODES = {"patient": "patient_id", "relative": "relative_id"}


def write_past(connection: Connection, clinic_id: int, ids: Ids, entries: Iterable[Entry]) -> int:
    """Write entries as logged now, by the operator, whom no /undo withdraws; return how many.

    Raises KeyError where a code belongs to no patient.
    """
    asked = select(patients.c.code, patients.c.id).where(patients.c.clinic_id == clinic_id)
    known = {row.code: row.id for row in connection.execute(asked)}
    change = touch(connection, clinic_id)
    rows: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for table, columns in entries:
        id = ids.new()
        own = {CODES.get(name, name): known[str(value)] if name in CODES else value
               for name, value in columns.items()}  # fmt: skip
        shared = {"clinic_id": clinic_id, "id": id, "author_id": OPERATOR, "note": ""}
        stamps = {"logged": id >> RANDOM_BITS, "token": f"past {id}", "change": change}
        rows[table].append({**shared, **stamps, **own})
    for table, found in rows.items():
        statement = insert_into(metadata.tables[table])
        connection.exec_driver_sql(statement.sql, [statement.row(row) for row in found])
    return sum(map(len, rows.values()))
