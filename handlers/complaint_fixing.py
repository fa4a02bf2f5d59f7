"""Chips on the card of a complaint, and [Edit]: its subject, its patient, how grave it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.complaint import Subject
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers import said_forms as forms
from handlers.alarm import tell_owners
from handlers.complaint_cards import complaint_card, complaint_head
from handlers.complaint_chips import (
    back_to_card,
    emotion_chips,
    field_chips,
    gravity_chips,
    subject_chips,
)
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Rows
from handlers.said import own_complaint, put, show_result
from handlers.said_buttons import Asks, EditComplaint, SetEmotion, SetGravity, SetRude
from storage.complaining import amend_complaint
from storage.complaints import Complaint
from storage.team import Team
from storage.unit import Unit

ABOUT_WHAT = _("What is the complaint about?")
QUESTIONS = {
    Asks.SUBJECT: ABOUT_WHAT,
    Asks.PATIENT: forms.WHO_COMPLAINS,
    Asks.GRAVITY: _("How grave is it?"),
    Asks.EMOTION: _("How is the patient?"),
}


def routes() -> Router:
    """Route what changes a complaint by taps."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(set_gravity, SetGravity.filter())
    router.callback_query.register(set_rude, SetRude.filter())
    router.callback_query.register(set_emotion, SetEmotion.filter())
    router.callback_query.register(ask, EditComplaint.filter())
    return router


async def set_gravity(
    callback: CallbackQuery, callback_data: SetGravity, desk: Desk, unit: Unit, team: Team
) -> None:
    """Set how much the complaint weighs."""
    complaint = own_complaint(desk, callback_data.entry)
    change_complaint(desk, complaint, {"gravity": int(callback_data.gravity)}, unit, team)


async def set_rude(
    callback: CallbackQuery, callback_data: SetRude, desk: Desk, unit: Unit, team: Team
) -> None:
    """Set whether somebody was rude."""
    complaint = own_complaint(desk, callback_data.entry)
    change_complaint(desk, complaint, {"rude": int(callback_data.rude)}, unit, team)


async def set_emotion(
    callback: CallbackQuery, callback_data: SetEmotion, desk: Desk, unit: Unit, team: Team
) -> None:
    """Set how the patient was."""
    complaint = own_complaint(desk, callback_data.entry)
    change_complaint(desk, complaint, {"emotion": callback_data.emotion.value}, unit, team)


def change_complaint(
    desk: Desk, complaint: Complaint, values: dict[str, Any], unit: Unit, team: Team
) -> None:
    """Set fields of a saved complaint, show it everywhere, and tell owners if it is due now."""
    changed = amend_complaint(unit, complaint, replace(complaint, **values), desk.reader.id)
    show_result(desk, changed, unit)
    tell_owners(desk, changed, unit, team)


async def ask(
    callback: CallbackQuery, callback_data: EditComplaint, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show on the card what can be changed, or ask for one thing; a code may be typed."""
    complaint, asks = own_complaint(desk, callback_data.entry), callback_data.asks
    await forms.forget(state, complaint.id)
    if asks is Asks.FIELD:
        face = complaint_card(desk, complaint), field_chips(desk, complaint)
        put(desk, complaint.id, face, callback.message, unit)
        return
    head, question = complaint_head(desk, complaint), desk.words(QUESTIONS[asks])
    if asks is Asks.PATIENT:
        question = forms.who(desk, QUESTIONS[asks])
    text = desk.words("{head}\n{question}", head=Markup(head), question=Markup(question))
    rows = [*_answers(desk, complaint, asks), [back_to_card(desk, complaint.id)]]
    put(desk, complaint.id, (text, rows), callback.message, unit)
    if asks is Asks.PATIENT:
        form = {"entry": complaint.id, "subject": complaint.subject, "asked": unit.now}
        await forms.remember(desk, state, forms.Saying.complains, form)


def _answers(desk: Desk, complaint: Complaint, asks: Asks) -> Rows:
    if asks is Asks.SUBJECT:
        return subject_chips(desk, complaint.id)
    if asks is Asks.PATIENT:
        return forms.patient_rows(desk, complaint.id, Subject(complaint.subject))
    chips = gravity_chips if asks is Asks.GRAVITY else emotion_chips
    return [chips(desk, complaint.id)]
