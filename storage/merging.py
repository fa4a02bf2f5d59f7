"""Two codes of one patient become one, and two again: nothing of either is rewritten.

The code that goes points to the one that stays; what was written down under it keeps its patient,
and whoever counts follows the pointer. So a merge can be undone at any time, to the row.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from storage.families import Families, families_of
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, update_of
from storage.tables import patients, visit_lines
from storage.unit import Unit

_patient = patients.c
_AS_SEEN = (
    (_patient.clinic_id == CLINIC)
    & (_patient.id == bindparam("patient_id"))
    & (_patient.change == bindparam("seen"))
)
_ROW = select(
    _patient.id,
    _patient.code,
    _patient.legacy,
    _patient.do_not_call,
    _patient.merged_into,
    _patient.change,
).where(_patient.clinic_id == CLINIC)
BY_ID = compiled(_ROW.where(_patient.id == bindparam("patient_id")))
POINT = update_of(patients, "merged_into", "change", where=_AS_SEEN)
STAND = update_of(
    patients, "do_not_call", "change", where=_AS_SEEN & _patient.merged_into.is_(None)
)
DAYS = compiled(
    select(visit_lines.c.day, visit_lines.c.amount)
    .where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.patient_id == bindparam("patient_id"),
        visit_lines.c.voided.is_(None),
    )
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Twin:
    """A patient's code, as it stands: whether it was merged, and ``change`` as it was read."""

    id: int
    code: str
    legacy: bool
    do_not_call: bool
    merged_into: int | None
    change: int


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a patient: his visits, and the day of the last one as a number."""

    visits: int
    last: int | None


def twin(journal: Journal, patient_id: int) -> Twin | None:
    """Return a patient's code, or None where the clinic has no such patient."""
    row = journal.one(BY_ID, patient_id=patient_id)
    return _twin(row) if row else None


def merged_codes(journal: Journal) -> list[tuple[Twin, Twin]]:
    """Return each code that was merged, with the one that stayed, by code."""
    targets = families_of(journal).targets
    pairs = [(twin(journal, gone), twin(journal, kept)) for gone, kept in targets.items()]
    found = [(gone, kept) for gone, kept in pairs if gone is not None and kept is not None]
    return sorted(found, key=lambda pair: pair[0].code)


def stands_for_others(journal: Journal, patient_id: int) -> bool:
    """Return whether other codes were merged into this one."""
    return patient_id in families_of(journal).members


def past_of(journal: Journal, patient_id: int) -> Past:
    """Return the visits of a patient, those under codes that were merged into his included."""
    families: Families = families_of(journal)
    days = {
        day
        for each in families.of([patient_id])
        for day, amount in journal.all(DAYS, patient_id=each)
        if (amount or 0) >= 0
    }
    return Past(len(days), max(days, default=None))


def merge(unit: Unit, kept: Twin, gone: Twin, author_id: int) -> None:
    """Let one code stand for both; a wish not to be called holds for both from then on.

    Both rows are written: whoever merges one of them elsewhere at once makes the unit stale, and
    so no code ever points to one that points on, or back.
    """
    spared = int(kept.do_not_call or gone.do_not_call)
    unit.write(STAND, patient_id=kept.id, seen=kept.change, do_not_call=spared)
    unit.write(POINT, patient_id=gone.id, seen=gone.change, merged_into=kept.id)
    unit.note("patients merged", author_id, None, kept=kept.id, gone=gone.id)


def separate(unit: Unit, gone: Twin, author_id: int) -> None:
    """Let a code stand for itself again."""
    unit.write(POINT, patient_id=gone.id, seen=gone.change, merged_into=None)
    unit.note("patients separated", author_id, None, kept=gone.merged_into, gone=gone.id)


def _twin(row: Row) -> Twin:
    return Twin(row[0], row[1], bool(row[2]), bool(row[3]), row[4], row[5])
