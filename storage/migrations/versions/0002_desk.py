"""The desk: praise, photos, staff groups, practice, and what an edited message has changed.

Tables that gain a checked column are made anew, from statements that stay as they were.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the new tables and make the changed ones anew, with all their rows."""
    script = Path(__file__).with_name("0002_desk.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
