"""Two services, channels or doctors become one, and all that was written down names that one.

Every row that names the one that goes names the other from then on, in one unit; for a day its
rows are remembered, so that the two can be separated as they were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from clinic.calendar import HOUR
from clinic.catalogue import Field, Listed
from clinic.offering import names_with
from storage.jobs import drop, plan
from storage.journal import CLINIC, Journal
from storage.offering import call_also, hide
from storage.shapes import metadata
from storage.statements import Statement, compiled, update_of
from storage.unit import Unit
from storage.work_tables import jobs

MERGED = "merged_listed"
"""The job that is due when a merge can be undone no more."""

UNDO_LIFE = 24 * HOUR


def _tables(column: str) -> list[Table]:
    """Return the tables of a clinic whose rows name one of a kind, in the order of references."""
    return [
        table
        for table in metadata.sorted_tables
        if column in table.c and "clinic_id" in table.c and "change" in table.c
    ]


def _repointing(column: str) -> dict[str, Statement]:
    statements = {}
    for table in _tables(column):
        listed = func.json_each(bindparam("listed")).table_valued("value")
        rows = (table.c.clinic_id == CLINIC) & table.c.id.in_(select(listed.c.value))
        still = rows & (table.c[column] == bindparam("from_id"))
        statements[table.name] = update_of(table, column, "change", where=still)
    return statements


_COLUMN = {field: f"{field.value}_id" for field in Field}
REPOINT = {field: _repointing(column) for field, column in _COLUMN.items()}
NAMING = {
    field: {
        table.name: compiled(
            select(table.c.id).where(
                table.c.clinic_id == CLINIC, table.c[column] == bindparam("row")
            )
        )
        for table in _tables(column)
    }
    for field, column in _COLUMN.items()
}
"""These walk through a clinic's entries: an owner asks them when two are merged, and only then."""

KEPT = compiled(
    select(jobs.c.content).where(
        jobs.c.clinic_id == CLINIC,
        jobs.c.kind == bindparam("kind"),
        jobs.c.key == bindparam("key"),
        jobs.c.done.is_(None),
        jobs.c.due > bindparam("now"),
    )
)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A merge that can be undone: who stayed, his other names of before, and the rows by table."""

    kept: int
    aliases: tuple[str, ...]
    rows: dict[str, list[int]]


def times_named(journal: Journal, field: Field, row_id: int) -> int:
    """Return how many entries name a service, channel or doctor, withdrawn ones included."""
    return sum(len(journal.all(asked, row=row_id)) for asked in NAMING[field].values())


def undoable(journal: Journal, field: Field, gone_id: int, now: int) -> Undoable | None:
    """Return what merging it did, or None where that is a day ago (``now``: ms UTC) or undone."""
    row = journal.one(KEPT, kind=MERGED, key=f"{field}:{gone_id}", now=now)
    if row is None:
        return None
    content: dict[str, Any] = json.loads(row[0])
    return Undoable(content["kept"], tuple(content["aliases"]), content["rows"])


def merge_listed(
    unit: Unit, journal: Journal, field: Field, pair: tuple[Listed, Listed], author_id: int
) -> None:
    """Let the first of two stand for both; the other's names become names of the first."""
    kept, gone = pair
    found = NAMING[field].items()
    rows = {name: [id for (id,) in journal.all(asked, row=gone.id)] for name, asked in found}
    _repoint(unit, field, rows, (gone.id, kept.id))
    call_also(unit, field, kept, names_with(kept, gone), author_id)
    hide(unit, field, gone, True, author_id)
    until = unit.now + UNDO_LIFE
    held = {"kept": kept.id, "aliases": kept.aliases, "rows": rows}
    plan(unit, MERGED, f"{field}:{gone.id}", until, **held)
    count = sum(map(len, rows.values()))
    unit.note("merged", author_id, kept.id, field=field, gone=gone.id, entries=count)


def separate_listed(
    unit: Unit, field: Field, pair: tuple[Listed, Listed], done: Undoable, author_id: int
) -> None:
    """Undo it: rows that were changed since stay as they are."""
    kept, gone = pair
    _repoint(unit, field, done.rows, (kept.id, gone.id))
    call_also(unit, field, kept, done.aliases, author_id)
    hide(unit, field, gone, False, author_id)
    drop(unit, MERGED, f"{field}:{gone.id}")
    unit.note("separated", author_id, kept.id, field=field, gone=gone.id)


def _repoint(unit: Unit, field: Field, rows: dict[str, list[int]], way: tuple[int, int]) -> None:
    from_id, to_id = way
    for name, ids in rows.items():
        if ids:
            values = {_COLUMN[field]: to_id, "from_id": from_id, "listed": json.dumps(ids)}
            unit.write(REPOINT[field][name], None, **values)
