"""When a clinic's records begin."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from storage.journal import Journal
from storage.statements import compiled
from storage.tables import visit_lines

_FIRST = compiled(
    select(func.min(visit_lines.c.day)).where(
        visit_lines.c.clinic_id == bindparam("clinic_id"), visit_lines.c.voided.is_(None)
    )
)


def first_day(journal: Journal) -> int | None:
    """Return the number of the first day with a standing line of a visit; None without any."""
    row = journal.one(_FIRST)
    return None if row is None else row[0]
