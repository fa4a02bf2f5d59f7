"""Entries of every kind by taps: [More] → what → its fields, on one living message."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.entries.kind import EntryDraft, Shape
from clinic.entries.kinds import BY_COMMAND
from clinic.entries.promises import PROMISE
from clinic.people import Right
from handlers.desk import Desk
from handlers.entry_cards import show_result
from handlers.entry_form_answers import answered, belongs_elsewhere, with_patient
from handlers.entry_form_buttons import DropEntry, EntryChip, PromiseTo, SkipStep
from handlers.entry_form_chips import tapped
from handlers.entry_form_life import begin as begin
from handlers.entry_form_life import drop, forget, go_on
from handlers.entry_form_state import Entering, EntryForm, end, form_from, form_of
from handlers.entry_reach import kept_of
from handlers.fallback import OldButton
from handlers.filters import IsCommand, May, command
from handlers.form_life import DROPPED
from handlers.keys import IsKey
from handlers.letters import message as letter
from handlers.reach import own_line
from handlers.said_forms import FORM_LIFE, check_fresh
from storage.unit import Unit


def routes() -> Router:
    """Route the forms of entries."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(drop_by_command, Entering.field, command("cancel"))
    router.message.register(take_text, Entering.field, F.text, ~IsCommand(), ~IsKey())
    router.callback_query.register(take_tap, EntryChip.filter())
    router.callback_query.register(skip_step, SkipStep.filter())
    router.callback_query.register(drop_by_tap, DropEntry.filter())
    router.callback_query.register(promise_to, PromiseTo.filter())
    return router


async def take_tap(
    callback: CallbackQuery, callback_data: EntryChip, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Take what was tapped; a form that is saved already shows its card."""
    if await _is_saved(desk, unit, state, callback_data.entry):
        return
    form = await _form_behind(callback_data, desk, state)
    field = form.kind.field(form.step(needed_only=desk.in_group) or "")
    if field is None or form.kind.fields.index(field) != callback_data.step:
        return  # it was answered before: a second tap on the same chip
    value = tapped(desk, form, field, callback_data.value)
    if field.shape is Shape.PATIENT:
        form = with_patient(form, field, str(value))
    else:
        form = form.taking({field.name: value})
    await go_on(desk, unit, state, form, callback.message)


async def _form_behind(chip: EntryChip, desk: Desk, state: FSMContext) -> EntryForm:
    """Return the form of a chip: a group's buttons remember it, else the person's state does."""
    if desk.in_group:
        return _form_carried(chip, desk)
    return await _own_form(desk, state, chip.entry)


def _form_carried(chip: EntryChip, desk: Desk) -> EntryForm:
    if chip.kind not in BY_COMMAND:
        raise OldButton
    kind = BY_COMMAND[chip.kind]
    form = form_from(desk, chip.entry, 0, kind, None)
    first = next((each for each in kind.fields if each.needed), None)
    if not chip.before or first is None:
        return form
    return form.taking({first.name: tapped(desk, form, first, chip.before)})


async def _own_form(desk: Desk, state: FSMContext, entry_id: int) -> EntryForm:
    """Return the form that waits in one's own chat; raises OldButton where it is another one."""
    form = await form_of(state)
    if form is None or form.entry != entry_id or form.clinic != desk.reader.clinic_id:
        raise OldButton
    return form


async def skip_step(
    callback: CallbackQuery, callback_data: SkipStep, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Leave one step out; the last one saves."""
    if not await _is_saved(desk, unit, state, callback_data.entry):
        form = await _own_form(desk, state, callback_data.entry)
        if callback_data.step == form.step() and not form.needs(callback_data.step):
            await go_on(desk, unit, state, form.without(callback_data.step), callback.message)


async def drop_by_tap(
    callback: CallbackQuery, callback_data: DropEntry, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Drop the button's own form."""
    if not await _is_saved(desk, unit, state, callback_data.entry):
        drop(desk, unit, callback_data.entry)
        await forget(desk, state, callback_data.entry)


async def drop_by_command(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the form that waits."""
    form = await form_of(state)
    if form is not None:
        drop(desk, unit, form.entry)
        unit.send(letter(desk.chat_id, desk.words(DROPPED)))
    await end(state)


async def take_text(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Fill in what was typed; what means something else goes where it belongs."""
    form = await form_of(state)
    step = None if form is None else form.step()
    if form is None or step is None or _is_over(desk, unit, form):
        await end(state)
        raise SkipHandler
    if belongs_elsewhere(desk, message, form, step):
        raise SkipHandler
    await go_on(desk, unit, state, answered(desk, form, step, message.text or ""))


def _is_over(desk: Desk, unit: Unit, form: EntryForm) -> bool:
    """Return whether a text answers the form no more: it is of another clinic, or an hour old."""
    return form.clinic != desk.reader.clinic_id or unit.now - form.asked > FORM_LIFE


async def _is_saved(desk: Desk, unit: Unit, state: FSMContext, entry_id: int) -> bool:
    """Return whether the form is an entry by now, and show it; else it must be a fresh one."""
    kept = kept_of(desk, entry_id)
    if kept is None:
        check_fresh(desk, entry_id, unit.now)
        return False
    show_result(desk, kept, unit)
    await forget(desk, state, entry_id)
    return True


async def promise_to(
    callback: CallbackQuery, callback_data: PromiseTo, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Begin a promise to the patient of a visit."""
    line = own_line(desk, callback_data.line)
    draft = EntryDraft(PROMISE, desk.calendar.today(), {"patient": line.code})
    await begin(desk, unit, state, PROMISE, draft)
