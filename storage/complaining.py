"""Writing complaints: logging, amending and voiding one, each with its precondition."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import bindparam

from clinic.calendar import day_number
from clinic.complaint import ComplaintDraft
from storage.amending import differences, keep_changes
from storage.complaints import KIND, AmendedComplaint, Complaint
from storage.journal import CLINIC, Journal
from storage.statements import insert_into, update_of
from storage.tables import complaint_steps, complaints
from storage.unit import Unit
from storage.visits import patient_of

NEW = "new"
"""The state in which every complaint begins."""

AMENDABLE = ("patient_id", "subject", "gravity", "rude", "emotion", "note")
_FIELDS = [field.name for field in fields(Complaint)]
_SEEN = (
    (complaints.c.clinic_id == CLINIC)
    & (complaints.c.id == bindparam("complaint_id"))
    & (complaints.c.change == bindparam("seen"))
    & complaints.c.voided.is_(None)
)
ADD_COMPLAINT = insert_into(complaints)
ADD_STEP = insert_into(complaint_steps)
AMEND_COMPLAINT = update_of(complaints, *AMENDABLE, "change", where=_SEEN)
VOID_COMPLAINT = update_of(complaints, "voided", "voided_by", "change", where=_SEEN)


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
    changes = differences(complaint, changed, AMENDABLE, (author_id, unit.now, typed))
    if not changes:
        return complaint
    after = {name: getattr(changed, name) for name in AMENDABLE}
    unit.write(AMEND_COMPLAINT, complaint_id=complaint.id, seen=complaint.change, **after)
    keep_changes(unit, KIND, complaint.id, changes)
    names = [change.field for change in changes]
    unit.note("complaint amended", author_id, complaint.id, fields=names)
    return AmendedComplaint(**_values(changed), newest=tuple(changes))


def void_complaint(unit: Unit, complaint: Complaint, author_id: int) -> Complaint:
    """Withdraw a complaint: it is kept, with who and when, and counts no more."""
    gone = {"voided": unit.now, "voided_by": author_id}
    unit.write(VOID_COMPLAINT, complaint_id=complaint.id, seen=complaint.change, **gone)
    unit.note("complaint voided", author_id, complaint.id)
    return replace(complaint, voided=unit.now, voided_by=author_id)


def _values(complaint: Complaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in _FIELDS}
