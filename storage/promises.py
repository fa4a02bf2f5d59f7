"""Promises that wait to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam

from storage.entries import select_entries
from storage.entry_tables import promises
from storage.journal import Journal
from storage.statements import compiled

OPEN = "open"
REMEMBERED = 400
"""Days: a promise that was due before is not asked about any more."""

_NAMES = ("id", "due", "keeper_id", "author_id", "code", "note")
OPEN_PROMISES = compiled(
    select_entries(
        promises,
        _NAMES,
        promises.c.due >= bindparam("first"),
        promises.c.state == OPEN,
        promises.c.voided.is_(None),
    ).order_by(promises.c.due, promises.c.id)
)


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that waits: ``due`` is a day's number, ``code`` the patient's, if any."""

    id: int
    due: int
    keeper_id: int
    author_id: int
    code: str | None
    note: str


def open_promises(journal: Journal, today: int) -> list[OpenPromise]:
    """Return the standing promises that are open, the longest overdue first."""
    rows = journal.all(OPEN_PROMISES, first=today - REMEMBERED)
    return [OpenPromise(*row) for row in rows]
