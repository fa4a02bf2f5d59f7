"""Guesses: how an owner splits complaints by their causes before he sees the fact."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select

from clinic.calendar import day_from, day_number
from storage.history_tables import guesses
from storage.journal import CLINIC, Journal
from storage.statements import compiled, insert_into, update_of
from storage.unit import Unit

WHOLE = 100


class Split(NamedTuple):
    """Shares of patients and of people in percent; the rest is the organisation's."""

    customers: int
    people: int

    @property
    def organisation(self) -> int:
        """Return what is left."""
        return WHOLE - self.customers - self.people


class Guess(NamedTuple):
    """What was guessed on a day; without a split the person did not want to guess."""

    id: int
    day: date
    split: Split | None


_g = guesses.c
_HIS = (_g.clinic_id == CLINIC) & (_g.author_id == bindparam("author"))
_ADD = insert_into(guesses)
_CHANGE = update_of(
    guesses,
    *("customers", "people", "at"),
    where=(_g.clinic_id == CLINIC) & (_g.id == bindparam("guess")),
)
_NEWEST = compiled(
    select(_g.id, _g.day, _g.customers, _g.people)
    .where(_HIS)
    .order_by(_g.day.desc())
    .limit(bindparam("most"))
)


def guesses_of(journal: Journal, author_id: int, most: int) -> list[Guess]:
    """Return a person's newest guesses, and days without one, the newest first."""
    rows = journal.all(_NEWEST, author=author_id, most=most)
    return [Guess(id, day_from(day), _split(*shares)) for id, day, *shares in rows]


def keep_guess(
    unit: Unit, journal: Journal, author_id: int, day: date, split: Split | None
) -> None:
    """Keep what a person guessed on a day, over another of that day; refusing changes none."""
    newest = guesses_of(journal, author_id, 1)
    shares = split._asdict() if split else {}
    if not newest or newest[0].day != day:
        row = {"id": unit.ids.new(), "author_id": author_id, "day": day_number(day)}
        unit.write(_ADD, **row, at=unit.now, **shares)
    elif shares:
        unit.write(_CHANGE, guess=newest[0].id, at=unit.now, **shares)


def _split(customers: int | None, people: int | None) -> Split | None:
    return None if customers is None or people is None else Split(customers, people)
