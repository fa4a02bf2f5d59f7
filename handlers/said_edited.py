"""An edited /complaint or /praise: the entry follows what its message says now."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from clinic.complaint import read_complaint, split_words
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.desk import Desk
from handlers.filters import May
from handlers.privacy import ask_about, screen
from handlers.reach import NotYours
from handlers.said import Said, amend_said, kind_of, own_said
from handlers.said_forms import is_patient
from handlers.said_replies import show_changed, typed_in
from storage.amendments import changes_of
from storage.complaints import Complaint
from storage.team import Team
from storage.unit import Unit
from storage.visits import patient_of

COMMAND = re.compile(r"\s*/\w+(?:@\w+)?\s*")
WORDS = "note"


class AddedSince(Refusal):
    """Words were added by replies, or put back: an edit of the first message would lose them."""

    template = _(
        "The entry's words were changed since, so it stays as it was. Reply to its card with what "
        "should be added."
    )


def routes() -> Router:
    """Route edits of messages that wrote a complaint or praise; others go on."""
    router = Router(name=__name__)
    router.edited_message.filter(May(Right.LOG))
    router.edited_message.register(follow, ~F.forward_origin)
    return router


async def follow(message: Message, desk: Desk, unit: Unit, team: Team) -> None:
    """Change words and patient to what the message says now, and a subject that was guessed."""
    written = typed_in(desk, message)
    if written is None:
        raise SkipHandler
    if written.author_id != desk.reader.id:
        raise NotYours(line=written.id)
    said = own_said(desk, written.id)
    if any(each.field == WORDS and not each.typed for each in changes_of(desk.journal, said.id)):
        raise AddedSince
    text = COMMAND.sub("", message.text or message.caption or "", count=1)
    values = _read(desk, said, text, unit)
    screened = screen(desk, unit, kind_of(said), said.id, values[WORDS])
    values[WORDS] = screened.text
    changed = amend_said(unit, said, replace(said, **values), desk.reader.id, typed=True)
    show_changed(desk, changed, unit, team)
    ask_about(desk, unit, screened)


def _read(desk: Desk, said: Said, text: str, unit: Unit) -> dict[str, Any]:
    """Return the fields that the text gives the entry."""
    code, words = split_words(text, lambda typed: is_patient(desk, typed))
    values: dict[str, Any] = {WORDS: words}
    if code != said.code:
        patient_id = None if code is None else patient_of(unit, desk.journal, code)
        values |= {"code": code, "patient_id": patient_id}
    if isinstance(said, Complaint):
        values |= _guessed(desk, said, text)
    return values


def _guessed(desk: Desk, complaint: Complaint, text: str) -> dict[str, Any]:
    """Return the subject that the text speaks of, unless somebody chose another one."""
    today = desk.calendar.today()
    before = read_complaint(complaint.note, today, lambda _code: False)
    if before.subject != complaint.subject:
        return {}
    after = read_complaint(text, today, lambda _code: False)
    return {"subject": after.subject.value, "rude": complaint.rude or int(after.rude)}
