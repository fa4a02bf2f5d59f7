"""What was changed in an entry, as it is committed: newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from storage.history_tables import amendments
from storage.journal import CLINIC, Journal
from storage.statements import compiled
from storage.tables import patients, visit_lines

VOIDED = "voided"
"""The field of a line that vanished from the message that wrote it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change; values as the column holds them, ``at`` in ms UTC.

    ``typed``: its author edited the message that wrote the entry.
    """

    field: str
    before: Any
    after: Any
    author_id: int
    at: int
    typed: bool = False


_OF_ENTRY = compiled(
    select(*[amendments.c[name] for name in ("field", "before", "after", "author_id", "at")])
    .add_columns(amendments.c.typed)
    .where(amendments.c.clinic_id == CLINIC, amendments.c.entry_id == bindparam("entry_id"))
    .order_by(amendments.c.id.desc())
)
_CODE = compiled(
    select(patients.c.code).where(patients.c.clinic_id == CLINIC, patients.c.id == bindparam("id"))
)

_WITHDRAWN = compiled(
    select(visit_lines.c.author_id).where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.day == bindparam("day"),
        visit_lines.c.voided.is_not(None),
    )
)


def changes_of(journal: Journal, entry_id: int) -> list[Change]:
    """Return every change of an entry, the newest first."""
    return [
        Change(field, json.loads(before), json.loads(after), author_id, at, bool(typed))
        for field, before, after, author_id, at, typed in journal.all(_OF_ENTRY, entry_id=entry_id)
    ]


def code_of(journal: Journal, patient_id: int) -> str | None:
    """Return the code of a patient's id, or None where the journal has no such patient."""
    row = journal.one(_CODE, id=patient_id)
    return row[0] if row else None


def withdrawn_on(journal: Journal, day: int) -> list[int]:
    """Return the author of each line of a day that was withdrawn."""
    return [row[0] for row in journal.all(_WITHDRAWN, day=day)]
