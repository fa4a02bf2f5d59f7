"""What some kinds of entries need besides what is typed, and what follows once they are saved."""

from __future__ import annotations

from typing import Any

from clinic.entries.kind import EntryDraft
from handlers.desk import Desk
from storage.kept import Kept
from storage.unit import Unit


def settled(desk: Desk, unit: Unit, draft: EntryDraft) -> tuple[EntryDraft, dict[str, Any]]:
    """Return the draft with what follows from it, and the columns that nobody types."""
    return draft, {}


def after_saving(desk: Desk, unit: Unit, kept: Kept) -> None:
    """Plan what falls due because of a new entry."""


def after_change(desk: Desk, unit: Unit, before: Kept, after: Kept) -> None:
    """Plan anew what falls due because of an entry that was amended or withdrawn."""
