"""The chips of a visit's form: a patient, a service, an amount."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.money import MAX_DIGITS, minor_digits
from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May
from handlers.fixing import NoSuchChoice
from handlers.form_buttons import (
    AllServices,
    AmountChip,
    NewPatientChip,
    PatientChip,
    ServiceChip,
)
from handlers.form_life import go_on, tapped
from handlers.reach import LARGEST_ID
from storage.patients import marks_by_id
from storage.unit import Unit


def routes() -> Router:
    """Route what fills the form in by a tap."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(pick_patient, PatientChip.filter())
    router.callback_query.register(pick_new, NewPatientChip.filter())
    router.callback_query.register(pick_service, ServiceChip.filter())
    router.callback_query.register(list_services, AllServices.filter())
    router.callback_query.register(pick_amount, AmountChip.filter())
    return router


async def pick_patient(
    callback: CallbackQuery, callback_data: PatientChip, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Take a patient of the clinic."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is None:
        return
    id = callback_data.patient
    known = marks_by_id(desk.journal, id) if 0 <= id <= LARGEST_ID else None
    if known is None:
        raise NoSuchChoice
    await go_on(desk, unit, state, replace(form, code=known.code, typed=None))


async def pick_new(
    callback: CallbackQuery,
    callback_data: NewPatientChip,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
) -> None:
    """Take the typed code for that of a new patient."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is not None:
        code = form.code or form.typed
        await go_on(desk, unit, state, replace(form, code=code, typed=None))


async def pick_service(
    callback: CallbackQuery, callback_data: ServiceChip, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Take a service."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is None:
        return
    if callback_data.service not in {each.id for each in desk.catalogue.services}:
        raise NoSuchChoice
    await go_on(desk, unit, state, replace(form, service=callback_data.service, page=None))


async def list_services(
    callback: CallbackQuery, callback_data: AllServices, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show a page of all services."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is not None:
        page = min(max(callback_data.page, 0), len(desk.catalogue.services))
        await go_on(desk, unit, state, replace(form, service=None, page=page))


async def pick_amount(
    callback: CallbackQuery, callback_data: AmountChip, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Take the amount that the button shows, or none."""
    form = await tapped(desk, unit, state, callback_data.form, callback.message)
    if form is None:
        return
    amount, digits = callback_data.amount, minor_digits(desk.settings.currency)
    if amount is not None and not 0 <= amount < 10 ** (MAX_DIGITS + digits):
        raise NoSuchChoice
    await go_on(desk, unit, state, replace(form, amount=amount, priced=True))
