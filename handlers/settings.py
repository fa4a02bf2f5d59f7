"""/settings: what holds for the clinic, in one living message of a few pages."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.people import Right
from clinic.settings import ClinicSettings, read_setting
from clinic.words import Markup
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.keys import SETTINGS, Pressed
from handlers.letters import Button, in_rows
from handlers.letters import message as letter
from handlers.setting_buttons import (
    AskClinic,
    AskSetting,
    OfClinic,
    SetSetting,
    ShowClinicPage,
    ShowGoals,
    ShowHours,
)
from handlers.setting_form import (
    OldQuestion,
    end_question,
    of_this_clinic,
    place_of,
    redraw,
    refuse_practice,
    wait_for,
)
from handlers.setting_pages import (
    A_ROW,
    BACK,
    clinic_page,
    front,
    goals_page,
    hours_page,
    page_button,
    page_of,
)
from handlers.setting_questions import ASKED, chips, holds
from storage.founding import change_setting
from storage.unit import Unit

SETTING, CLINIC = "setting", "clinic"


def routes() -> Router:
    """Route the settings of the clinic as a whole."""
    router = Router(name=__name__)
    may = May(Right.SET)
    router.message.register(open_settings, command("settings"), may)
    router.message.register(open_settings, Pressed(SETTINGS), may)
    router.callback_query.register(show_front, OfClinic.filter(), may)
    router.callback_query.register(show_clinic, ShowClinicPage.filter(), may)
    router.callback_query.register(show_hours, ShowHours.filter(), may)
    router.callback_query.register(show_goals, ShowGoals.filter(), may)
    router.callback_query.register(ask_setting, AskSetting.filter(), may)
    router.callback_query.register(set_setting, SetSetting.filter(), may)
    router.callback_query.register(ask_clinic, AskClinic.filter(), may)
    return router


async def open_settings(message: Message, desk: Desk, unit: Unit) -> None:
    """Show the settings, in the owner's own chat."""
    refuse_practice(desk)
    unit.send(letter(desk.reader.id, *front(desk)))


async def show_front(
    callback: CallbackQuery, callback_data: OfClinic, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the first page; a question that waits is dropped."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *front(desk))


async def show_clinic(
    callback: CallbackQuery,
    callback_data: ShowClinicPage,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Show the settings that can be changed, each with its button."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *clinic_page(desk, desk.settings))


async def show_hours(
    callback: CallbackQuery, callback_data: ShowHours, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show when the clinic works and what is due by it, each with its button."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *hours_page(desk, desk.settings))


async def show_goals(
    callback: CallbackQuery, callback_data: ShowGoals, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show on what numbers of money stand, each with its button."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *goals_page(desk, desk.settings))


async def ask_setting(
    callback: CallbackQuery, callback_data: AskSetting, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for another value, to be tapped or typed."""
    of_this_clinic(desk, callback_data.clinic)
    key, clinic_id = callback_data.key, desk.reader.clinic_id
    if key not in ASKED:
        raise OldQuestion
    buttons: list[Button] = [
        (label, SetSetting(clinic=clinic_id, key=key, value=value))
        for label, value in chips(desk.words, desk.settings, key, unit.now)
    ]
    back: list[Button] = [(desk.words(BACK), page_button(key, clinic_id))]
    now = holds(desk.words, desk.settings, key)
    asked = Markup(desk.words(ASKED[key]))
    text = desk.words(_("{now}\n\n{asked}"), now=Markup(now), asked=asked)
    redraw(callback, unit, text, [*in_rows(buttons, A_ROW), back])
    await wait_for(state, unit, clinic_id, of=SETTING, key=key, message=place_of(callback))


async def set_setting(
    callback: CallbackQuery, callback_data: SetSetting, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Let the tapped value be in force from now on."""
    of_this_clinic(desk, callback_data.clinic)
    after = apply(desk, unit, callback_data.key, callback_data.value)
    await end_question(state)
    redraw(callback, unit, *page_of(callback_data.key, desk, after))


async def ask_clinic(
    callback: CallbackQuery, callback_data: AskClinic, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for the name of a further clinic."""
    of_this_clinic(desk, callback_data.clinic)
    clinic_id = desk.reader.clinic_id
    text = _("What is the new clinic called? Write its name. You will be its owner and work there.")
    redraw(callback, unit, desk.words(text), [[(desk.words(BACK), OfClinic(clinic=clinic_id))]])
    await wait_for(state, unit, clinic_id, of=CLINIC, message=place_of(callback))


def apply(desk: Desk, unit: Unit, key: str, typed: str) -> ClinicSettings:
    """Return the settings with a typed value in force; raises what is wrong with it."""
    value = read_setting(key, typed, desk.calendar.today())
    change_setting(unit, desk.journal, desk.settings, (key, value), desk.reader.id)
    return desk.settings.with_value(key, value)
