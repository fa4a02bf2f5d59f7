"""An edited message that wrote an entry: the entry follows what it says now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from clinic.calendar import day_number
from clinic.entries.kind import DAY, NOTE, EntryDraft, Field, Kind, Shape, Values
from clinic.entries.kinds import BY_COMMAND
from clinic.entries.reading import read_entry
from clinic.entries.spoken import spoken_kind
from clinic.errors import Refusal
from clinic.marks import Marked
from clinic.marks import mark as _
from clinic.merging import Step, as_written, retyped
from clinic.people import Right
from clinic.text import folded
from handlers.desk import Desk
from handlers.edited import NothingLeft, StaysAsItWas
from handlers.entry_amending import correct_kept
from handlers.entry_lines import lack_of
from handlers.entry_place import place_of
from handlers.entry_reach import own_kept, typed_kept
from handlers.filters import May
from handlers.privacy import left_of
from handlers.reach import NotYours
from handlers.said_edited import COMMAND
from storage.amendments import changes_of
from storage.kept import TABLES, Kept
from storage.unit import Unit


class AnotherKind(Refusal):
    """The edited text is an entry of another kind, or of none."""

    template = _(
        "This message wrote: {title}. It stays as it was. To make something else of it, press Undo "
        "on its card and write it anew."
    )


def routes() -> Router:
    """Route edits of messages that wrote an entry of these kinds; others go on."""
    router = Router(name=__name__)
    router.edited_message.filter(May(Right.LOG))
    router.edited_message.register(follow, ~F.forward_origin)
    return router


async def follow(message: Message, desk: Desk, unit: Unit) -> None:
    """Change the fields that the text says otherwise than before; those of replies stay."""
    written = typed_kept(desk, message)
    if written is None:
        raise SkipHandler
    if written.author_id != desk.reader.id:
        raise NotYours(line=written.id)
    kept = own_kept(desk, written.id)
    draft = _draft(desk, kept, message.text or message.caption or "")
    values = _said_now(desk, kept, draft)
    correct_kept(desk, kept, values, unit, typed=True)


def _draft(desk: Desk, kept: Kept, text: str) -> EntryDraft:
    """Return what the text says, read on the day on which it was first written."""
    line = _line_of(kept.kind, text)
    if not line.strip():
        raise NothingLeft
    day = desk.calendar.day_of(kept.logged)
    try:
        draft = read_entry(kept.kind, line, replace(place_of(desk), today=day))
        if lack := lack_of(desk, draft):
            raise lack
    except Refusal as reason:
        raise StaysAsItWas(reason=reason) from reason
    return draft


def _line_of(kind: Kind, text: str) -> str:
    """Return the text without the command or word of its kind; raises AnotherKind."""
    found = COMMAND.match(text)
    if found is not None:
        named = BY_COMMAND.get(found[0].strip()[1:].partition("@")[0].casefold())
        line = text[found.end() :]
    else:
        named, line = spoken_kind(text) or (None, text)
    if text.strip() and named is not kind:
        raise AnotherKind(title=Marked(kind.title))
    return line


def _said_now(desk: Desk, kept: Kept, draft: EntryDraft) -> Values:
    """Return the fields that the text says otherwise now than it did before."""
    fields = [each for each in kept.kind.fields if each.kept and _is_said(each, draft)]
    typed = {each.column: _stored(desk, each, draft.values.get(each.name)) for each in fields}
    typed |= {DAY: day_number(draft.day), NOTE: left_of(desk, draft.note)}
    steps = [
        Step(each.field, each.before, each.after, each.typed)
        for each in reversed(changes_of(desk.journal, kept.id))
    ]
    current = {DAY: kept.day, NOTE: kept.note, **kept.values}
    before = as_written(current, [step for step in steps if step.field in current])
    otherwise = retyped(before, typed)
    values = {DAY: draft.day, NOTE: draft.note, **draft.values}
    names = {DAY: DAY, NOTE: NOTE, **{each.column: each.name for each in fields}}
    return {names[column]: values.get(names[column]) for column in otherwise}


def _is_said(field: Field, draft: EntryDraft) -> bool:
    """Return whether the text says the field; without it one that may be empty is emptied."""
    may_be_empty = TABLES[draft.kind.table].c[field.column].nullable
    return field.name in draft.values or bool(may_be_empty)


def _stored(desk: Desk, field: Field, value: object) -> object:
    """Return a typed value as its column holds it; a new patient has no id yet."""
    if field.shape is Shape.PATIENT and isinstance(value, str):
        patient = desk.journal.patient(folded(value))
        return value if patient is None else patient.id
    return day_number(value) if isinstance(value, date) else value
