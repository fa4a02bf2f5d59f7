"""What the feed asks of tables of entries: any of their columns, all rows or the changed ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)

from storage.shapes import metadata
from storage.statements import Statement, compiled
from storage.tables import patients, visit_lines

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_STANDS: ColumnElement[int] = literal_column("1")


@cache
def entries_of(table: str, columns: tuple[str, ...], *, since: bool) -> Statement:
    """Return the question for id, 1 if it stands, and these columns of a table's rows.

    All that stand, in the order of their ids; or those changed ``since``, voided ones included
    and in no order. A table without "voided" holds what is never withdrawn. Raises KeyError where
    there is no such table or column.
    """
    part = PARTS.get(table)
    own = metadata.tables[part.table if part else table].c
    given = {**own, **(part.columns if part else {})}
    voided = own.get("voided")
    stands: ColumnElement[Any] = _STANDS if voided is None else voided.is_(None)
    if part is not None:
        stands = and_(stands, part.which)
    asked = select(own.id, stands, *(given[name] for name in columns))
    asked = asked.where(own.clinic_id == _CLINIC)
    if since:
        return compiled(
            asked.where((own.change if "change" in own else own.id) > bindparam("since"))
        )
    if voided is not None:
        asked = asked.where(stands)
    return compiled(asked.order_by(own.id))


@dataclass(frozen=True)
class Part:
    """Some rows of a table that are a kind of entry of their own, and what is told from them."""

    table: str
    which: ColumnElement[bool]
    columns: Mapping[str, ColumnElement[Any]]


_A_DAY: ColumnElement[int] = literal_column("86400000")
_AHEAD: ColumnElement[int] = literal_column("50400000")
"""Fourteen hours: a day ends nowhere earlier before it does in UTC."""

_line = visit_lines.c
_paid = func.coalesce(_line.paid, _line.amount, literal_column("0"))
_known = select(patients.c.id).where(
    patients.c.clinic_id == _line.clinic_id, patients.c.key == func.lower(_line.referrer)
)
PARTS = {
    "bills": Part(
        "visit_lines",
        or_(
            _line.discount.is_not(None),
            _line.quote.is_not(None),
            _paid != func.coalesce(_line.amount, _paid),
        ),
        {"paid": _paid},
    ),
    "late": Part(
        "visit_lines",
        and_(
            _line.import_id.is_(None),
            _line.logged >= (_line.day + literal_column("1")) * _A_DAY - _AHEAD,
        ),
        {},
    ),
    "referrals": Part(
        "visit_lines",
        _line.referrer.is_not(None),
        {"referrer_id": _known.scalar_subquery()},
    ),
}
"""Read as tables, in the place of a million lines of which few say this."""
