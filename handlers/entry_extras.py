"""What the card of some kinds of entries offers besides Undo and Edit."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.letters import Rows
from storage.kept import Kept


def extra_rows(desk: Desk, kept: Kept) -> Rows:
    """Return the buttons of this very row that only its kind has."""
    return []


def extra_lines(desk: Desk, kept: Kept) -> list[str]:
    """Return what only its kind says of itself, as safe text, line by line."""
    return []
