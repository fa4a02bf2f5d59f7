"""Praise: logged, amended and voided, each with its precondition; read by id and token."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from storage.amending import Writing, amend_entry, void_entry
from storage.entries import (
    amending,
    by_id,
    by_token,
    newest_standing,
    standing_on,
    voiding,
)
from storage.ids import RANDOM_BITS
from storage.journal import Journal
from storage.reader import Row
from storage.statements import insert_into
from storage.tables import praises
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


_FIELDS = [field.name for field in fields(Praise)]
_BY_ID = by_id(praises, _FIELDS)
_BY_TOKEN = by_token(praises, _FIELDS)
_NEWEST = newest_standing(praises, _FIELDS)
_OF_DAY = standing_on(praises, _FIELDS)

AMENDABLE = ("patient_id", "doctor_id", "note")
ADD_PRAISE = insert_into(praises)
AMEND_PRAISE = amending(praises, AMENDABLE)
VOID_PRAISE = voiding(praises)
_WRITING = Writing(KIND, AMENDABLE, AMEND_PRAISE, VOID_PRAISE)


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
    return changed if amend_entry(unit, _WRITING, praise, changed, (author_id, typed)) else praise


def void_praise(unit: Unit, praise: Praise, author_id: int) -> Praise:
    """Withdraw praise: it is kept, with who and when, and counts no more."""
    void_entry(unit, _WRITING, praise, author_id)
    return replace(praise, voided=unit.now, voided_by=author_id)


def _values(praise: Praise) -> dict[str, Any]:
    return {name: getattr(praise, name) for name in _FIELDS}


def _praise(row: Row | None) -> Praise | None:
    return Praise(*row) if row else None
