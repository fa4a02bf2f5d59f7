"""Writing complaints: logging, amending and voiding one, each with its precondition."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from clinic.calendar import day_number
from clinic.complaint import ComplaintDraft
from storage.amending import Writing, amend_entry, void_entry
from storage.complaints import KIND, LISTED_ALSO, AmendedComplaint, Complaint
from storage.entries import amending, voiding
from storage.journal import Journal
from storage.statements import insert_into
from storage.tables import complaint_steps, complaints
from storage.unit import Unit
from storage.visits import patient_of

NEW = "new"
"""The state in which every complaint begins."""

AMENDABLE = ("patient_id", "subject", "gravity", "rude", "emotion", "note")
_FIELDS = [field.name for field in fields(Complaint)]
ADD_COMPLAINT = insert_into(complaints, *LISTED_ALSO)
ADD_STEP = insert_into(complaint_steps, "note")
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
    _step(unit, complaint)
    facts = {"patient": complaint.patient_id, "day": complaint.day, "subject": complaint.subject}
    unit.note("complaint logged", author_id, complaint.id, **facts)
    return complaint


def _step(unit: Unit, complaint: Complaint) -> None:
    """Let the complaint's history begin with the state it has."""
    unit.write(
        ADD_STEP,
        id=unit.ids.new(),
        complaint_id=complaint.id,
        status=complaint.status,
        author_id=complaint.author_id,
        at=unit.now,
    )


def amend_complaint(
    unit: Unit, complaint: Complaint, changed: Complaint, author_id: int, typed: bool = False
) -> Complaint:
    """Write what differs, with before and after; return it as it shall be.

    ``typed``: its author edited the message that wrote it.
    """
    changes = amend_entry(unit, _WRITING, complaint, changed, (author_id, typed))
    return AmendedComplaint(**_values(changed), newest=changes) if changes else complaint


def void_complaint(unit: Unit, complaint: Complaint, author_id: int) -> Complaint:
    """Withdraw a complaint: it is kept, with who and when, and counts no more."""
    void_entry(unit, _WRITING, complaint, author_id)
    return replace(complaint, voided=unit.now, voided_by=author_id)


def _values(complaint: Complaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in _FIELDS}
