"""[Edit] on an entry's card: field → a chip or a typed value, for the card's own row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.entries.kind import DAY, NOTE
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.callbacks import ShowDay
from handlers.desk import Desk
from handlers.editing import DROPPED, FORM_LIFE, BadField
from handlers.entry_amending import correct_kept
from handlers.entry_answers import answered, belongs_elsewhere
from handlers.entry_buttons import EditEntry, EditValue, SetValue, ShowEntry
from handlers.entry_cards import face_of, put, show_everywhere
from handlers.entry_edit_chips import carried_value, chip_rows, field_rows, question_of
from handlers.entry_reach import any_kept, kept_of, own_kept
from handlers.entry_views import entry_head
from handlers.filters import IsCommand, May, command
from handlers.group_buttons import NoFormsHere
from handlers.keys import IsKey
from handlers.letters import Button
from handlers.letters import message as letter
from handlers.showing import way_back
from storage.kept import Kept
from storage.unit import Unit


class Mending(StatesGroup):
    """The form: one field of one entry waits for its new value."""

    value = State()


def routes() -> Router:
    """Route the form of one field."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(offer_fields, EditEntry.filter())
    router.callback_query.register(ask_value, EditValue.filter())
    router.callback_query.register(set_value, SetValue.filter())
    router.callback_query.register(close, ShowEntry.filter())
    router.message.register(drop, Mending.value, command("cancel"))
    router.message.register(take_value, Mending.value, F.text, ~IsCommand(), ~IsKey())
    return router


async def offer_fields(
    callback: CallbackQuery, callback_data: EditEntry, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the fields on the card itself; a question that it asked is dropped."""
    if desk.in_group:
        raise NoFormsHere
    kept, shown = own_kept(desk, callback_data.entry), callback.message
    await _drop_form_of(kept, state)
    rows = [*field_rows(desk, kept), _back(desk, ShowEntry(entry=kept.id))]
    put(desk, kept, (face_of(desk, kept)[0], rows), shown, unit, way_back(shown))


async def ask_value(
    callback: CallbackQuery, callback_data: EditValue, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for the new value in the card; what is likely can be tapped."""
    if desk.in_group:
        raise NoFormsHere
    kept, name = own_kept(desk, callback_data.entry), callback_data.field
    if name not in (DAY, NOTE) and kept.kind.field(name) is None:
        raise BadField
    back = way_back(callback.message)
    place = back.pack() if back else None
    await state.set_state(Mending.value)
    await state.set_data({"line": kept.id, "field": name, "asked": unit.now, "back": place})
    head, question = Markup(entry_head(desk, kept)), Markup(question_of(desk, kept, name))
    text = desk.words("{head}\n{question}", head=head, question=question)
    rows = [*chip_rows(desk, kept, name), _back(desk, EditEntry(entry=kept.id))]
    put(desk, kept, (text, rows), callback.message, unit, back)


async def set_value(
    callback: CallbackQuery, callback_data: SetValue, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Set the field to what was tapped."""
    kept, name = own_kept(desk, callback_data.entry), callback_data.field
    value = carried_value(desk, kept, name, callback_data.value)
    correct_kept(desk, kept, {name: value}, unit, back=way_back(callback.message))
    await _drop_form_of(kept, state)


async def close(
    callback: CallbackQuery, callback_data: ShowEntry, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the card as it stands; fields or question go."""
    kept, shown = any_kept(desk, callback_data.entry), callback.message
    await _drop_form_of(kept, state)
    put(desk, kept, face_of(desk, kept), shown, unit, way_back(shown))


async def asks_on(state: FSMContext, entry_id: int, now: int) -> bool:
    """Return whether the person was asked lately for a value of this very entry."""
    form = await state.get_data()
    waits = await state.get_state() == Mending.value.state and form.get("line") == entry_id
    return waits and now - form["asked"] <= FORM_LIFE


async def take_value(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change the field that was asked for; a visit or a question typed meanwhile is that."""
    form = await state.get_data()
    if unit.now - form["asked"] > FORM_LIFE:
        await state.clear()
        raise SkipHandler
    if (kept := kept_of(desk, form["line"])) is None:
        await state.clear()
        raise SkipHandler
    if belongs_elsewhere(desk, message, kept, form["field"]):
        raise SkipHandler
    kept = own_kept(desk, kept.id)
    values = answered(desk, kept, form["field"], message.text or "")
    correct_kept(desk, kept, values, unit, back=_place(form))
    await state.clear()


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the question; the card that asked shows its entry again."""
    form = await state.get_data()
    await state.clear()
    unit.send(letter(desk.chat_id, desk.words(DROPPED)))
    kept = kept_of(desk, form["line"])
    if kept is not None:
        show_everywhere(desk, kept, unit, _place(form))


async def _drop_form_of(kept: Kept, state: FSMContext) -> None:
    if await state.get_value("line") == kept.id:
        await state.clear()


def _back(desk: Desk, to: ShowEntry | EditEntry) -> list[Button]:
    return [(desk.words(_("Back")), to)]


def _place(form: Mapping[str, Any]) -> ShowDay | None:
    """Return the place in a list from which the card that asked was opened."""
    back = form.get("back")
    return ShowDay.unpack(back) if back else None
