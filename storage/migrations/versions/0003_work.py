"""The work: money, appointments, promises, calls, what patients say themselves, and what is due.

Tables that gain a checked column are made anew, from statements that stay as they were.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the new tables and make the changed ones anew, with all their rows."""
    script = Path(__file__).with_name("0003_work.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
