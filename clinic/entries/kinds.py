"""All kinds of entries that are written by line, by taps and by reply alike."""

from __future__ import annotations

from clinic.entries.appointments import ARRIVED, BOOKED, CANCELLED, MISSED
from clinic.entries.kind import Kind
from clinic.entries.money import CASH, DEBT, EXPENSE, PREPAYMENT
from clinic.entries.outside import KINSHIP, MARK, REVIEW
from clinic.entries.promises import PROMISE
from clinic.entries.reasons import LEAVING, WISH

KINDS = (
    *(EXPENSE, CASH, DEBT, PREPAYMENT, BOOKED, MISSED, CANCELLED, ARRIVED, PROMISE),
    *(LEAVING, WISH, REVIEW, MARK, KINSHIP),
)
BY_COMMAND = {kind.command: kind for kind in KINDS}


def kinds_of(table: str) -> tuple[Kind, ...]:
    """Return the kinds that share a table."""
    return tuple(kind for kind in KINDS if kind.table == table)
