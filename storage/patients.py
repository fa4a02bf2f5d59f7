"""What is said of a patient besides his lines: that he was asked, or came before the journal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, literal_column, select

from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, update_of
from storage.tables import patients, visit_lines
from storage.unit import Unit

MARK = update_of(
    patients,
    "legacy",
    "asked",
    "change",
    where=(patients.c.clinic_id == CLINIC)
    & (patients.c.id == bindparam("patient_id"))
    & (patients.c.change == bindparam("seen")),
)
_BY_ID = compiled(
    select(
        patients.c.id, patients.c.code, patients.c.legacy, patients.c.asked, patients.c.change
    ).where(patients.c.clinic_id == CLINIC, patients.c.id == bindparam("id"))
)
_NEWEST = compiled(
    select(
        visit_lines.c.id,
        visit_lines.c.service_id,
        visit_lines.c.amount,
        visit_lines.c.day,
        visit_lines.c.logged,
    )
    .where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.patient_id == bindparam("patient_id"),
        visit_lines.c.voided.is_(None),
    )
    .order_by(visit_lines.c.id.desc())
    .limit(literal_column("8"))
)
_ONE_BEHIND = compiled(
    select(patients.c.id)
    .where(patients.c.clinic_id == CLINIC)
    .order_by(patients.c.id)
    .limit(literal_column("1"))
    .offset(bindparam("others"))
)


@dataclass(frozen=True, slots=True)
class Marks:
    """A patient with what was said of him; ``change`` as it was read."""

    id: int
    code: str
    legacy: bool
    asked: bool
    change: int


@dataclass(frozen=True, slots=True)
class Lately:
    """A standing line of a patient, as far as a second look needs it; day and money as there."""

    id: int
    service_id: int | None
    amount: int | None
    day: int
    logged: int


def marks_by_id(journal: Journal, patient_id: int) -> Marks | None:
    """Return what is said of a patient, or None where the clinic has no such."""
    return _marks(journal.one(_BY_ID, id=patient_id))


def newest_lines(journal: Journal, patient_id: int) -> list[Lately]:
    """Return the patient's newest standing lines, at most eight: without any he is new."""
    return [Lately(*row) for row in journal.all(_NEWEST, patient_id=patient_id)]


def mark_patient(unit: Unit, patient: Marks, author_id: int, *, legacy: bool, asked: bool) -> None:
    """Say of a patient that he came before the journal, or that he was asked; or take it back."""
    if (patient.legacy, patient.asked) == (legacy, asked):
        return
    flags = {"legacy": int(legacy), "asked": int(asked)}
    unit.write(MARK, patient_id=patient.id, seen=patient.change, **flags)
    unit.note("patient marked", author_id, None, patient=patient.id, **flags)


def _marks(row: Row | None) -> Marks | None:
    return Marks(row[0], row[1], bool(row[2]), bool(row[3]), row[4]) if row else None


def has_as_many(journal: Journal, count: int) -> bool:
    """Return whether the clinic knows at least so many patients, merged ones counted apart."""
    return journal.one(_ONE_BEHIND, others=count - 1) is not None
