"""The steps of a complaint: which state it came into, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import bindparam, select

from clinic.complaint_work import WAITING, State
from storage.journal import CLINIC, Journal
from storage.statements import compiled, insert_into
from storage.tables import complaint_steps
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a complaint; ``at`` in ms UTC."""

    status: str
    author_id: int
    at: int
    note: str = ""


ADD_STEP = insert_into(complaint_steps)
_OF_COMPLAINT = compiled(
    select(*(complaint_steps.c[field.name] for field in fields(Step)))
    .where(
        complaint_steps.c.clinic_id == CLINIC,
        complaint_steps.c.complaint_id == bindparam("complaint_id"),
    )
    .order_by(complaint_steps.c.id)
)


def steps_of(journal: Journal, complaint_id: int) -> list[Step]:
    """Return the committed steps of a complaint, the first first."""
    return [Step(*row) for row in journal.all(_OF_COMPLAINT, complaint_id=complaint_id)]


def add_step(unit: Unit, complaint_id: int, step: Step) -> None:
    """Add a step to the unit."""
    values = {field.name: getattr(step, field.name) for field in fields(Step)}
    unit.write(ADD_STEP, id=unit.ids.new(), complaint_id=complaint_id, **values)


def started(steps: list[Step], logged: int) -> int:
    """Return the moment since which the deadlines run: when it was logged, or reopened last."""
    beginnings = [step.at for step in steps if State(step.status) in WAITING]
    return beginnings[-1] if beginnings else logged
