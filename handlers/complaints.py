"""[Complaint] → subject → patient: three taps, and one message that becomes the card; or a line."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.complaint import ComplaintDraft, Subject, read_complaint
from clinic.people import Right
from handlers import said_forms as forms
from handlers.alarm import tell_owners
from handlers.complaint_chips import subject_chips
from handlers.complaint_fixing import ABOUT_WHAT, change_complaint
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.keys import COMPLAINT, IsKey, Pressed
from handlers.letters import message as letter
from handlers.letters import token_of
from handlers.privacy import ask_about, screen
from handlers.said import new_card, own_complaint, put, said_of, show_anew, show_result
from handlers.said_buttons import SetPatient, SetSubject
from handlers.said_forms import Saying, is_patient
from handlers.said_replies import attach_photo
from handlers.visits import SAVED_ALREADY
from storage.complaining import amend_complaint, log_complaint
from storage.complaints import KIND, Complaint, complaint_by_token
from storage.team import Team
from storage.unit import Unit
from storage.visits import patient_of


def routes() -> Router:
    """Route complaints as they come in."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(begin, Pressed(COMPLAINT))
    router.message.register(log_or_begin, command("complaint"))
    router.callback_query.register(pick_subject, SetSubject.filter())
    router.callback_query.register(pick_patient, SetPatient.filter())
    router.message.register(take_code, Saying.complains, F.text, ~IsCommand(), ~IsKey())
    return router


async def begin(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Ask for the subject in the message that will be the card."""
    entry = unit.ids.new()
    rows = [*subject_chips(desk, entry), [forms.cancel(desk, entry)]]
    unit.send(new_card(desk, entry, (desk.words(ABOUT_WHAT), rows), unit))
    await forms.remember(desk, state, Saying.subject, {"entry": entry, "asked": unit.now})


async def pick_subject(
    callback: CallbackQuery,
    callback_data: SetSubject,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    team: Team,
) -> None:
    """Ask who complains; of a complaint that is saved, change the subject."""
    entry, subject = callback_data.entry, callback_data.subject
    if said_of(desk, entry) is not None:
        complaint = own_complaint(desk, entry)
        rude = complaint.rude or int(subject is Subject.RUDENESS)
        change_complaint(desk, complaint, {"subject": subject.value, "rude": rude}, unit, team)
        return
    forms.check_fresh(desk, entry, unit.now)
    text = forms.who(desk, forms.WHO_COMPLAINS)
    rows = [*forms.patient_rows(desk, entry, subject), [forms.cancel(desk, entry)]]
    put(desk, entry, (text, rows), callback.message, unit)
    form = {"entry": entry, "subject": subject.value, "asked": unit.now}
    await forms.remember(desk, state, Saying.complains, form)


async def pick_patient(
    callback: CallbackQuery,
    callback_data: SetPatient,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    team: Team,
) -> None:
    """Save the complaint; of one that is saved, change the patient."""
    code = forms.code_for(desk, callback_data.patient)
    if said_of(desk, callback_data.entry) is None:
        forms.check_fresh(desk, callback_data.entry, unit.now)
    complaint = _say_who(desk, callback_data.entry, callback_data.subject, code, unit)
    show_result(desk, complaint, unit)
    tell_owners(desk, complaint, unit, team)
    await forms.forget(state, complaint.id)


async def take_code(
    message: Message, desk: Desk, unit: Unit, state: FSMContext, team: Team
) -> None:
    """Save the complaint of the patient whose code was typed; or change the patient."""
    code, form = await forms.typed_code(message, desk, unit, state), await state.get_data()
    complaint = _say_who(desk, form["entry"], Subject(form["subject"]), code, unit)
    show_result(desk, complaint, unit)
    tell_owners(desk, complaint, unit, team)
    await state.clear()


def _say_who(desk: Desk, entry: int, subject: Subject, code: str | None, unit: Unit) -> Complaint:
    """Return the complaint with this patient: saved now, or changed if it is saved already."""
    if said_of(desk, entry) is None:
        rude = subject is Subject.RUDENESS
        draft = ComplaintDraft(subject, desk.calendar.today(), code, rude)
        return log_complaint(unit, desk.journal, draft, desk.reader.id, forms.token(entry), entry)
    complaint = own_complaint(desk, entry)
    patient_id = None if code is None else patient_of(unit, desk.journal, code)
    changed = replace(complaint, patient_id=patient_id, code=code)
    return amend_complaint(unit, complaint, changed, desk.reader.id)


async def log_or_begin(
    message: Message,
    command: CommandObject,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    team: Team,
) -> None:
    """Save what stands behind /complaint, with the photo if there is one; or ask by taps."""
    token = token_of(message, 0)
    if not command.args:
        await begin(message, desk, unit, state)
    elif complaint_by_token(desk.journal, token) is not None:
        unit.send(letter(desk.chat_id, desk.words(SAVED_ALREADY)))
    else:
        draft = read_complaint(
            command.args, desk.calendar.today(), lambda code: is_patient(desk, code)
        )
        _log(message, draft, desk, unit, team)


def _log(message: Message, draft: ComplaintDraft, desk: Desk, unit: Unit, team: Team) -> None:
    entry, token = unit.ids.new(), token_of(message, 0)
    screened = screen(desk, unit, KIND, entry, draft.words)
    draft = replace(draft, words=screened.text)
    complaint = log_complaint(unit, desk.journal, draft, desk.reader.id, token, entry)
    added = attach_photo(message, desk, complaint, unit)
    show_anew(desk, complaint, unit, added)
    tell_owners(desk, complaint, unit, team)
    ask_about(desk, unit, screened)
