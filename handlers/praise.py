"""[Praise] → patient or anonymous: two taps, and one message that becomes the card; or a line."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.calendar import day_number
from clinic.complaint import split_words
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers import said_forms as forms
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.fixing import NoSuchChoice
from handlers.keys import PRAISE, IsKey, Pressed
from handlers.letters import Button, in_rows, token_of
from handlers.letters import message as letter
from handlers.praise_cards import doctor_chips, praise_head
from handlers.privacy import ask_about, screen
from handlers.said import new_card, own_praise, put, said_of, show_anew, show_result
from handlers.said_buttons import ANONYMOUS, OfferDoctors, PraisedBy, SetDoctor
from handlers.said_forms import Saying, is_patient
from handlers.said_replies import attach_photo
from handlers.visits import SAVED_ALREADY
from storage.praises import KIND, Praise, amend_praise, log_praise, praise_by_token
from storage.unit import Unit
from storage.visits import patient_of

WHICH_DOCTOR = _("Which doctor is praised?")


def routes() -> Router:
    """Route praise as it comes in, and for whom it is."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(begin, Pressed(PRAISE))
    router.message.register(log_or_begin, command("praise"))
    router.callback_query.register(pick_patient, PraisedBy.filter())
    router.message.register(take_code, Saying.praises, F.text, ~IsCommand(), ~IsKey())
    router.callback_query.register(offer_doctors, OfferDoctors.filter())
    router.callback_query.register(set_doctor, SetDoctor.filter())
    return router


async def begin(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Ask who praises in the message that will be the card."""
    entry = unit.ids.new()
    chips: list[Button] = [
        (code, PraisedBy(entry=entry, patient=id)) for code, id in forms.patient_chips(desk)
    ]
    nobody = (desk.words(forms.BY_NOBODY), PraisedBy(entry=entry, patient=ANONYMOUS))
    rows = [*in_rows(chips, forms.CHIPS_A_ROW), [nobody], [forms.cancel(desk, entry)]]
    unit.send(new_card(desk, entry, (forms.who(desk, forms.WHO_PRAISES), rows), unit))
    await forms.remember(desk, state, Saying.praises, {"entry": entry, "asked": unit.now})


async def pick_patient(
    callback: CallbackQuery, callback_data: PraisedBy, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Save the praise; tapped again it is the same."""
    code = forms.code_for(desk, callback_data.patient)
    if said_of(desk, callback_data.entry) is None:
        forms.check_fresh(desk, callback_data.entry, unit.now)
    show_result(desk, _say_who(desk, callback_data.entry, code, unit), unit)
    await forms.forget(state, callback_data.entry)


async def take_code(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Save the praise of the patient whose code was typed."""
    code, form = await forms.typed_code(message, desk, unit, state), await state.get_data()
    show_result(desk, _say_who(desk, form["entry"], code, unit), unit)
    await state.clear()


def _say_who(desk: Desk, entry: int, code: str | None, unit: Unit) -> Praise:
    """Return the praise by this patient: saved now, or changed if it is saved already."""
    if said_of(desk, entry) is None:
        return _log(desk, (entry, forms.token(entry)), code, "", unit)
    praise = own_praise(desk, entry)
    patient_id = None if code is None else patient_of(unit, desk.journal, code)
    changed = replace(praise, patient_id=patient_id, code=code)
    return amend_praise(unit, praise, changed, desk.reader.id)


def _log(desk: Desk, place: tuple[int, str], code: str | None, words: str, unit: Unit) -> Praise:
    """Add praise with this (id, token) to the unit."""
    entry, token = place
    praise = Praise(
        id=entry,
        patient_id=None if code is None else patient_of(unit, desk.journal, code),
        code=code,
        day=day_number(desk.calendar.today()),
        doctor_id=None,
        note=words,
        author_id=desk.reader.id,
        logged=unit.now,
        voided=None,
        voided_by=None,
        change=0,
    )
    return log_praise(unit, praise, token)


async def log_or_begin(
    message: Message, command: CommandObject, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Save what stands behind /praise, with the photo if there is one; or ask by taps."""
    token = token_of(message, 0)
    if not command.args:
        await begin(message, desk, unit, state)
    elif praise_by_token(desk.journal, token) is not None:
        unit.send(letter(desk.chat_id, desk.words(SAVED_ALREADY)))
    else:
        code, words = split_words(command.args, lambda code: is_patient(desk, code))
        entry = unit.ids.new()
        screened = screen(desk, unit, KIND, entry, words)
        praise = _log(desk, (entry, token), code, screened.text, unit)
        show_anew(desk, praise, unit, attach_photo(message, desk, praise, unit))
        ask_about(desk, unit, screened)


async def offer_doctors(
    callback: CallbackQuery, callback_data: OfferDoctors, desk: Desk, unit: Unit
) -> None:
    """Show the doctors on the card."""
    praise = own_praise(desk, callback_data.entry)
    head, question = praise_head(desk, praise), desk.words(WHICH_DOCTOR)
    text = desk.words("{head}\n{question}", head=Markup(head), question=Markup(question))
    put(desk, praise.id, (text, doctor_chips(desk, praise)), callback.message, unit)


async def set_doctor(
    callback: CallbackQuery, callback_data: SetDoctor, desk: Desk, unit: Unit
) -> None:
    """Say for whom the praise is."""
    praise, doctor = own_praise(desk, callback_data.entry), callback_data.doctor
    if doctor and doctor not in {each.id for each in desk.catalogue.doctors}:
        raise NoSuchChoice
    changed = replace(praise, doctor_id=doctor or None)
    show_result(desk, amend_praise(unit, praise, changed, desk.reader.id), unit)
