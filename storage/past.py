"""Writing what a clinic has kept elsewhere for years: many entries at once, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Column, Connection, Table, bindparam, select

from storage.ids import RANDOM_BITS, Ids
from storage.outside import touch
from storage.registry import OPERATOR
from storage.shapes import metadata
from storage.statements import CLINIC, insert_into, update_of
from storage.tables import doctors, patients

Columns = Mapping[str, object]
Entry = tuple[str, Columns]
"""A table, and its columns; ``patient`` and ``relative`` are codes of patients in the journal,
``doctor`` is a name."""

NAMED = {"patient": "patient_id", "relative": "relative_id", "doctor": "doctor_id"}


def write_past(connection: Connection, clinic_id: int, ids: Ids, entries: Iterable[Entry]) -> int:
    """Write entries as logged now, by the operator, whom no /undo withdraws; return how many.

    Raises KeyError where a code belongs to no patient, or a name to no doctor.
    """
    known = _Known(connection, clinic_id)
    change = touch(connection, clinic_id)
    rows: defaultdict[str, list[Columns]] = defaultdict(list)
    for table, columns in entries:
        id = ids.new()
        shared = {"clinic_id": clinic_id, "id": id, "author_id": OPERATOR, "note": ""}
        stamps = {"logged": id >> RANDOM_BITS, "token": f"past {id}", "change": change}
        rows[table].append({**shared, **stamps, **known.own(columns)})
    for table, found in rows.items():
        statement = insert_into(metadata.tables[table])
        connection.exec_driver_sql(statement.sql, [statement.row(row) for row in found])
    return sum(map(len, rows.values()))


def amend_past(
    connection: Connection, clinic_id: int, table: str, changes: Mapping[int, Columns]
) -> None:
    """Give rows of a table, by their ids, other values in some columns."""
    known, change = _Known(connection, clinic_id), touch(connection, clinic_id)
    where = metadata.tables[table].c
    alike: defaultdict[tuple[str, ...], list[Columns]] = defaultdict(list)
    for id, columns in changes.items():
        own = {**known.own(columns), "change": change}
        alike[tuple(own)].append({**own, "clinic_id": clinic_id, "id": id})
    for names, rows in alike.items():
        mine = (where.clinic_id == CLINIC) & (where.id == bindparam("id"))
        statement = update_of(metadata.tables[table], *names, where=mine)
        connection.exec_driver_sql(statement.sql, [statement.row(row) for row in rows])


def ids_in(connection: Connection, clinic_id: int, table: str) -> Sequence[int]:
    """Return the ids of a table's rows, in the order in which they were written."""
    columns = metadata.tables[table].c
    asked = select(columns.id).where(columns.clinic_id == clinic_id).order_by(columns.id)
    return connection.execute(asked).scalars().all()


class _Known:
    """Who is known by a code or a name."""

    def __init__(self, connection: Connection, clinic_id: int) -> None:
        codes = _by(connection, clinic_id, patients, patients.c.code)
        names = _by(connection, clinic_id, doctors, doctors.c.name)
        self.ids = {"patient": codes, "relative": codes, "doctor": names}

    def own(self, columns: Columns) -> dict[str, object]:
        """Return the columns as the table calls them, with ids for codes and names."""
        return {
            NAMED.get(name, name): self.ids[name][str(value)]
            if name in NAMED and value is not None
            else value
            for name, value in columns.items()
        }


def _by(
    connection: Connection, clinic_id: int, table: Table, column: Column[str]
) -> dict[str, int]:
    asked = select(column, table.c.id).where(table.c.clinic_id == clinic_id)
    return {row[0]: row[1] for row in connection.execute(asked)}
