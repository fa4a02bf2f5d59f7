"""Complaints listed: those that are open, those of some days; and what else a card shows of one."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import bindparam, func, literal_column, select

from clinic.complaint_work import OPEN, WAITING
from storage.complaints import Complaint
from storage.entries import select_entries
from storage.journal import CLINIC, Journal
from storage.statements import compiled
from storage.tables import complaint_steps, complaints, rooms, visit_lines

_FIELDS = [field.name for field in fields(Complaint)]
_OPEN = compiled(
    select_entries(
        complaints,
        _FIELDS,
        complaints.c.voided.is_(None),
        complaints.c.day >= bindparam("first"),
        complaints.c.status.in_([literal_column(f"'{state}'") for state in sorted(OPEN)]),
    ).order_by(complaints.c.day.desc(), complaints.c.id.desc())
)
"""By the days' index: a clinic has a complaint for every hundred visits, and most are read."""

_typed = (
    complaints.c.voided.is_(None),
    complaints.c.import_id.is_(None),
    complaints.c.day >= bindparam("first"),
    complaints.c.status.in_([literal_column(f"'{state}'") for state in sorted(OPEN)]),
)
_TYPED = compiled(select_entries(complaints, _FIELDS, *_typed))
_begun = (
    select(func.max(complaint_steps.c.at))
    .where(
        complaint_steps.c.clinic_id == CLINIC,
        complaint_steps.c.complaint_id == complaints.c.id,
        complaint_steps.c.status.in_([literal_column(f"'{state}'") for state in sorted(WAITING)]),
    )
    .scalar_subquery()
)
_WAITING = compiled(
    select(complaints.c.id, complaints.c.status, func.coalesce(_begun, complaints.c.logged)).where(
        complaints.c.clinic_id == CLINIC, *_typed
    )
)
_ALIKE = compiled(
    select_entries(
        complaints,
        _FIELDS,
        complaints.c.voided.is_(None),
        complaints.c.day.between(bindparam("first"), bindparam("last")),
    )
)
_CAME_BACK = compiled(
    select(func.min(visit_lines.c.day)).where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.patient_id == bindparam("patient_id"),
        visit_lines.c.day > bindparam("day"),
        visit_lines.c.voided.is_(None),
        func.coalesce(visit_lines.c.amount, 0) >= 0,
    )
)
_ROOMS = compiled(
    select(rooms.c.id, rooms.c.name, rooms.c.hidden)
    .where(rooms.c.clinic_id == CLINIC)
    .order_by(rooms.c.id)
)


def open_complaints(journal: Journal) -> list[Complaint]:
    """Return the standing complaints that are not resolved, the newest first."""
    return [Complaint(*row) for row in journal.all(_OPEN, first=0)]


def typed_complaints(journal: Journal) -> list[Complaint]:
    """Return those of them that came from no file: only they have deadlines."""
    return [Complaint(*row) for row in journal.all(_TYPED, first=0)]


def waiting_since(journal: Journal) -> list[tuple[int, str, int]]:
    """Return (id, state, the moment since which the deadlines run) of each of those."""
    return [(id, state, since) for id, state, since in journal.all(_WAITING, first=0)]


def complaints_between(journal: Journal, first: int, last: int) -> list[Complaint]:
    """Return the standing complaints of some days, the last included."""
    return [Complaint(*row) for row in journal.all(_ALIKE, first=first, last=last)]


def came_back(journal: Journal, complaint: Complaint) -> int | None:
    """Return the day of the patient's first visit after the day of the complaint, or None."""
    if complaint.patient_id is None:
        return None
    row = journal.one(_CAME_BACK, patient_id=complaint.patient_id, day=complaint.day)
    return row[0] if row else None


def rooms_in(journal: Journal) -> list[tuple[int, str, bool]]:
    """Return (id, name, whether it is offered no more) of the clinic's rooms."""
    return [(id, name, bool(hidden)) for id, name, hidden in journal.all(_ROOMS)]
