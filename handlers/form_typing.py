"""What is typed while a visit's form waits: a code, one field or several, or something else."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import Message

from clinic.draft import Amendment, Typed
from clinic.errors import Refusal
from clinic.line import reads_as_visit
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.reading.typed_code import answered_code
from clinic.refusals import NotUnderstood
from clinic.text import folded
from clinic.words import Markup
from handlers.amending import is_whole_visit, read_correction
from handlers.desk import Desk
from handlers.editing import NotAnswered
from handlers.form_state import Step, VisitForm
from handlers.form_views import question
from handlers.own_entries import is_own_entry


def belongs_elsewhere(desk: Desk, message: Message, form: VisitForm) -> bool:
    """Return whether a message is no answer: an entry of its own, a question, a reply to a card."""
    text, replied = message.text or "", message.reply_to_message
    if replied is not None and not _is_form(desk, replied, form):
        return True
    if spoken_period(text) is not None:
        return True
    if is_own_entry(desk, text):
        return _corrected(desk, text) is None
    return is_whole_visit(desk, text) and not _is_amount(desk, form, text)


def answered(desk: Desk, form: VisitForm, text: str) -> VisitForm:
    """Return the form with what the text says; raises a Refusal where it says nothing."""
    if form.step is Step.PATIENT and (code := _code_in(desk, text)) is not None:
        return of_patient(desk, form, code)
    try:
        fields = read_correction(desk, text)
    except NotUnderstood as reason:
        asked = Markup(question(desk, form))
        raise NotAnswered(part=quoted(text), question=asked) from reason
    taken = form.taking(fields)
    return of_patient(desk, taken, fields["code"]) if "code" in fields else taken


def of_patient(desk: Desk, form: VisitForm, code: str) -> VisitForm:
    """Return the form for a code's patient; nobody has an unknown code until it is called new."""
    known = desk.journal.patient(folded(code))
    if known is None:
        return replace(form, code=None, typed=code)
    return replace(form, code=known.code, typed=None)


def _code_in(desk: Desk, text: str) -> str | None:
    """Return the code that a whole text is: figures, a #word, or what a patient is called."""
    if len(text.split()) == 1 and reads_as_visit(text):
        return answered_code(text, desk.known_code)
    return desk.known_code(folded(text))


def _is_amount(desk: Desk, form: VisitForm, text: str) -> bool:
    """Return whether figures at the beginning are the amount that the form still lacks."""
    fields = _corrected(desk, text)
    if form.step is Step.PATIENT or fields is None or "code" in fields:
        return False
    return Typed.AMOUNT.value in fields and Typed.SERVICE.value not in fields


def _corrected(desk: Desk, text: str) -> Amendment | None:
    try:
        return read_correction(desk, text)
    except Refusal:
        return None


def _is_form(desk: Desk, shown: Message, form: VisitForm) -> bool:
    where = desk.reader.clinic_id, shown.chat.id, shown.message_id
    return desk.mail.cards.entry_of(*where) == form.id
