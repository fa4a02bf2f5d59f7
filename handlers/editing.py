"""[Edit]: field → value, for the card's own row; the half-filled form waits and can be dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
from handlers.callbacks import CloseEdit, EditField, EditLine, ShowDay
from handlers.cards import headline
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.keys import IsKey
from handlers.letters import Button, in_rows
from handlers.letters import message as letter
from handlers.questions import ASKED, FIELDS, as_correction, chips
from handlers.reach import any_line, line_of, own_line
from handlers.showing import ask_here, show_everywhere, show_here, still_asked, way_back
from storage.journal import VisitLine
from storage.unit import Unit

FORM_LIFE = HOUR
"""A question unanswered for so long is forgotten: tomorrow's text means something else."""

DROPPED = _("Dropped. The entry stays as it was.")


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
    router.message.register(take_value, Editing.value, F.text, ~IsCommand(), ~IsKey())
    return router


async def offer_fields(
    callback: CallbackQuery, callback_data: EditLine, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the fields on the card itself; a question that it asked is dropped."""
    line = own_line(desk, callback_data.line)
    await _drop_form_of(line, state)
    fields: list[Button] = [
        (desk.words(text), EditField(line=line.id, field=key)) for key, text in FIELDS.items()
    ]
    rows = [*in_rows(fields, 3), _back(desk, CloseEdit(line=line.id))]
    ask_here(desk, line, unit, callback.message, rows)


async def close(
    callback: CallbackQuery, callback_data: CloseEdit, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the card as it stands; fields or question go."""
    line = any_line(desk, callback_data.line)
    await _drop_form_of(line, state)
    shown = callback.message
    show_here(desk, line, unit, shown.message_id if shown else None, way_back(shown))


async def ask_value(
    callback: CallbackQuery,
    callback_data: EditField,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Ask for the new value in the card; what is listed in the catalogue can be tapped."""
    line, field = own_line(desk, callback_data.line), callback_data.field
    if field not in FIELDS:
        raise BadField
    back = way_back(callback.message)
    place = back.pack() if back else None
    await state.set_state(Editing.value)
    await state.set_data({"line": line.id, "field": field, "asked": unit.now, "back": place})
    head, question = Markup(headline(desk, line)), Markup(desk.words(ASKED[field]))
    text = desk.words("{head}\n{question}", head=head, question=question)
    rows = [*chips(desk, line, field), _back(desk, EditLine(line=line.id))]
    ask_here(desk, line, unit, callback.message, rows, text)


async def asks_on(state: FSMContext, line_id: int, now: int) -> bool:
    """Return whether the person was asked lately for a value of this very line."""
    form = await state.get_data()
    waits = await state.get_state() == Editing.value.state and form.get("line") == line_id
    return waits and now - form["asked"] <= FORM_LIFE


async def _drop_form_of(line: VisitLine, state: FSMContext) -> None:
    if await state.get_value("line") == line.id:
        await state.clear()


def _back(desk: Desk, to: CloseEdit | EditLine) -> list[Button]:
    return [(desk.words(_("Back")), to)]


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
    correct_line(desk, line, fields, unit, back=_place(form))
    await state.clear()


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the half-filled form; the card that asked shows its entry again."""
    waiting, form = await state.get_state(), await state.get_data()
    if waiting is None:
        raise NoForm
    await state.clear()
    unit.send(letter(message.chat.id, desk.words(DROPPED)))
    line = line_of(desk, form["line"]) if "line" in form else None
    if line is not None:
        show_everywhere(desk, line, unit, still_asked(desk, line), _place(form))


def _place(form: Mapping[str, Any]) -> ShowDay | None:
    """Return the place in a list from which the card that asked was opened."""
    back = form.get("back")
    return ShowDay.unpack(back) if back else None
