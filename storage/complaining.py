"""Writing complaints: logging, amending, taking a step and voiding, each with its precondition."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import and_, bindparam

from clinic.calendar import day_number
from clinic.complaint import ComplaintDraft
from clinic.complaint_work import State
from storage.amending import Writing, amend_entry, void_entry
from storage.complaint_steps import Step, add_step
from storage.complaints import KIND, LISTED_ALSO, AmendedComplaint, Complaint
from storage.entries import amending, voiding
from storage.journal import CLINIC, Journal
from storage.statements import insert_into, update_of
from storage.tables import complaints
from storage.unit import Unit
from storage.visits import patient_of

NEW = "new"
"""The state in which every complaint begins."""

_SAID = ("patient_id", "subject", "gravity", "rude", "emotion", "note", "subjects_also")
_ABOUT = ("contact", "via", "doctor_id", "room_id")
_WORKED = ("cause", "causes_also", "outcome", "emotion_after", "assignee_id", "measure")
AMENDABLE = (*_SAID, *_ABOUT, *_WORKED, "status", "resolved")
_FIELDS = [field.name for field in fields(Complaint)]
ADD_COMPLAINT = insert_into(complaints, *LISTED_ALSO)
OWNER_SAW = update_of(
    complaints,
    "owner_saw",
    "change",
    where=and_(
        complaints.c.clinic_id == CLINIC,
        complaints.c.id == bindparam("complaint_id"),
        complaints.c.owner_saw.is_(None),
    ),
)
PASS_COMPLAINTS_ON = update_of(
    complaints,
    "assignee_id",
    "change",
    where=and_(
        complaints.c.clinic_id == CLINIC,
        complaints.c.id == bindparam("complaint_id"),
        complaints.c.assignee_id == bindparam("before"),
    ),
)
AMEND_COMPLAINT = amending(complaints, AMENDABLE)
VOID_COMPLAINT = voiding(complaints)
_WRITING = Writing(KIND, AMENDABLE, AMEND_COMPLAINT, VOID_COMPLAINT)


def log_complaint(
    unit: Unit,
    journal: Journal,
    draft: ComplaintDraft,
    author_id: int,
    token: str,
    complaint_id: int,
) -> Complaint:
    """Add a complaint to the unit, its first step, and its patient where the code is new.

    Its card knew the id beforehand; ``token`` written twice makes the unit stale.
    """
    complaint = Complaint(
        id=complaint_id,
        patient_id=None if draft.code is None else patient_of(unit, journal, draft.code),
        code=draft.code,
        day=day_number(draft.day),
        subject=draft.subject.value,
        gravity=None,
        rude=int(draft.rude),
        emotion=None,
        status=NEW,
        note=draft.words,
        author_id=author_id,
        logged=unit.now,
        voided=None,
        voided_by=None,
        change=0,
    )
    unit.write(ADD_COMPLAINT, **_values(complaint), token=token)
    add_step(unit, complaint.id, Step(NEW, author_id, unit.now))
    facts = {"patient": complaint.patient_id, "day": complaint.day, "subject": complaint.subject}
    unit.note("complaint logged", author_id, complaint.id, **facts)
    return complaint


def amend_complaint(
    unit: Unit, complaint: Complaint, changed: Complaint, author_id: int, typed: bool = False
) -> Complaint:
    """Write what differs, with before and after; return it as it shall be.

    ``typed``: its author edited the message that wrote it.
    """
    changes = amend_entry(unit, _WRITING, complaint, changed, (author_id, typed))
    return AmendedComplaint(**_values(changed), newest=changes) if changes else complaint


def take_step(
    unit: Unit, complaint: Complaint, changed: Complaint, author_id: int, note: str = ""
) -> AmendedComplaint:
    """Bring a complaint into the state that ``changed`` has, with what else differs.

    Whoever read an older state makes the unit stale.
    """
    step = Step(changed.status, author_id, unit.now, note)
    changes = amend_entry(unit, _WRITING, complaint, changed, (author_id, False))
    add_step(unit, complaint.id, step)
    unit.note(f"complaint {changed.status}", author_id, complaint.id)
    return AmendedComplaint(**_values(changed), newest=changes, taken=step)


def reopened(complaint: Complaint) -> Complaint:
    """Return the complaint as it is when it is opened again: nobody has resolved it."""
    again: dict[str, Any] = {"resolved": None, "outcome": None, "emotion_after": None}
    return replace(complaint, status=State.REOPENED.value, **again)


def owner_saw(unit: Unit, complaint_id: int) -> None:
    """Keep when an owner saw a complaint first; later times change nothing."""
    unit.write(OWNER_SAW, None, complaint_id=complaint_id, owner_saw=unit.now)


def pass_complaint_on(unit: Unit, complaint: Complaint, person_id: int, author_id: int) -> None:
    """Let somebody else answer for a complaint, whatever else happens to it meanwhile."""
    seen = {"complaint_id": complaint.id, "before": complaint.assignee_id}
    unit.write(PASS_COMPLAINTS_ON, None, **seen, assignee_id=person_id)
    unit.note("complaint passed on", author_id, complaint.id, assignee=person_id)


def void_complaint(unit: Unit, complaint: Complaint, author_id: int) -> Complaint:
    """Withdraw a complaint: it is kept, with who and when, and counts no more."""
    void_entry(unit, _WRITING, complaint, author_id)
    return replace(complaint, voided=unit.now, voided_by=author_id)


def _values(complaint: Complaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in _FIELDS}
