"""[Edit]: field → value, for the card's own row; the half-filled form waits and can be dropped."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.catalogue import Channel, Doctor, Field, Service
from clinic.draft import Typed
from clinic.errors import Refusal
from clinic.line import reads_as_visit
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.amending import correct_line
from handlers.callbacks import Choose, CloseEdit, EditField, EditLine
from handlers.cards import headline, visit_buttons
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Button, Rows, in_rows
from handlers.letters import message as letter
from handlers.showing import card_with, count_only, own_line
from storage.journal import VisitLine
from storage.unit import Unit

CODE = "code"
FIELDS = {
    Typed.SERVICE.value: _("Service"),
    Typed.AMOUNT.value: _("Amount"),
    CODE: _("Patient"),
    Typed.CHANNEL.value: _("Channel"),
    Typed.DOCTOR.value: _("Doctor"),
    Typed.DAY.value: _("Date"),
    Typed.WAIT.value: _("Wait"),
    Typed.RATING.value: _("Rating"),
    Typed.NOTE.value: _("Note"),
}
ASKED = {
    Typed.SERVICE.value: _("{head}\nWhich service? Tap it or write it."),
    Typed.AMOUNT.value: _("{head}\nWhich amount? For example: 4500"),
    CODE: _("{head}\nWhich patient? For example: 1043"),
    Typed.CHANNEL.value: _("{head}\nWhich channel? Tap it or write it."),
    Typed.DOCTOR.value: _("{head}\nWhich doctor? Tap the name or write it."),
    Typed.DAY.value: _("{head}\nWhich day? For example: yesterday or 12.03"),
    Typed.WAIT.value: _("{head}\nHow many minutes of waiting? For example: w20"),
    Typed.RATING.value: _("{head}\nWhich rating? For example: 5/5"),
    Typed.NOTE.value: _("{head}\nWhat should the note say?"),
}
BEFORE = {CODE: "#", Typed.NOTE.value: "//", Typed.WAIT.value: "w"}
"""What a correction of the field begins with, so that a bare value will do here."""

MOST_CHIPS = 12


class Editing(StatesGroup):
    """The form: one field of one line waits for its new value."""

    value = State()


class NoForm(Refusal):
    """There is nothing to drop."""

    template = _("There is nothing to cancel.")


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
    router.message.register(drop, Command("cancel"))
    router.message.register(take_value, Editing.value, F.text, ~F.text.startswith("/"))
    return router


async def offer_fields(
    callback: CallbackQuery, callback_data: EditLine, desk: Desk, unit: Unit
) -> None:
    """Show the fields on the card itself."""
    line = own_line(desk, callback_data.line)
    chips: list[Button] = [
        (desk.words(text), EditField(line=line.id, field=key)) for key, text in FIELDS.items()
    ]
    _redraw(
        desk, line, [*in_rows(chips, 3), [(desk.words(_("Back")), CloseEdit(line=line.id))]], unit
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
    await state.set_data({"line": line.id, "field": field})
    text = desk.words(ASKED[field], head=Markup(headline(desk, line)))
    unit.send(letter(desk.reader.id, text, _chips(desk, line, field)))


def _chips(desk: Desk, line: VisitLine, field: str) -> Rows:
    catalogue = desk.catalogue
    listed: dict[str, tuple[Service | Channel | Doctor, ...]] = {
        Field.SERVICE.value: catalogue.services,
        Field.CHANNEL.value: catalogue.channels,
        Field.DOCTOR.value: catalogue.doctors,
    }
    chips: list[Button] = [
        (each.name, Choose(line=line.id, field=Field(field), chosen=each.id))
        for each in listed.get(field, ())
        if not each.hidden
    ]
    return in_rows(chips[:MOST_CHIPS], 2)


async def take_value(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change the field that was asked for; a whole visit typed meanwhile is a visit."""
    form, text = await state.get_data(), message.text or ""
    if form["field"] != Typed.NOTE and reads_as_visit(text) and len(text.split()) > 1:
        raise SkipHandler
    before = BEFORE.get(form["field"], "")
    typed = text if not before or text.casefold().startswith(before) else before + text
    correct_line(desk, own_line(desk, form["line"]), typed, unit)
    await state.clear()


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the half-filled form."""
    if await state.get_state() is None:
        raise NoForm
    await state.clear()
    unit.send(letter(message.chat.id, desk.words(_("Dropped. The entry stays as it was."))))
