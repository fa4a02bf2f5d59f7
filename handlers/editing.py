"""[Edit]: field → value, for the card's own row; the half-filled form waits and can be dropped."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.calendar import HOUR
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.words import Markup
from handlers.amending import correct_line, is_whole_visit, read_correction, says_only
from handlers.asked import settles
from handlers.callbacks import CloseEdit, EditField, EditLine
from handlers.cards import headline, visit_buttons
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.letters import Button, Rows, in_rows
from handlers.letters import message as letter
from handlers.questions import ASKED, FIELDS, as_correction, chips
from handlers.showing import card_with, count_only, own_line
from storage.journal import VisitLine
from storage.unit import Unit

FORM_LIFE = HOUR
"""A question unanswered for so long is forgotten: tomorrow's text means something else."""


class Editing(StatesGroup):
    """The form: one field of one line waits for its new value."""

    value = State()


class NoForm(Refusal):
    """There is nothing to drop."""

    template = _("There is nothing to cancel.")


class NotAnswered(Refusal):
    """What was typed is no value of the field that was asked for."""

    template = _("I did not understand “{part}”. {question}")


class BadField(Refusal):
    """The button names no field that can be changed."""

    template = _("This button is too old. Press Edit on the card again.")


def routes() -> Router:
    """Route the form of one field."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(offer_fields, EditLine.filter())
    router.callback_query.register(ask_value, EditField.filter())
    router.callback_query.register(close, CloseEdit.filter())
    router.message.register(drop, command("cancel"))
    router.message.register(take_value, Editing.value, F.text, ~IsCommand())
    return router


async def offer_fields(
    callback: CallbackQuery, callback_data: EditLine, desk: Desk, unit: Unit
) -> None:
    """Show the fields on the card itself."""
    line = own_line(desk, callback_data.line)
    fields: list[Button] = [
        (desk.words(text), EditField(line=line.id, field=key)) for key, text in FIELDS.items()
    ]
    _redraw(
        desk, line, [*in_rows(fields, 3), [(desk.words(_("Back")), CloseEdit(line=line.id))]], unit
    )


async def close(callback: CallbackQuery, callback_data: CloseEdit, desk: Desk, unit: Unit) -> None:
    """Show the card as it was; the fields go."""
    line = own_line(desk, callback_data.line)
    _redraw(desk, line, visit_buttons(desk, line), unit)


def _redraw(desk: Desk, line: VisitLine, rows: Rows, unit: Unit) -> None:
    """Give the reader's own cards of the line other buttons."""
    count_only(line, unit)
    for card_id, chat_id, reader in desk.readers_of(line):
        if reader.id == desk.reader.id:
            unit.answer(card_with(desk, line, rows, (card_id, chat_id)))


async def ask_value(
    callback: CallbackQuery,
    callback_data: EditField,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Ask for the new value; what is listed in the catalogue can be tapped."""
    line, field = own_line(desk, callback_data.line), callback_data.field
    if field not in FIELDS:
        raise BadField
    await state.set_state(Editing.value)
    await state.set_data({"line": line.id, "field": field, "asked": unit.now})
    question = Markup(desk.words(ASKED[field]))
    head = Markup(headline(desk, line))
    text = desk.words("{head}\n{question}", head=head, question=question)
    unit.send(letter(desk.chat_id, text, chips(desk, line, field)))


async def take_value(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change the field that was asked for; a whole visit typed meanwhile is a visit."""
    form, text = await state.get_data(), message.text or ""
    field, line_id, asked = form["field"], form["line"], form["asked"]
    if unit.now - asked > FORM_LIFE:
        await state.clear()
        raise SkipHandler
    answer = as_correction(desk, field, text)
    elsewhere = is_whole_visit(desk, text) or spoken_period(text) is not None
    if elsewhere and not says_only(desk, field, answer):
        raise SkipHandler
    line = own_line(desk, line_id)
    fields = read_correction(desk, answer)
    if not settles(fields, field):
        raise NotAnswered(part=quoted(text), question=Markup(desk.words(ASKED[field])))
    correct_line(desk, line, fields, unit)
    await state.clear()


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the half-filled form."""
    if await state.get_state() is None:
        raise NoForm
    await state.clear()
    unit.send(letter(message.chat.id, desk.words(_("Dropped. The entry stays as it was."))))
