"""How visits are billed: discounts, quotes, what is paid later, and what is paid ahead.

Drawn from a stream of its own over visits that stand already; without it every bill is paid in
full on its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from playground.generator.books import EntryRow
from playground.generator.chance import Chance
from playground.generator.rows import VisitRow

STREAM = 2_000_003
DISCOUNTED, QUOTED, OWING, PAID_LATER = 0.06, 0.5, 0.15, 0.8
DEAR = 1_000_000
"""From here on (minor units) work is quoted before it is done, and not always paid at once."""

OVER_QUOTE = 0.12
CONSULTATION, PLANNED = "Consultation", 0.25
PLANS = (1_180_000, 2_750_000, 4_200_000)
"""What is quoted at a consultation, for work that may never be done."""

LATER_DAYS = (10, 80)


def billed(
    seed: int, visits: Sequence[VisitRow], last: date
) -> tuple[list[VisitRow], list[EntryRow]]:
    """Return the visits with discounts, quotes and part payments, and the payments that follow."""
    chance = Chance(seed * STREAM)
    rows = [_billed(row, chance) for row in visits]
    return rows, list(_payments(rows, last, chance))


def _billed(row: VisitRow, chance: Chance) -> VisitRow:
    if row.amount <= 0:
        return row
    if chance.yes(DISCOUNTED):
        row = replace(row, discount=_rounded(row.amount * chance.pick((5, 10, 15, 20)) // 100))
    if row.service == CONSULTATION and chance.yes(PLANNED):
        return replace(row, quote=chance.pick(PLANS))
    if row.amount < DEAR:
        return row
    if chance.yes(QUOTED):
        share = 86 if chance.yes(OVER_QUOTE) else chance.between(96, 104)
        row = replace(row, quote=_rounded(row.amount * share // 100))
    return replace(row, paid=_rounded(row.amount // 2)) if chance.yes(OWING) else row


def _rounded(minor: int) -> int:
    return minor // 100 * 100


def _payments(rows: Sequence[VisitRow], last: date, chance: Chance) -> Iterator[EntryRow]:
    for row in rows:
        if row.paid is None:
            continue
        day = row.date + timedelta(chance.between(*LATER_DAYS))
        if chance.yes(PAID_LATER) and day <= last:
            columns = {"patient": row.patient, "kind": "debt", "amount": row.amount - row.paid}
            yield EntryRow("payments", day, columns)
