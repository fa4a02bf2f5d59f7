"""Reports as they were said: what a person was answered can be opened again, word for word."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table, empty: what was said before was not kept."""
    script = Path(__file__).with_name("0004_reports.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
