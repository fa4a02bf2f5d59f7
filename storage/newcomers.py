"""Newcomers: members who have not logged an entry in their clinic yet."""

from __future__ import annotations

from sqlalchemy import bindparam

from storage.journal import CLINIC
from storage.statements import update_of
from storage.tables import staff
from storage.unit import Unit

_FIRST = update_of(
    staff,
    "wrote",
    where=(staff.c.clinic_id == CLINIC)
    & (staff.c.id == bindparam("person_id"))
    & (staff.c.wrote == bindparam("seen")),
)


LOGGED = frozenset({"visit logged", "complaint logged", "praise logged"})
"""What the audit chain calls a new entry, whichever way it was written."""


def logs(unit: Unit) -> bool:
    """Return whether the unit holds a new entry."""
    return any(note.action in LOGGED for note in unit.notes)


def first_entry(unit: Unit, person_id: int) -> None:
    """Remember that a member has logged; two first entries at once make the later unit stale."""
    unit.write(_FIRST, person_id=person_id, wrote=1, seen=0)
    unit.touched.add("people")
