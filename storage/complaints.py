"""Complaints as they stand, read by id, token, author and day."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from sqlalchemy import bindparam, literal_column, select

from clinic.complaint import REPEATED_WITHIN
from clinic.complaint_work import State
from storage.amendments import Change
from storage.complaint_steps import Step
from storage.entries import by_id, by_token, newest_standing, standing_on
from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.measures import Measure
from storage.reader import Row
from storage.statements import compiled
from storage.tables import complaints

KIND = "complaint"
LISTED_ALSO = ("subjects_also", "causes_also")
"""The further subjects and causes of a complaint, as lists; a new one has none."""


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
    cause: str | None = None
    resolved: int | None = None
    measure: str | None = None
    emotion_after: str | None = None
    outcome: str | None = None
    contact: str | None = None
    via: str | None = None
    subjects_also: str = "[]"
    causes_also: str = "[]"
    assignee_id: int | None = None
    doctor_id: int | None = None
    room_id: int | None = None
    owner_saw: int | None = None

    @property
    def state(self) -> State:
        """Return how far it has come."""
        return State(self.status)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return what it is about, the main subject first."""
        also = json.loads(self.subjects_also)
        return (self.subject, *(each for each in also if each != self.subject))

    @property
    def causes(self) -> tuple[str, ...]:
        """Return why it happened, the main cause first; nothing while nobody has said."""
        if self.cause is None:
            return ()
        also = json.loads(self.causes_also)
        return (self.cause, *(each for each in also if each != self.cause))


@dataclass(frozen=True, slots=True)
class AmendedComplaint(Complaint):
    """A complaint as the unit leaves it, with what is not committed yet.

    ``taken`` is the step it took with this unit, ``planned`` the measure it was given.
    """

    newest: tuple[Change, ...] = ()
    taken: Step | None = None
    planned: Measure | None = None


_FIELDS = [field.name for field in fields(Complaint)]


_BY_ID = by_id(complaints, _FIELDS)
_BY_TOKEN = by_token(complaints, _FIELDS)
_NEWEST = newest_standing(complaints, _FIELDS)
_OF_DAY = standing_on(complaints, _FIELDS)
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


def is_repeated(journal: Journal, complaint: Complaint) -> bool:
    """Return whether the patient has another standing complaint of the ninety days before."""
    if complaint.patient_id is None:
        return False
    days = {"first": complaint.day - REPEATED_WITHIN, "last": complaint.day}
    found = journal.one(_BEFORE, patient_id=complaint.patient_id, id=complaint.id, **days)
    return found is not None


def _complaint(row: Row | None) -> Complaint | None:
    return Complaint(*row) if row else None
