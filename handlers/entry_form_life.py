"""The life of an entry's form: begun, filled, saved in its own message, or dropped."""

from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.types import MaybeInaccessibleMessageUnion

from clinic.entries.kind import EntryDraft, Kind
from handlers import said
from handlers.desk import Desk
from handlers.entry_cards import ask_what_was_left_out, face_of, show_everywhere
from handlers.entry_form_state import EntryForm, end, form_from, form_of, keep
from handlers.entry_form_views import LineInstead, is_tapped, view
from handlers.entry_saving import save_entry
from handlers.form_life import CONTINUED, DROPPED
from handlers.letters import edit_card
from handlers.said_forms import token
from storage.cards import show_entry
from storage.unit import Unit

Shown = MaybeInaccessibleMessageUnion | None
"""The message whose button was tapped, if one was."""


async def begin(
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    kind: Kind,
    draft: EntryDraft | None = None,
    shown: Shown = None,
) -> None:
    """Ask for what the draft lacks, in a new message or in the one that is ``shown``.

    A draft that lacks nothing it needs is saved at once. In a group only what can be tapped is
    asked for; else it raises LineInstead, which shows a line that says it all.
    """
    form = form_from(desk, unit.ids.new(), unit.now, kind, draft)
    await _close_the_other(desk, unit, state, form)
    if desk.in_group and not is_tapped(kind, form):
        raise LineInstead(example=desk.words(kind.example))
    step = form.step(needed_only=desk.in_group)
    if form.step(needed_only=True) is None and draft is not None:
        kept = save_entry(desk, unit, form.draft(desk), token(form.entry), form.entry)
        said.put(desk, kept.id, face_of(desk, kept), shown, unit)
        ask_what_was_left_out(desk, kept, unit)
    elif step is not None:
        said.put(desk, form.entry, view(desk, form, step), shown, unit)
        await _remember(desk, state, form)


async def _close_the_other(desk: Desk, unit: Unit, state: FSMContext, form: EntryForm) -> None:
    """Close the form that waits: a person fills in one entry at a time."""
    other = None if desk.in_group else await form_of(state)
    if other is None:
        return
    if other.clinic == desk.reader.clinic_id:
        same = other.command == form.command and not other.values and not other.note
        _say_there(desk, unit, other.entry, CONTINUED if same else DROPPED)
    await end(state)


async def go_on(
    desk: Desk, unit: Unit, state: FSMContext, form: EntryForm, shown: Shown = None
) -> None:
    """Ask for what is asked next in the form's own message; save what lacks nothing."""
    step = form.step(needed_only=desk.in_group)
    if step is None:
        _save(desk, unit, form, tapped_in_place=shown is not None)
        await forget(desk, state, form.entry)
        return
    await _remember(desk, state, replace(form, asked=unit.now))
    face = view(desk, form, step)
    if shown is not None or desk.in_sight(form.entry):
        for card_id, chat_id in _cards(desk, form.entry):
            unit.send(edit_card(chat_id, card_id, *face))
    else:
        _say_there(desk, unit, form.entry, CONTINUED)
        unit.send(said.new_card(desk, form.entry, face, unit))


def _save(desk: Desk, unit: Unit, form: EntryForm, *, tapped_in_place: bool) -> None:
    """Save the entry, once however often the last chip is tapped: the token is the form's own."""
    kept = save_entry(desk, unit, form.draft(desk), token(form.entry), form.entry)
    for card_id, chat_id in _cards(desk, form.entry):
        if kept.id != form.entry:  # a second cash total of a day corrects the first one
            show_entry(unit, card_id, kept.id)
        unit.send(edit_card(chat_id, card_id, *face_of(desk, kept)))
    if not tapped_in_place and not desk.in_sight(form.entry):
        unit.send(said.new_card(desk, kept.id, face_of(desk, kept), unit))
    if kept.id != form.entry:
        show_everywhere(desk, kept, unit)
    ask_what_was_left_out(desk, kept, unit)


def drop(desk: Desk, unit: Unit, entry_id: int) -> None:
    """Say in the form's message that it is dropped."""
    _say_there(desk, unit, entry_id, DROPPED)


async def forget(desk: Desk, state: FSMContext, entry_id: int) -> None:
    """End the form of this entry, be it on the shelf, and no other; a group has none."""
    form = None if desk.in_group else await form_of(state)
    if form is not None and form.entry == entry_id:
        await end(state)


async def _remember(desk: Desk, state: FSMContext, form: EntryForm) -> None:
    if not desk.in_group:
        await keep(state, form)


def _say_there(desk: Desk, unit: Unit, entry_id: int, text: str) -> None:
    for card_id, chat_id in _cards(desk, entry_id):
        unit.send(edit_card(chat_id, card_id, desk.words(text)))


def _cards(desk: Desk, entry_id: int) -> list[tuple[int, int]]:
    """Return (card id, chat id) of the form's messages in this chat."""
    shown = desk.mail.cards.of_entry(desk.reader.clinic_id, entry_id)
    return [(card, chat) for card, chat in shown if chat == desk.chat_id]
