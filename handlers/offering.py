"""What the clinic offers, by taps: services, channels and doctors, one living message."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.offering import refuse_second
from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Button
from handlers.offering_changes import change, row_of
from handlers.offering_pages import BACK, NEW, ask_page, found, list_page, listed_in, one_page
from handlers.setting_buttons import (
    AskListed,
    AskNew,
    HideListed,
    OfListed,
    SetListed,
    ShowListed,
)
from handlers.setting_form import (
    end_question,
    of_this_clinic,
    place_of,
    redraw,
    refuse_practice,
    wait_for,
)
from storage.offering import hide
from storage.unit import Unit

LISTED, ADDED = "listed", "new"


def routes() -> Router:
    """Route the lists of what the clinic offers."""
    router = Router(name=__name__)
    may = May(Right.SET)
    router.callback_query.register(show_list, ShowListed.filter(), may)
    router.callback_query.register(show_one, OfListed.filter(), may)
    router.callback_query.register(ask_value, AskListed.filter(), may)
    router.callback_query.register(set_value, SetListed.filter(), may)
    router.callback_query.register(hide_one, HideListed.filter(), may)
    router.callback_query.register(ask_new, AskNew.filter(), may)
    return router


async def show_list(
    callback: CallbackQuery, callback_data: ShowListed, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show a page of them; a question that waits is dropped."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *list_page(desk, callback_data))


async def show_one(
    callback: CallbackQuery, callback_data: OfListed, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show one of them; a question that waits is dropped."""
    refuse_practice(desk)
    one = found(desk.catalogue, callback_data.field, callback_data.id)
    await end_question(state)
    redraw(callback, unit, *one_page(desk, callback_data.field, one))


async def ask_value(
    callback: CallbackQuery, callback_data: AskListed, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for another value, to be typed or tapped."""
    refuse_practice(desk)
    field, asked = callback_data.field, callback_data.asked
    one = row_of(desk, callback_data)
    redraw(callback, unit, *ask_page(desk, field, one, asked))
    form = {"field": field, "id": one.id, "asks": asked, "message": place_of(callback)}
    await wait_for(state, unit, desk.reader.clinic_id, of=LISTED, **form)


async def set_value(
    callback: CallbackQuery, callback_data: SetListed, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Set the tapped value."""
    refuse_practice(desk)
    one = row_of(desk, callback_data)
    after = change(desk, unit, one, callback_data, callback_data.value)
    await end_question(state)
    redraw(callback, unit, *after)


async def hide_one(
    callback: CallbackQuery, callback_data: HideListed, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Remove it from what is offered, or bring it back; a second tap shows how it is."""
    refuse_practice(desk)
    field, hidden = callback_data.field, callback_data.hidden
    one = found(desk.catalogue, field, callback_data.id)
    if not hidden:
        visible = [each for each in listed_in(desk.catalogue, field) if not each.hidden]
        refuse_second(visible, (one.name, *one.aliases), but=one.id)
    hide(unit, field, one, hidden, desk.reader.id)
    await end_question(state)
    redraw(callback, unit, *one_page(desk, field, replace(one, hidden=hidden)))


async def ask_new(
    callback: CallbackQuery, callback_data: AskNew, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for the name of a new one."""
    of_this_clinic(desk, callback_data.clinic)
    field, clinic_id = callback_data.field, callback_data.clinic
    back: list[Button] = [(desk.words(BACK), ShowListed(clinic=clinic_id, field=field))]
    redraw(callback, unit, desk.words(NEW[field]), [back])
    place = place_of(callback)
    await wait_for(state, unit, clinic_id, of=ADDED, field=field, message=place)
