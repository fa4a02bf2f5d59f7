"""What the chips on a complaint's pages offer, and where each is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers import complaint_work_texts as texts
from handlers.complaint_chips import SUBJECTS
from handlers.complaint_work_buttons import Told
from handlers.desk import Desk
from storage.complaint_lists import rooms_in
from storage.complaints import Complaint


def values_of(complaint: Complaint, told: Told) -> tuple[str, ...]:
    """Return what of it is told already; of several, those besides the main one."""
    several = {Told.SUBJECTS: complaint.subjects, Told.CAUSES: complaint.causes}
    if told in several:
        return several[told][1:]
    value = getattr(complaint, COLUMNS[told])
    return () if value is None else (str(value),)


COLUMNS = {
    Told.OUTCOME: "outcome",
    Told.AFTER: "emotion_after",
    Told.SUBJECTS: "subjects_also",
    Told.CAUSES: "causes_also",
    Told.CONTACT: "contact",
    Told.VIA: "via",
    Told.DOCTOR: "doctor_id",
    Told.ROOM: "room_id",
}
Choices = Callable[[Desk, Complaint], dict[str, str]]


def _worded(labels: dict[Any, str]) -> Choices:
    return lambda desk, _complaint: {
        str(value): desk.words(label) for value, label in labels.items()
    }


def _further(labels: dict[Any, str], main: str) -> Choices:
    """Return all but the main one, which is chosen elsewhere."""
    return lambda desk, complaint: {
        str(value): desk.words(label)
        for value, label in labels.items()
        if value != getattr(complaint, main)
    }


def _doctors(desk: Desk, complaint: Complaint) -> dict[str, str]:
    shown = [each for each in desk.catalogue.doctors if not each.hidden]
    return {str(each.id): each.name for each in shown}


def _rooms(desk: Desk, complaint: Complaint) -> dict[str, str]:
    return {str(id): name for id, name, hidden in rooms_in(desk.journal) if not hidden}


CHOICES: dict[Told, Choices] = {
    Told.OUTCOME: _worded(dict(texts.OUTCOMES)),
    Told.AFTER: _worded(dict(texts.AFTERWARDS)),
    Told.SUBJECTS: _further(dict(SUBJECTS), "subject"),
    Told.CAUSES: _further(dict(texts.CAUSES), "cause"),
    Told.CONTACT: _worded(dict(texts.WHO)),
    Told.VIA: _worded(dict(texts.WAYS)),
    Told.DOCTOR: _doctors,
    Told.ROOM: _rooms,
}
