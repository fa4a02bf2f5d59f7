"""Guesses: how an owner splits complaints by their causes before he sees it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table of guesses, empty."""
    op.execute(Path(__file__).with_name("0005_guesses.sql").read_text(encoding="utf-8"))
