"""Praise: logged, amended and voided, each with its precondition; read by id and token."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from storage.amending import differences, keep_changes
from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, insert_into, update_of
from storage.tables import patients, praises
from storage.unit import Unit

KIND = "praise"


@dataclass(frozen=True, slots=True)
class Praise:
    """Praise as it stands; without a patient it is anonymous."""

    id: int
    patient_id: int | None
    code: str | None
    day: int
    doctor_id: int | None
    note: str
    author_id: int
    logged: int
    voided: int | None
    voided_by: int | None
    change: int


AMENDABLE = ("patient_id", "doctor_id", "note")
_FIELDS = [field.name for field in fields(Praise)]
_SEEN = (
    (praises.c.clinic_id == CLINIC)
    & (praises.c.id == bindparam("praise_id"))
    & (praises.c.change == bindparam("seen"))
    & praises.c.voided.is_(None)
)
ADD_PRAISE = insert_into(praises)
AMEND_PRAISE = update_of(praises, *AMENDABLE, "change", where=_SEEN)
VOID_PRAISE = update_of(praises, "voided", "voided_by", "change", where=_SEEN)


def _praises(*where: ColumnElement[bool]) -> Select[Row]:
    columns = [patients.c.code if name == "code" else praises.c[name] for name in _FIELDS]
    own = and_(praises.c.clinic_id == patients.c.clinic_id, praises.c.patient_id == patients.c.id)
    return (
        select(*columns)
        .select_from(praises.outerjoin(patients, own))
        .where(praises.c.clinic_id == CLINIC, *where)
    )


_BY_ID = compiled(_praises(praises.c.id == bindparam("id")))
_BY_TOKEN = compiled(_praises(praises.c.token == bindparam("token")))
_NEWEST = compiled(
    _praises(praises.c.author_id == bindparam("author_id"), praises.c.voided.is_(None))
    .where(praises.c.id >= bindparam("first"))
    .order_by(praises.c.id.desc())
    .limit(1)
)
_OF_DAY = compiled(
    _praises(praises.c.day == bindparam("day"), praises.c.voided.is_(None)).order_by(praises.c.id)
)


def praise_by_id(journal: Journal, praise_id: int) -> Praise | None:
    """Return praise, voided or not."""
    return _praise(journal.one(_BY_ID, id=praise_id))


def praise_by_token(journal: Journal, token: str) -> Praise | None:
    """Return the praise that this very message or form has written already."""
    return _praise(journal.one(_BY_TOKEN, token=token))


def newest_praise(journal: Journal, author_id: int, since: int) -> Praise | None:
    """Return the author's newest standing praise logged since a moment (ms UTC)."""
    return _praise(journal.one(_NEWEST, author_id=author_id, first=since << RANDOM_BITS))


def praises_on(journal: Journal, day: int) -> list[Praise]:
    """Return the standing praise of a day in the order it was logged."""
    return [Praise(*row) for row in journal.all(_OF_DAY, day=day)]


def log_praise(unit: Unit, praise: Praise, token: str) -> Praise:
    """Add praise to the unit; ``token`` written twice makes the unit stale."""
    unit.write(ADD_PRAISE, **_values(praise), token=token)
    unit.note("praise logged", praise.author_id, praise.id, patient=praise.patient_id)
    return praise


def amend_praise(
    unit: Unit, praise: Praise, changed: Praise, author_id: int, typed: bool = False
) -> Praise:
    """Write what differs, with before and after; return it as it shall be.

    ``typed``: its author edited the message that wrote it.
    """
    changes = differences(praise, changed, AMENDABLE, (author_id, unit.now, typed))
    if not changes:
        return praise
    after = {name: getattr(changed, name) for name in AMENDABLE}
    unit.write(AMEND_PRAISE, praise_id=praise.id, seen=praise.change, **after)
    keep_changes(unit, KIND, praise.id, changes)
    names = [change.field for change in changes]
    unit.note("praise amended", author_id, praise.id, fields=names)
    return changed


def void_praise(unit: Unit, praise: Praise, author_id: int) -> Praise:
    """Withdraw praise: it is kept, with who and when, and counts no more."""
    gone = {"voided": unit.now, "voided_by": author_id}
    unit.write(VOID_PRAISE, praise_id=praise.id, seen=praise.change, **gone)
    unit.note("praise voided", author_id, praise.id)
    return replace(praise, voided=unit.now, voided_by=author_id)


def _values(praise: Praise) -> dict[str, Any]:
    return {name: getattr(praise, name) for name in _FIELDS}


def _praise(row: Row | None) -> Praise | None:
    return Praise(*row) if row else None
