"""The values of an entry's fields in the reader's words."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.entries.kind import Field, Shape
from clinic.people import Right
from clinic.words import ABSENT
from handlers.cards import name_in
from handlers.desk import Desk
from storage.amendments import code_of
from storage.kept import Kept


def sees_money_of(desk: Desk, kept: Kept) -> bool:
    """Return whether the reader may see the entry's money: his own, or all by right."""
    if desk.in_group:
        return False
    return kept.author_id == desk.reader.id or desk.reader.may(Right.SEE_MONEY)


def value_of(desk: Desk, kept: Kept, field: Field) -> str:
    """Return a field's value in the reader's words, not escaped yet; a dash without one."""
    return said_value(desk, kept, field, kept.values.get(field.column))


def said_value(desk: Desk, kept: Kept, field: Field, value: str | int | None) -> str:
    """Return a stored value of a field in the reader's words, not escaped yet."""
    if value is None or value == "":
        return ABSENT
    choice = field.choice(value)
    if choice is not None:
        return desk.words(choice.label)
    return value if isinstance(value, str) else _of_number(desk, kept, field, value)


def _of_number(desk: Desk, kept: Kept, field: Field, value: int) -> str:
    """Return what a number stands for: an amount, a day, stars, or somebody by name."""
    shape = field.shape
    if shape is Shape.MONEY:
        return desk.money(value)
    if shape is Shape.DUE:
        return desk.words.day(day_from(value))
    if shape is Shape.STARS:
        return f"{value}/5"
    return _named(desk, kept, field, value) or ABSENT


def _named(desk: Desk, kept: Kept, field: Field, id: int) -> str | None:
    if field.shape is Shape.PATIENT:
        # A new patient's row comes with this very unit, and cannot be read yet.
        written = kept.codes.get(field.name) if id == kept.values.get(field.column) else None
        return written or code_of(desk.journal, id)
    if field.shape is Shape.KEEPER:
        return desk.journal.names().get(id)
    if field.shape is Shape.CHANNEL:
        return name_in(desk.catalogue.channels, id)
    return name_in(desk.catalogue.doctors, id)
