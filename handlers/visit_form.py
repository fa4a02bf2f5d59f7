"""A visit by taps: [+ Visit] → patient → service → amount, on one living message."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.form_buttons import (
    DropForm,
    OpenForm,
    StartAnew,
    StepBack,
)
from handlers.form_life import begin, drop, go_on, show_afresh, tapped, waiting
from handlers.form_state import Filling, VisitForm
from handlers.form_typing import answered, belongs_elsewhere
from handlers.keys import VISIT, IsKey, Pressed
from storage.unit import Unit


def routes() -> Router:
    """Route the form of a visit."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(open_form, Pressed(VISIT))
    router.message.register(open_by_command, command("visit"))
    router.message.register(drop_by_command, Filling.visit, command("cancel"))
    router.message.register(take_text, Filling.visit, F.text, ~IsCommand(), ~IsKey())
    router.callback_query.register(reopen, OpenForm.filter())
    router.callback_query.register(start_anew, StartAnew.filter())
    router.callback_query.register(drop_by_tap, DropForm.filter())
    router.callback_query.register(step_back, StepBack.filter())
    return router


async def open_form(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Begin a form, or show the one that waits with what is filled in."""
    form = await waiting(desk, unit, state)
    if form is None:
        await begin(desk, unit, state)
    else:
        await show_afresh(desk, unit, state, form)


async def open_by_command(
    message: Message, command: CommandObject, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Do the same for /visit; with a line behind it, it is one."""
    if command.args:
        raise SkipHandler
    await open_form(message, desk, unit, state)


async def reopen(callback: CallbackQuery, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Let the message of a closed form be the living one again."""
    form = await waiting(desk, unit, state)
    message_id = callback.message.message_id if callback.message else None
    if form is None:
        await begin(desk, unit, state, message_id)
    else:
        await show_afresh(desk, unit, state, form, message_id)


async def start_anew(
    callback: CallbackQuery, callback_data: StartAnew, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Empty the form."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is not None:
        await go_on(desk, unit, state, replace(form.empty(), begun=unit.now))


async def drop_by_command(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the form; one that was forgotten is no form any more."""
    form = await _waiting_for(desk, unit, state)
    if form is not None:
        await drop(desk, unit, state, form)


async def drop_by_tap(
    callback: CallbackQuery, callback_data: DropForm, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Drop the button's own form."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is not None:
        await drop(desk, unit, state, form)


async def step_back(
    callback: CallbackQuery, callback_data: StepBack, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask again for what was filled in last."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is not None:
        await go_on(desk, unit, state, form.back())


async def take_text(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Fill in what was typed; what means something else goes where it belongs."""
    form = await _waiting_for(desk, unit, state)
    if form is None:
        return
    if belongs_elsewhere(desk, message, form):
        raise SkipHandler
    await go_on(desk, unit, state, answered(desk, form, message.text or ""))


async def _waiting_for(desk: Desk, unit: Unit, state: FSMContext) -> VisitForm | None:
    """Return the form that a message is for; None where it was for another clinic's.

    Raises SkipHandler where none waits any more: the message means something else.
    """
    said = len(unit.answers)
    form = await waiting(desk, unit, state)
    if form is None and len(unit.answers) == said:
        raise SkipHandler
    return form
