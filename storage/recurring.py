"""Expenses that come every month."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import and_, bindparam, select

from storage.entry_tables import recurring
from storage.journal import CLINIC, Journal
from storage.statements import compiled, insert_into, update_of
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Recurring:
    """An expense of every month: its day, or a shorter month's last; ``amount`` in minor units.

    ``since`` is the day of the first one, as a number; ``ended`` a moment (ms UTC), or None.
    """

    id: int
    category: str
    bucket: str
    channel_id: int | None
    amount: int
    note: str
    day_of_month: int
    since: int
    author_id: int
    ended: int | None = None


_NAMES = [field.name for field in fields(Recurring)]
_LIKE = ("category", "bucket", "channel_id", "amount", "note", "day_of_month")
_own = and_(recurring.c.clinic_id == CLINIC, recurring.c.id == bindparam("recurring_id"))
_going_on = and_(_own, recurring.c.ended.is_(None))
ADD_RECURRING = insert_into(recurring)
END_RECURRING = update_of(recurring, "ended", "change", where=_going_on)
AMEND_RECURRING = update_of(recurring, *_LIKE, "change", where=_going_on)
A_RECURRING = compiled(select(*(recurring.c[name] for name in _NAMES)).where(_own))


def recurring_by_id(journal: Journal, recurring_id: int) -> Recurring | None:
    """Return an expense of every month, ended or not."""
    row = journal.one(A_RECURRING, recurring_id=recurring_id)
    return Recurring(*row) if row else None


def add_recurring(unit: Unit, rule: Recurring) -> None:
    """Add an expense of every month to the unit."""
    unit.write(ADD_RECURRING, 1, **{name: getattr(rule, name) for name in _NAMES})
    unit.note("expense repeats", rule.author_id, rule.id, day_of_month=rule.day_of_month)


def amend_recurring(unit: Unit, rule: Recurring) -> None:
    """Let the coming months be like this."""
    like = {name: getattr(rule, name) for name in _LIKE}
    unit.write(AMEND_RECURRING, None, recurring_id=rule.id, **like)


def end_recurring(unit: Unit, recurring_id: int, author_id: int) -> None:
    """Let it come no more; twice makes the unit stale."""
    unit.write(END_RECURRING, recurring_id=recurring_id, ended=unit.now)
    unit.note("expense repeats no more", author_id, recurring_id)
