"""What is typed while an entry's form waits: the answer to its question, or something else."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message

from clinic.entries.kind import NOTE, Field, Shape
from clinic.entries.reading import read_field, read_values
from clinic.entries.refusals import NotAWord, SameCode
from clinic.line import bounded_note
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.reading.typed_code import answered_code
from clinic.text import capped, clean, folded
from handlers.amending import is_whole_visit
from handlers.desk import Desk
from handlers.entry_form_state import EntryForm, plain
from handlers.entry_place import place_of
from handlers.own_entries import is_own_entry, is_own_visit


def belongs_elsewhere(desk: Desk, message: Message, form: EntryForm, step: str) -> bool:
    """Return whether a message is no answer: an entry of its own, a question, a reply to a card."""
    text, replied = message.text or "", message.reply_to_message
    if replied is not None:
        where = desk.reader.clinic_id, replied.chat.id, replied.message_id
        if desk.mail.cards.entry_of(*where) != form.entry:
            return True
    field = form.kind.field(step)
    if field is not None and is_own_entry(desk, text):
        return True
    if field is not None and field.shape is Shape.DUE:
        return is_whole_visit(desk, text)
    if field is not None and field.shape is Shape.MONEY and "amount" in _values(desk, form, text):
        return is_own_visit(desk, text)
    return spoken_period(text) is not None or is_whole_visit(desk, text)


def answered(desk: Desk, form: EntryForm, step: str, text: str) -> EntryForm:
    """Return the form with what the text says; raises a Refusal where it says nothing."""
    field = form.kind.field(step)
    if field is None:
        return form.taking({NOTE: bounded_note(" ".join(clean(capped(text)).split()))})
    if field.shape is Shape.PATIENT:
        return with_patient(form, field, answered_code(text, desk.known_code))
    values = _read(desk, form, field, text)
    if not values:
        label = desk.words(field.label)
        raise NotAWord(part=quoted(text), field=label, example=desk.words(form.kind.example))
    return form.taking(plain(values))


def with_patient(form: EntryForm, field: Field, code: str | None) -> EntryForm:
    """Return the form with a patient; raises SameCode where he is in it already."""
    if folded(code or "") in {folded(str(value)) for value in _codes(form, field)}:
        raise SameCode(example=form.kind.example)
    return form.taking({field.name: code})


def _codes(form: EntryForm, but: Field) -> list[object]:
    fields = (each for each in form.kind.fields if each.shape is Shape.PATIENT and each != but)
    return [form.values[each.name] for each in fields if each.name in form.values]


def _read(desk: Desk, form: EntryForm, field: Field, text: str) -> dict[str, Any]:
    """Return what a text gives to this field and to others beside it."""
    typed = text.strip()
    if field.shape is Shape.STARS and typed in ("1", "2", "3", "4", "5"):
        return {field.name: int(typed)}
    values = _values(desk, form, text)
    if values:
        return values
    value = read_field(form.kind, field, text, place_of(desk))
    return {} if value is None else {field.name: value}


def _values(desk: Desk, form: EntryForm, text: str) -> dict[str, Any]:
    codes = {each.name for each in form.kind.fields if each.shape is Shape.PATIENT}
    found = read_values(form.kind, text, place_of(desk))
    return {name: value for name, value in found.items() if name not in codes}
