"""The buttons of a complaint: chips that set a field, and what can be changed or undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic.complaint import Emotion, Gravity, Subject
from clinic.complaint_work import OPEN
from clinic.marks import mark as _
from handlers.complaint_work_rows import work_rows
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows
from handlers.said_buttons import (
    Asks,
    EditComplaint,
    SetEmotion,
    SetGravity,
    SetRude,
    SetSubject,
    ShowSaid,
    VoidSaid,
)
from storage.complaints import Complaint

SUBJECTS = {
    Subject.WAITING: _("Waiting"),
    Subject.RUDENESS: _("Rudeness"),
    Subject.PRICE: _("Price or promise"),
    Subject.TREATMENT: _("Treatment"),
    Subject.BOOKING: _("Booking"),
    Subject.PREMISES: _("Premises"),
    Subject.OTHER: _("Something else"),
}
GRAVITIES = {
    Gravity.MINOR: _("Minor"),
    Gravity.SERIOUS: _("Serious"),
    Gravity.GRAVE: _("Grave"),
}
EMOTIONS = {
    Emotion.CALM: _("Calm"),
    Emotion.UPSET: _("Upset"),
    Emotion.FURIOUS: _("Furious"),
}
RUDE = _("Rude")
FIELDS = {
    Asks.SUBJECT: _("Subject"),
    Asks.PATIENT: _("Patient"),
    Asks.GRAVITY: _("Gravity"),
    Asks.EMOTION: _("Emotion"),
}
LABELS: dict[str, Mapping[Any, str]] = {
    "subject": SUBJECTS,
    "gravity": GRAVITIES,
    "emotion": EMOTIONS,
}
"""By field and value: an imported emotion may be any word, and has no label."""


def complaint_rows(desk: Desk, complaint: Complaint) -> Rows:
    """Return what can be done with this very row; chips go once they are answered."""
    if complaint.voided is not None:
        return []
    entry, words = complaint.id, desk.words
    rows: list[list[Button]] = []
    is_open = complaint.state in OPEN
    if is_open and complaint.gravity is None:
        rows.append(gravity_chips(desk, entry))
    if is_open and complaint.emotion is None:
        rows.append(emotion_chips(desk, entry))
    rows += [list(row) for row in work_rows(desk, complaint)]
    last: list[Button] = [
        (words(_("Undo")), VoidSaid(entry=entry)),
        (words(_("Edit")), EditComplaint(entry=entry, asks=Asks.FIELD)),
    ]
    if is_open and not complaint.rude:
        last.insert(0, (words(RUDE), SetRude(entry=entry, rude=True)))
    return [*rows, last]


def gravity_chips(desk: Desk, entry: int) -> list[Button]:
    """Return a chip for each gravity."""
    return [(desk.words(text), SetGravity(entry=entry, gravity=g)) for g, text in GRAVITIES.items()]


def emotion_chips(desk: Desk, entry: int) -> list[Button]:
    """Return a chip for each emotion."""
    return [(desk.words(text), SetEmotion(entry=entry, emotion=e)) for e, text in EMOTIONS.items()]


def subject_chips(desk: Desk, entry: int) -> Rows:
    """Return a chip for each subject, two a row."""
    chips = [(desk.words(text), SetSubject(entry=entry, subject=s)) for s, text in SUBJECTS.items()]
    return in_rows(chips, 2)


def field_chips(desk: Desk, complaint: Complaint) -> Rows:
    """Return what of a complaint can be changed."""
    entry = complaint.id
    fields: list[Button] = [
        (desk.words(text), EditComplaint(entry=entry, asks=asks)) for asks, text in FIELDS.items()
    ]
    if complaint.rude:
        fields.append((desk.words(_("Not rude")), SetRude(entry=entry, rude=False)))
    return [*in_rows(fields, 2), [back_to_card(desk, entry)]]


def back_to_card(desk: Desk, entry: int) -> Button:
    """Return the way back from a question to the card."""
    return desk.words(_("Back")), ShowSaid(entry=entry)
