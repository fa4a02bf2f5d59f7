"""How an entry of any kind is withdrawn: at once or with a question, and who was faster."""

from __future__ import annotations

from typing import Protocol

from clinic.calendar import HOUR, MINUTE
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.reach import ChangedMeanwhile, WithdrawnLine
from storage.unit import Unit

UNDO_REACH = 24 * HOUR
AT_ONCE = 10 * MINUTE
"""For so long an own entry goes without a question."""

WITHDRAW_IT = _("{head} → withdrawn?\n{written}")


class Written(Protocol):
    """An entry as it stands: whose it is, since when, and whether it was withdrawn."""

    @property
    def id(self) -> int:
        """Return its id."""

    @property
    def author_id(self) -> int:
        """Return who wrote it."""

    @property
    def logged(self) -> int:
        """Return when (ms UTC)."""

    @property
    def voided(self) -> int | None:
        """Return when it was withdrawn (ms UTC), or None."""

    @property
    def voided_by(self) -> int | None:
        """Return who withdrew it, or None."""

    @property
    def change(self) -> int:
        """Return the change number with which it was read."""


def goes_at_once(desk: Desk, entry: Written, unit: Unit) -> bool:
    """Return whether the entry is the reader's own and young."""
    return entry.author_id == desk.reader.id and unit.now - entry.logged <= AT_ONCE


def refuse_if_gone(desk: Desk, entry: Written) -> None:
    """Raise WithdrawnLine where somebody else has withdrawn it; by a double tap it may be gone."""
    if entry.voided is not None and entry.voided_by != desk.reader.id:
        raise WithdrawnLine(line=entry.id)


def refuse_if_changed(entry: Written, seen: int) -> None:
    """Raise ChangedMeanwhile where an entry is no more as it was when the person was asked."""
    if entry.voided is None and entry.change != seen:
        raise ChangedMeanwhile(line=entry.id)
