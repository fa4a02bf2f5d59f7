"""What every table of entries is asked (by id, token, author, day) and how one row is changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, select

from storage.reader import Row
from storage.statements import CLINIC, Statement, compiled, update_of
from storage.tables import patients


def select_entries(table: Table, names: Sequence[str], *where: ColumnElement[bool]) -> Select[Row]:
    """Return the named columns of a clinic's entries, with the code of the patient, if any."""
    if "patient_id" not in table.c:
        return select(*(table.c[name] for name in names)).where(table.c.clinic_id == CLINIC, *where)
    columns = [patients.c.code if name == "code" else table.c[name] for name in names]
    own = and_(table.c.clinic_id == patients.c.clinic_id, table.c.patient_id == patients.c.id)
    return (
        select(*columns)
        .select_from(table.outerjoin(patients, own))
        .where(table.c.clinic_id == CLINIC, *where)
    )


def by_id(table: Table, names: Sequence[str]) -> Statement:
    """Return the question for the entry with an ``id``, voided or not."""
    return compiled(select_entries(table, names, table.c.id == bindparam("id")))


def by_token(table: Table, names: Sequence[str]) -> Statement:
    """Return the question for the entry that a message, tap or form with a ``token`` wrote."""
    return compiled(select_entries(table, names, table.c.token == bindparam("token")))


def newest_standing(table: Table, names: Sequence[str]) -> Statement:
    """Return the question for the newest standing entry of ``author_id`` from id ``first`` on."""
    standing = (table.c.author_id == bindparam("author_id"), table.c.voided.is_(None))
    since = table.c.id >= bindparam("first")
    return compiled(
        select_entries(table, names, *standing).where(since).order_by(table.c.id.desc()).limit(1)
    )


def standing_on(table: Table, names: Sequence[str]) -> Statement:
    """Return the question for the standing entries of a ``day`` in the order of logging."""
    of_day = (table.c.day == bindparam("day"), table.c.voided.is_(None))
    return compiled(select_entries(table, names, *of_day).order_by(table.c.id))


def as_seen(table: Table) -> ColumnElement[bool]:
    """Return what holds while ``entry_id`` is as it was ``seen``: whoever was faster breaks it."""
    return (
        (table.c.clinic_id == CLINIC)
        & (table.c.id == bindparam("entry_id"))
        & (table.c.change == bindparam("seen"))
        & table.c.voided.is_(None)
    )


def voiding(table: Table) -> Statement:
    """Return the statement that withdraws an entry as it was seen."""
    return update_of(table, "voided", "voided_by", "change", where=as_seen(table))


def amending(table: Table, names: Sequence[str]) -> Statement:
    """Return the statement that changes the named fields of an entry as it was seen."""
    return update_of(table, *names, "change", where=as_seen(table))
