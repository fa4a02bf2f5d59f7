"""Statements of SQLAlchemy Core, compiled once and then run by the driver as text and tuples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, ColumnElement, Table, bindparam, insert, update
from sqlalchemy.dialects.sqlite import dialect

import storage.history_tables
import storage.post
import storage.work_tables  # noqa: F401 - every table has its place in the order
from storage.shapes import metadata

CLINIC: BindParameter[int] = bindparam("clinic_id")
"""The clinic that a statement is bound to; a journal and a unit fill it in."""

_DIALECT = dialect(paramstyle="qmark")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """SQL text, the order of its parameters, and its table's place in the order of references."""

    sql: str
    order: tuple[str, ...]
    rank: int = 0
    fixed: Mapping[str, object] = field(default_factory=dict)
    """Values that the statement itself holds, such as a limit."""

    def row(self, values: Mapping[str, object]) -> tuple[object, ...]:
        """Return the values in the order of the parameters; what is not given is NULL."""
        known = {**self.fixed, **values} if self.fixed else values
        return tuple(map(known.get, self.order))


def compiled(element: ClauseElement, rank: int = 0) -> Statement:
    """Return a Core statement as text for the driver."""
    ready = element.compile(dialect=_DIALECT)
    order: Any = getattr(ready, "positiontup", None) or ()
    fixed = {name: value for name, value in ready.params.items() if value is not None}
    return Statement(str(ready), tuple(order), rank, fixed)


def insert_into(table: Table, *left_out: str) -> Statement:
    """Return the insertion of a whole row, less the columns that the database fills."""
    names = [column.name for column in table.columns if column.name not in left_out]
    return compiled(insert(table).values({name: bindparam(name) for name in names}), rank_of(table))


def update_of(table: Table, *names: str, where: ColumnElement[bool]) -> Statement:
    """Return an update of the named columns of the rows in ``where``."""
    changes: dict[str, BindParameter[object]] = {name: bindparam(name) for name in names}
    return compiled(update(table).where(where).values(changes), rank_of(table))


def rank_of(table: Table) -> int:
    """Return the table's place among all: what is referred to comes before what refers."""
    return metadata.sorted_tables.index(table)
