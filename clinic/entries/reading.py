"""Reading a line of any kind: each field takes what is its own, and the rest becomes the note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from clinic.days import day_of, days_in
from clinic.entries.kind import DAY, NOTE, EntryDraft, Field, Kind, Shape, Values
from clinic.entries.refusals import NameTooLong, SameCode
from clinic.entries.taking import ORDER, Place, above_zero, take
from clinic.line import bounded_note
from clinic.reading.amount import take_amount
from clinic.reading.code import begins_with_code, read_code, split_code
from clinic.reading.edges import quoted
from clinic.reading.keys import key_of
from clinic.reading.phone import begins_with_phone, hide_phones
from clinic.reading.rest import Rest
from clinic.refusals import PersonalCode
from clinic.text import capped, clean, folded

LONGEST_NAME = 64
LEAST_FIGURES = 3
"""A number of fewer figures is a code only where a patient has it: "promise 2 fillings"."""

_NOTE = re.compile("(?<!:)//")
_CODE = re.compile(r"\s*[#№]?\w[\w-]*")
_BETWEEN = re.compile(r"\s*(?:[,;+&]|(?:and|и|і|та|й)(?=\s)|[和与])\s*(?=[#№0-9])", re.IGNORECASE)
"""What may stand between two codes."""


def read_entry(kind: Kind, text: str, place: Place) -> EntryDraft:
    """Return the entry that a line says, without its command.

    What it lacks stays missing (``EntryDraft.missing``). Raises the refusals of what is typed
    wrongly: an amount, a day, a code that is none.
    """
    head, note = _split(" ".join(clean(capped(text)).split("\n")))
    values: dict[str, Any] = {}
    rest = Rest(_take_codes(kind, head, values, place))
    _take_fields(kind, rest, values, place)
    left = _take_name_of(kind, rest.left(), values)
    words = bounded_note("; ".join(part for part in (left, note or "") if part))
    day = values.pop(DAY, place.today)
    return EntryDraft(kind, day, {**kind.defaults(values), **values}, words)


def read_values(kind: Kind, text: str, place: Place) -> Values:
    """Return what a correction changes, by field: a bare amount, a choice, a day, ``#1043``.

    Words of a note take their //, unless the entry is about its words: then all that is left is
    the note. Empty where nothing was understood.
    """
    head, note = _split(" ".join(clean(capped(text)).split("\n")))
    values: dict[str, Any] = {}
    if head.lstrip().startswith(("#", "№")):
        head = _take_codes(kind, head, values, place)
    rest = Rest(head)
    _take_fields(kind, rest, values, place)
    left = _take_name_of(kind, rest.left(), values)
    if left and kind.words is None:
        return {}
    if left or note is not None:
        values[NOTE] = bounded_note("; ".join(part for part in (left, note or "") if part))
    return values


def read_field(kind: Kind, field: Field, text: str, place: Place) -> object | None:
    """Return the value that a whole text gives one field, or None where it reads as none."""
    if field.shape is Shape.PATIENT:
        return read_code(text)
    if field.shape is Shape.NAME:
        name = clean(capped(text)).strip()
        found = field.names.best(key_of(name))
        return found.candidates[0].value if found else _bounded(name) or None
    rest = Rest(clean(capped(text)).strip())
    value = take(kind, field, rest, place)
    if value is None and field.shape is Shape.MONEY:
        amount = take_amount(rest, place.currency)
        value = None if amount is None else above_zero(kind, amount)
    return None if rest.left() else value


def _split(text: str) -> tuple[str, str | None]:
    head, *notes = _NOTE.split(text, maxsplit=1)
    return head, notes[0].strip() if notes else None


def _take_codes(kind: Kind, head: str, values: dict[str, Any], place: Place) -> str:
    """Take the patients with which the line begins, and return what follows."""
    for field in kind.fields:
        if field.shape is Shape.PATIENT and (field.needed or _names_patient(head, place)):
            between = _BETWEEN.match(head) if values else None
            head = head[between.end() :] if between else head
            if field.needed and begins_with_phone(head):
                raise PersonalCode(part=quoted(head))
            if not head.strip() or not begins_with_code(head):
                break
            values[field.name], head = split_code(head)
    codes = [folded(values[each.name]) for each in kind.fields if _is_code(each, values)]
    if len(codes) != len(set(codes)):
        raise SameCode(example=kind.example)
    return head


def _is_code(field: Field, values: Mapping[str, Any]) -> bool:
    return field.shape is Shape.PATIENT and field.name in values


def _names_patient(head: str, place: Place) -> bool:
    """Return whether a line that may do without a patient begins with one."""
    found = _CODE.match(head)
    if found is None or not begins_with_code(head):
        return False
    word = found[0].strip()
    code = word.lstrip("#№")
    return word != code or len(code) >= LEAST_FIGURES or place.is_patient(code)


def _take_fields(kind: Kind, rest: Rest, values: dict[str, Any], place: Place) -> None:
    """Take every field but the codes, and the day."""
    found = {each.shape for each in kind.fields}
    if Shape.LINK not in found:
        hide_phones(rest)
    for shape in ORDER:
        for field in kind.fields:
            if field.shape is shape and (value := take(kind, field, rest, place)) is not None:
                values[field.name] = value
    if Shape.DUE not in found and (day := _take_day(rest, place)) is not None:
        values[DAY] = day
    for field in kind.fields:
        if field.shape is Shape.MONEY and field.name not in values:
            amount = take_amount(rest, place.currency)
            if amount is not None:
                values[field.name] = above_zero(kind, amount)


def _take_day(rest: Rest, place: Place) -> date | None:
    shapes = days_in(rest.open)
    if not shapes:
        return None
    rest.take(*shapes[0].span())
    return day_of(shapes[0], place.today)


def _take_name_of(kind: Kind, left: str, values: dict[str, Any]) -> str:
    """Let the first word that is left be the name that was not found; return the rest."""
    field = next((each for each in kind.fields if each.shape is Shape.NAME), None)
    if field is None or field.name in values or not left:
        return left
    first, _, others = left.partition(" ")
    values[field.name] = _bounded(first)
    return others.strip()


def _bounded(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise NameTooLong(limit=LONGEST_NAME, size=len(name))
    return name
