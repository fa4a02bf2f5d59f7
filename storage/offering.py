"""What a clinic offers, changed by chat: services, channels, doctors.

What is removed is only hidden, and what is renamed keeps its id: entries of before show it still.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import ColumnElement, Table, and_, bindparam

from clinic.catalogue import Field, Listed
from clinic.offering import NewService, names_after
from clinic.reading.keys import key_of
from storage.journal import CLINIC
from storage.statements import Statement, insert_into, update_of
from storage.tables import channels, doctors, services
from storage.unit import Unit

TABLES = {Field.SERVICE: services, Field.CHANNEL: channels, Field.DOCTOR: doctors}


def _this(table: Table) -> ColumnElement[bool]:
    return and_(table.c.clinic_id == CLINIC, table.c.id == bindparam("row"))


def _renaming(table: Table) -> Statement:
    still = and_(_this(table), table.c.name == bindparam("known"))
    return update_of(table, "name", "key", "aliases", "change", where=still)


ADD = {field: insert_into(table) for field, table in TABLES.items()}
RENAME = {field: _renaming(table) for field, table in TABLES.items()}
CALL = {
    field: update_of(table, "aliases", "change", where=_this(table))
    for field, table in TABLES.items()
}
HIDE = {
    field: update_of(table, "hidden", "change", where=_this(table))
    for field, table in TABLES.items()
}
SET = {
    name: update_of(services, name, "change", where=_this(services))
    for name in ("price", "kind", "recall_days")
}


def add_listed(
    unit: Unit, field: Field, name: str, author_id: int, new: NewService | None = None
) -> int:
    """Return the id of a service, channel or doctor that the unit adds.

    One of the same key that somebody else adds meanwhile makes the unit stale.
    """
    row_id = unit.ids.new()
    unit.write(ADD[field], 1, id=row_id, **named(name), **(new.columns() if new else {}))
    _changed(unit, author_id, row_id, "added", field)
    return row_id


def named(name: str) -> dict[str, object]:
    """Return the columns of something new that is only named so far."""
    return {"name": name, "key": key_of(name), "aliases": "[]", "hidden": 0}


def rename(unit: Unit, field: Field, one: Listed, name: str, author_id: int) -> None:
    """Call it otherwise; typed lines still match the old name, which becomes another name of it."""
    aliases = names_after(one, name)
    values = {"name": name, "key": key_of(name), "aliases": _json(aliases)}
    unit.write(RENAME[field], 1, row=one.id, known=one.name, **values)
    _changed(unit, author_id, one.id, "renamed", field)


def call_also(
    unit: Unit, field: Field, one: Listed, names: tuple[str, ...], author_id: int
) -> None:
    """Give it these other names instead of those it had."""
    unit.write(CALL[field], row=one.id, aliases=_json(names))
    _changed(unit, author_id, one.id, "other names", field)


def hide(unit: Unit, field: Field, one: Listed, hidden: bool, author_id: int) -> None:
    """Remove it from what is offered, or bring it back; entries of before keep it."""
    if one.hidden != hidden:
        unit.write(HIDE[field], row=one.id, hidden=int(hidden))
        _changed(unit, author_id, one.id, "removed" if hidden else "brought back", field)


def set_of_service(
    unit: Unit, service_id: int, values: Mapping[str, object], author_id: int
) -> None:
    """Set the price (minor units), kind or recall_days of a service."""
    for name, value in values.items():
        unit.write(SET[name], 1, row=service_id, **{name: value})
        _changed(unit, author_id, service_id, "service set", Field.SERVICE, **{name: value})


def _changed(
    unit: Unit, author_id: int, row_id: int, action: str, field: Field, **detail: object
) -> None:
    """Note it without names: the audit chain can never forget one, and doctors are people."""
    unit.note(action, author_id, row_id, field=field, **detail)
    unit.touched.add("catalogue")


def _json(names: tuple[str, ...]) -> str:
    return json.dumps(names, ensure_ascii=False)
