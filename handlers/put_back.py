"""The answer about what was left out of a text: leave it out, or put it back into its entry."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import HOUR
from clinic.entries.kind import NOTE
from clinic.errors import Refusal
from clinic.line import bounded_note
from clinic.marks import mark as _
from clinic.people import Right
from handlers import said, showing
from handlers.amending import amend
from handlers.desk import Desk
from handlers.entry_cards import show_everywhere as show_kept
from handlers.entry_reach import kept_of, own_kept
from handlers.filters import May
from handlers.letters import edit_message
from handlers.reach import LARGEST_ID, line_of, own_line
from handlers.said_buttons import KeepOut, PutBack
from storage.ids import RANDOM_BITS
from storage.keeping import amend_kept
from storage.unit import Unit
from storage.withheld import Withheld, forget, withheld

KEPT = HOUR
"""What was left out is forgotten after so long."""

LEFT = _("Left out for good.")
BACK = _("Put back.")


class NotKept(Refusal):
    """The question was answered, is over an hour old, or was put to somebody else."""

    template = _(
        "What was left out is not kept any more. If it should stand in the entry, reply to its "
        "card with other words."
    )


class ChangedSince(Refusal):
    """The words of the entry are no longer those from which something was left out."""

    template = _("The words were changed since. Reply to the entry's card with what is right.")


def routes() -> Router:
    """Route the two answers."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(keep_out, KeepOut.filter())
    router.callback_query.register(put_back, PutBack.filter())
    return router


async def keep_out(callback: CallbackQuery, callback_data: KeepOut, desk: Desk, unit: Unit) -> None:
    """Forget what was left out."""
    _asked(desk, callback_data.held, unit)
    _end(callback, callback_data.held, LEFT, desk, unit)


async def put_back(callback: CallbackQuery, callback_data: PutBack, desk: Desk, unit: Unit) -> None:
    """Put the words as they were typed into the entry."""
    text = _asked(desk, callback_data.held, unit)
    if kept_of(desk, text.entry) is not None:
        kept = own_kept(desk, text.entry)
        values = {NOTE: _whole(kept.note, text)}
        show_kept(desk, amend_kept(unit, desk.journal, kept, values, desk.reader.id), unit)
    elif line_of(desk, text.entry) is None:
        entry = said.own_said(desk, text.entry)
        changed = replace(entry, note=_whole(entry.note, text))
        said.show_everywhere(desk, said.amend_said(unit, entry, changed, desk.reader.id), unit)
    else:
        line = own_line(desk, text.entry)
        wanted = replace(line, note=_whole(line.note, text))
        showing.show_everywhere(desk, amend(desk, line, wanted, unit), unit)
    _end(callback, callback_data.held, BACK, desk, unit)


def _asked(desk: Desk, held: int, unit: Unit) -> Withheld:
    """Return what the reader was asked about within the hour, or raise NotKept."""
    young = 0 <= held <= LARGEST_ID and unit.now - (held >> RANDOM_BITS) <= KEPT
    text = withheld(desk.mail, held, desk.reader.id) if young else None
    if text is None:
        raise NotKept
    return text


def _whole(note: str, text: Withheld) -> str:
    if text.left not in note:
        raise ChangedSince
    return bounded_note(note.replace(text.left, text.typed, 1))


def _end(callback: CallbackQuery, held: int, said_now: str, desk: Desk, unit: Unit) -> None:
    forget(unit, held, desk.reader.id)
    if callback.message is not None:
        shown = callback.message.message_id
        unit.send(edit_message(desk.chat_id, shown, desk.words(said_now)))
