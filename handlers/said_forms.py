"""What complaint and praise ask while they are filled in: who said it; and dropping the form.

The buttons carry the form, so that it waits as long as nobody drops it; only a typed code needs to
be remembered, and that for an hour and in a private chat.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from clinic.calendar import HOUR, day_number
from clinic.complaint import Subject
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.period import spoken_period
from clinic.reading.typed_code import answered_code
from clinic.text import folded
from clinic.words import Markup
from handlers.amending import is_whole_visit
from handlers.desk import Desk
from handlers.fallback import OldButton
from handlers.form_life import FORM
from handlers.form_shelf import take_from_shelf
from handlers.letters import Button, Rows, in_rows
from handlers.reach import LARGEST_ID
from handlers.said import said_of
from handlers.said_buttons import ANONYMOUS, DropSaid, SetPatient
from storage.amendments import code_of
from storage.habits import patients_of
from storage.ids import RANDOM_BITS
from storage.unit import Unit

FORM_LIFE = HOUR
"""A question unanswered for so long is forgotten: tomorrow's text means something else."""

FORM_REACH = 7 * 24 * HOUR
"""The buttons of an older form are too old."""

CHIPS, CHIPS_A_ROW = 6, 3
WHO_COMPLAINS, WHO_PRAISES = _("Who complains?"), _("Who praises?")
TAP_OR_WRITE = _("{question} Tap, or write the card number.")
BY_NOBODY = _("Anonymous")
CANCEL = _("Cancel")


class Saying(StatesGroup):
    """The form of a complaint or of praise."""

    subject = State()
    complains = State()
    praises = State()


class NoSuchPatient(Refusal):
    """The button names a patient whom this clinic does not have."""

    template = _("I don't find this patient any more. Write the card number instead.")


def check_fresh(desk: Desk, entry_id: int, now: int) -> None:
    """Raise OldButton unless a form of this id was begun here lately and is not saved yet."""
    begun = entry_id >> RANDOM_BITS
    if not 0 <= entry_id <= LARGEST_ID or not now - FORM_REACH <= begun <= now:
        raise OldButton
    shown = desk.mail.cards.of_entry(desk.reader.clinic_id, entry_id)
    if desk.chat_id not in {chat_id for _card_id, chat_id in shown}:
        raise OldButton
    if said_of(desk, entry_id) or desk.journal.line(entry_id):
        raise OldButton


def patient_chips(desk: Desk) -> list[tuple[str, int]]:
    """Return code and id of the patients most likely meant: today's and the reader's own."""
    today = day_number(desk.calendar.today())
    found = patients_of(desk.journal, desk.reader.id, today, CHIPS)
    return [(each.code, each.id) for each in found]


def who(desk: Desk, question: str) -> str:
    """Return a question for a patient: a tap answers it, and in one's own chat a typed code."""
    asked = desk.words(question)
    return asked if desk.in_group else desk.words(TAP_OR_WRITE, question=Markup(asked))


def patient_rows(desk: Desk, entry: int, subject: Subject) -> Rows:
    """Return the chips of patients, and one for nobody."""
    button = partial(SetPatient, entry=entry, subject=subject)
    chips: list[Button] = [(code, button(patient=id)) for code, id in patient_chips(desk)]
    nobody = (desk.words(BY_NOBODY), button(patient=ANONYMOUS))
    return [*in_rows(chips, CHIPS_A_ROW), [nobody]]


def code_for(desk: Desk, patient_id: int) -> str | None:
    """Return the code of a chip's patient, None for nobody; raises NoSuchPatient."""
    if not patient_id:
        return None
    code = code_of(desk.journal, patient_id) if 0 < patient_id <= LARGEST_ID else None
    if code is None:
        raise NoSuchPatient
    return code


def token(entry_id: int) -> str:
    """Return the token of what a form writes: tapped twice it is written once."""
    return f"{FORM}:{entry_id}"


def cancel(desk: Desk, entry_id: int) -> Button:
    """Return the button that drops the form."""
    return desk.words(CANCEL), DropSaid(entry=entry_id)


async def remember(desk: Desk, state: FSMContext, step: State, form: Mapping[str, object]) -> None:
    """Let the person's next text answer this step; in a group nobody is asked for text."""
    if not desk.in_group:
        await state.set_state(step)
        await state.set_data(dict(form))


async def forget(state: FSMContext, entry_id: int) -> None:
    """End the form of this entry, be it on the shelf, and no other."""
    if await state.get_value("entry") == entry_id:
        await state.clear()
    else:
        await take_from_shelf(state, entry_id)


async def typed_code(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> str:
    """Return the code that answers "who?"; skips what is a visit, a question or no answer."""
    form, text = await state.get_data(), message.text or ""
    if unit.now - form["asked"] > FORM_LIFE:
        await state.clear()
        raise SkipHandler
    replied = message.reply_to_message
    place = (desk.reader.clinic_id, desk.chat_id)
    shown = replied and desk.mail.cards.entry_of(*place, replied.message_id)
    if shown not in (None, form["entry"]):
        raise SkipHandler
    if is_whole_visit(desk, text) or spoken_period(text) is not None:
        raise SkipHandler
    return answered_code(text, desk.known_code)


def is_patient(desk: Desk, code: str) -> bool:
    """Return whether somebody has the code."""
    return desk.journal.patient(folded(code)) is not None
