"""The life of a visit's form: begun, filled, shown afresh, saved as a visit, or dropped."""

from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext

from clinic.marks import mark as _
from handlers.cards import visit_buttons, visit_card
from handlers.checks import asked_after_saving, asked_again
from handlers.desk import Desk
from handlers.form_buttons import OpenForm
from handlers.form_state import FORM_LIFE, Step, VisitForm, draft_of, end, form_of, keep
from handlers.form_views import view
from handlers.keys import VISIT
from handlers.letters import edit_card, edit_message
from handlers.letters import message as letter
from handlers.privacy import ask_about
from handlers.showing import Shown, show_everywhere
from handlers.visits import log_draft
from storage.cards import add_card, show_entry
from storage.unit import Unit

FORM = "form"
"""The part of a token that says it was a form and no message that wrote the line."""

CLOSED = _("This form is closed. A fresh one:")
CONTINUED = _("This form goes on below.")
DROPPED = _("Dropped. Nothing was saved.")
OF_ANOTHER_CLINIC = _(
    "The half-filled visit belonged to another clinic. It is dropped, and nothing was saved."
)


async def begin(desk: Desk, unit: Unit, state: FSMContext, message_id: int | None = None) -> None:
    """Begin an empty form, in a new message or in one that stands there."""
    form_id = unit.ids.new()
    card_id = _card_at(desk, unit, form_id, message_id)
    form = VisitForm(desk.reader.clinic_id, form_id, card_id, unit.now)
    await keep(state, form)
    _show(desk, unit, form, is_new=message_id is None)


async def show_afresh(
    desk: Desk, unit: Unit, state: FSMContext, form: VisitForm, message_id: int | None = None
) -> None:
    """Show the form that waits where the person looks; its old message leads there."""
    form_id = unit.ids.new()  # the old message's buttons are those of another form now
    moved = replace(form, id=form_id, card=_card_at(desk, unit, form_id, message_id))
    await keep(state, moved)
    unit.send(edit_card(desk.chat_id, form.card, desk.words(CONTINUED)))
    _show(desk, unit, moved, is_new=message_id is None, afresh=True)


async def go_on(desk: Desk, unit: Unit, state: FSMContext, form: VisitForm) -> None:
    """Ask for what is missing; a form that lacks nothing becomes a visit, its message a card."""
    if form.step is not Step.DONE:
        await keep(state, form)
        _show(desk, unit, form)
        return
    _save(desk, unit, form)
    await end(state)


def _save(desk: Desk, unit: Unit, form: VisitForm) -> None:
    """Log the visit once, however often the last chip is tapped: the token is the form's own.

    The line's id is new, so that it is the newest entry, however long the form has waited.
    """
    draft = draft_of(desk, form)
    line, screened = log_draft(desk, unit, draft, _token(desk, unit, form.id))
    asked = asked_after_saving(desk, unit, line, draft.choices)
    rows = visit_buttons(desk, line, asked)
    show_entry(unit, form.card, line.id)
    chat_id, card_id = desk.chat_id, form.card
    unit.answer(
        lambda outcome: edit_card(
            chat_id, card_id, visit_card(desk, line, outcome[-1], asked), rows
        )
    )
    ask_about(desk, unit, screened)


def _token(desk: Desk, unit: Unit, form_id: int) -> str:
    return f"{unit.bot_id}:{desk.chat_id}:{FORM}:{form_id}"


async def drop(desk: Desk, unit: Unit, state: FSMContext, form: VisitForm) -> None:
    """Drop the form and say so in its message."""
    unit.send(edit_card(desk.chat_id, form.card, desk.words(DROPPED)))
    await end(state)


async def waiting(desk: Desk, unit: Unit, state: FSMContext) -> VisitForm | None:
    """Return the form that waits; an old one is forgotten, another clinic's dropped with a word."""
    form = await form_of(state)
    if form is None:
        return None
    if unit.now - form.begun > FORM_LIFE:
        await end(state)
        return None
    if form.clinic != desk.reader.clinic_id:
        await end(state)
        unit.send(letter(desk.chat_id, desk.words(OF_ANOTHER_CLINIC)))
        return None
    return form


async def tapped(
    desk: Desk, unit: Unit, state: FSMContext, form_id: int, shown: Shown
) -> VisitForm | None:
    """Return the form whose button was tapped; else show in its message what became of it."""
    form = await waiting(desk, unit, state)
    if form is not None and form.id == form_id:
        return form
    saved = desk.journal.line_by_token(_token(desk, unit, form_id))
    if saved is not None:
        show_everywhere(desk, saved, unit, asked_again(desk, saved))
    elif shown is not None:
        fresh = (desk.words(VISIT), OpenForm(form=form_id))
        text = desk.words(CLOSED)
        unit.send(edit_message(desk.chat_id, shown.message_id, text, [[fresh]]))
    return None


def _show(
    desk: Desk, unit: Unit, form: VisitForm, *, is_new: bool = False, afresh: bool = False
) -> None:
    text, rows = view(desk, form, afresh=afresh)
    if is_new:
        unit.send(letter(desk.chat_id, text, rows, form.card))
    else:
        unit.send(edit_card(desk.chat_id, form.card, text, rows))


def _card_at(desk: Desk, unit: Unit, form_id: int, message_id: int | None) -> int:
    """Return the card that a message is, or becomes; a new one without a message."""
    found = None
    if message_id is not None:
        found = desk.mail.cards.at(desk.reader.clinic_id, desk.chat_id, message_id)
    if found is None:
        return add_card(unit, form_id, desk.chat_id, message_id)
    show_entry(unit, found[0], form_id)
    return found[0]
