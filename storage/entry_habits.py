"""What a clinic spends money on most: read from its newest expenses, never from all of them."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.sql.expression import bindparam

from storage.entry_tables import expenses
from storage.habits import AFTER_ALL
from storage.journal import CLINIC, Journal
from storage.statements import compiled

RECENT = 300
"""The expenses that show what is usual."""

CATEGORIES = compiled(
    select(expenses.c.category)
    .where(
        expenses.c.clinic_id == CLINIC,
        expenses.c.id < bindparam("before"),
        expenses.c.voided.is_(None),
    )
    .order_by(expenses.c.id.desc())
    .limit(bindparam("walked"))
)


def categories_of(journal: Journal) -> list[str]:
    """Return the categories of late, the most used first."""
    rows = journal.all(CATEGORIES, walked=RECENT, before=AFTER_ALL)
    return [category for category, _ in Counter(row[0] for row in rows).most_common()]
