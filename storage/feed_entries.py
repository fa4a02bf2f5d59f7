"""What the feed asks of tables of entries: any of their columns, all rows or the changed ones."""

from __future__ import annotations

from functools import cache

from sqlalchemy import BindParameter, ColumnElement, bindparam, literal_column, select

from storage.shapes import metadata
from storage.statements import Statement, compiled

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_STANDS: ColumnElement[int] = literal_column("1")


@cache
def entries_of(table: str, columns: tuple[str, ...], *, since: bool) -> Statement:
    """Return the question for id, 1 if it stands, and these columns of a table's rows.

    All that stand, in the order of their ids; or those changed ``since``, voided ones included
    and in no order. A table without "voided" holds what is never withdrawn. Raises KeyError where
    there is no such table or column.
    """
    own = metadata.tables[table].c
    voided = own.get("voided")
    stands = _STANDS if voided is None else voided.is_(None)
    asked = select(own.id, stands, *(own[name] for name in columns)).where(own.clinic_id == _CLINIC)
    if since:
        return compiled(asked.where(own.change > bindparam("since")))
    if voided is not None:
        asked = asked.where(stands)
    return compiled(asked.order_by(own.id))
