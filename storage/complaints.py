"""Complaints: logged, amended, voided, each with its precondition; read by id, token, patient."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, select

from clinic.calendar import day_number
from clinic.complaint import REPEATED_WITHIN, ComplaintDraft
from storage.amending import differences, keep_changes
from storage.amendments import Change
from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, insert_into, update_of
from storage.tables import complaint_steps, complaints, patients
from storage.unit import Unit
from storage.visits import patient_of

KIND = "complaint"
NEW = "new"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as it stands; without a patient it is anonymous, ``rude`` is 0 or 1."""

    id: int
    patient_id: int | None
    code: str | None
    day: int
    subject: str
    gravity: int | None
    rude: int
    emotion: str | None
    status: str
    note: str
    author_id: int
    logged: int
    voided: int | None
    voided_by: int | None
    change: int


@dataclass(frozen=True, slots=True)
class AmendedComplaint(Complaint):
    """A complaint as the unit leaves it, with the changes that are not committed yet."""

    newest: tuple[Change, ...] = ()


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


def _complaints(*where: ColumnElement[bool]) -> Select[Row]:
    columns = [patients.c.code if name == "code" else complaints.c[name] for name in _FIELDS]
    own = and_(
        complaints.c.clinic_id == patients.c.clinic_id, complaints.c.patient_id == patients.c.id
    )
    return (
        select(*columns)
        .select_from(complaints.outerjoin(patients, own))
        .where(complaints.c.clinic_id == CLINIC, *where)
    )


_BY_ID = compiled(_complaints(complaints.c.id == bindparam("id")))
_BY_TOKEN = compiled(_complaints(complaints.c.token == bindparam("token")))
_NEWEST = compiled(
    _complaints(complaints.c.author_id == bindparam("author_id"), complaints.c.voided.is_(None))
    .where(complaints.c.id >= bindparam("first"))
    .order_by(complaints.c.id.desc())
    .limit(1)
)
_OF_DAY = compiled(
    _complaints(complaints.c.day == bindparam("day"), complaints.c.voided.is_(None)).order_by(
        complaints.c.id
    )
)
_OF_PATIENT = compiled(
    _complaints(complaints.c.patient_id == bindparam("patient_id")).order_by(complaints.c.id.desc())
)
_BEFORE = compiled(
    select(literal_column("1"))
    .where(
        complaints.c.clinic_id == CLINIC,
        complaints.c.patient_id == bindparam("patient_id"),
        complaints.c.voided.is_(None),
        complaints.c.id != bindparam("id"),
        complaints.c.day.between(bindparam("first"), bindparam("last")),
    )
    .limit(1)
)


def complaint_by_id(journal: Journal, complaint_id: int) -> Complaint | None:
    """Return a complaint, voided or not."""
    return _complaint(journal.one(_BY_ID, id=complaint_id))


def complaint_by_token(journal: Journal, token: str) -> Complaint | None:
    """Return the complaint that this very message or form has written already."""
    return _complaint(journal.one(_BY_TOKEN, token=token))


def newest_complaint(journal: Journal, author_id: int, since: int) -> Complaint | None:
    """Return the author's newest standing complaint logged since a moment (ms UTC)."""
    return _complaint(journal.one(_NEWEST, author_id=author_id, first=since << RANDOM_BITS))


def complaints_on(journal: Journal, day: int) -> list[Complaint]:
    """Return the standing complaints of a day in the order they were logged."""
    return [Complaint(*row) for row in journal.all(_OF_DAY, day=day)]


def complaints_by(journal: Journal, patient_id: int) -> list[Complaint]:
    """Return all complaints of a patient, the newest first, voided ones too."""
    return [Complaint(*row) for row in journal.all(_OF_PATIENT, patient_id=patient_id)]


def is_repeated(journal: Journal, complaint: Complaint) -> bool:
    """Return whether the patient has another standing complaint of the ninety days before."""
    if complaint.patient_id is None:
        return False
    days = {"first": complaint.day - REPEATED_WITHIN, "last": complaint.day}
    found = journal.one(_BEFORE, patient_id=complaint.patient_id, id=complaint.id, **days)
    return found is not None


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
    unit.write(
        ADD_STEP,
        id=unit.ids.new(),
        complaint_id=complaint.id,
        status=NEW,
        author_id=author_id,
        at=unit.now,
    )
    facts = {"patient": complaint.patient_id, "day": complaint.day, "subject": complaint.subject}
    unit.note("complaint logged", author_id, complaint.id, **facts)
    return complaint


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


def _complaint(row: Row | None) -> Complaint | None:
    return Complaint(*row) if row else None
