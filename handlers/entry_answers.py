"""What is typed while an entry's card asks for one field: its value, or something else."""

from __future__ import annotations

from aiogram.types import Message

from clinic.days import read_day
from clinic.entries.kind import DAY, NOTE, Field, Shape, Values
from clinic.entries.reading import read_field
from clinic.entries.refusals import NotAWord
from clinic.line import bounded_note
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.reading.typed_code import answered_code
from clinic.text import capped, clean
from handlers.amending import is_whole_visit
from handlers.desk import Desk
from handlers.entry_place import place_of
from handlers.own_entries import is_own_entry, is_own_visit
from storage.kept import Kept

STARS = ("1", "2", "3", "4", "5")


def belongs_elsewhere(desk: Desk, message: Message, kept: Kept, name: str) -> bool:
    """Return whether a message is no answer: an entry of its own, a question, a reply elsewhere."""
    text, replied = message.text or "", message.reply_to_message
    if replied is not None:
        where = desk.reader.clinic_id, replied.chat.id, replied.message_id
        if desk.mail.cards.entry_of(*where) != kept.id:
            return True
    field = kept.kind.field(name)
    if field is not None and is_own_entry(desk, text):
        return True
    if name == DAY or (field is not None and field.shape is Shape.DUE):
        return is_whole_visit(desk, text)
    if field is not None and field.shape is Shape.MONEY and _value(desk, kept, field, text):
        return is_own_visit(desk, text)
    return spoken_period(text) is not None or is_whole_visit(desk, text)


def answered(desk: Desk, kept: Kept, name: str, text: str) -> Values:
    """Return the field with the value that the text gives it; raises a Refusal where it is none."""
    if name == DAY:
        return {DAY: read_day(text, desk.calendar.today())}
    if name == NOTE:
        words = " ".join(clean(capped(text)).split())
        return {NOTE: bounded_note(words.removeprefix("//").strip())}
    field = kept.kind.field(name)
    value = None if field is None else _value(desk, kept, field, text)
    if field is None or value is None:
        label = desk.words(name if field is None else field.label)
        raise NotAWord(part=quoted(text), field=label, example=kept.kind.example)
    return {name: value}


def _value(desk: Desk, kept: Kept, field: Field, text: str) -> object | None:
    if field.shape is Shape.PATIENT:
        return answered_code(text, desk.known_code)
    if field.shape is Shape.STARS and text.strip() in STARS:
        return int(text)
    return read_field(kept.kind, field, text, place_of(desk))
