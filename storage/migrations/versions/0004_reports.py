"""Reports as they were said, and outcomes of calls that can be taken back."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of reports, empty; every attempt to call stands as it did."""
    script = Path(__file__).with_name("0004_reports.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
