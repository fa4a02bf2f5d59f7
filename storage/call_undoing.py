"""Taking back what was noted of a call: the attempt counts no more, the call is as before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Select, bindparam, literal_column, select

from clinic.calendar import MINUTE
from clinic.calling import CONTACTS, HELD_MINUTES, Outcome
from storage.calling import SILENCE, change_call
from storage.calls import LARGEST_ID, Call, newest_call
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, update_of
from storage.tables import patients
from storage.unit import Unit
from storage.work_tables import call_attempts, calls

LATELY = 8
"""Attempts that a list of the newest shows."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An attempt as it stands, with its patient's ``code``: moments in ms UTC."""

    id: int
    call_id: int
    code: str
    outcome: str
    author_id: int
    at: int
    voided: int | None
    voided_by: int | None


def _select_noted() -> Select[Row]:
    own = call_attempts.c
    call = (calls.c.clinic_id == CLINIC) & (calls.c.id == own.call_id)
    patient = (patients.c.clinic_id == CLINIC) & (patients.c.id == calls.c.patient_id)
    return (
        select(own.id, own.call_id, patients.c.code, own.outcome, own.author_id)
        .add_columns(own.at, own.voided, own.voided_by)
        .select_from(call_attempts.join(calls, call).join(patients, patient))
        .where(own.clinic_id == CLINIC)
    )


_stands = call_attempts.c.voided.is_(None)
_BY_ID = compiled(_select_noted().where(call_attempts.c.id == bindparam("id")))
_OF_CALL = compiled(
    _select_noted()
    .where(call_attempts.c.call_id == bindparam("call_id"), _stands)
    .order_by(call_attempts.c.id.desc())
)
_NEWEST = compiled(
    _select_noted()
    .where(_stands, call_attempts.c.id > literal_column("0"))
    .order_by(call_attempts.c.id.desc())
    .limit(literal_column(str(LATELY)))
)
_VOID = update_of(
    call_attempts,
    *("voided", "voided_by"),
    where=(call_attempts.c.clinic_id == CLINIC)
    & (call_attempts.c.id == bindparam("attempt_id"))
    & _stands,
)


def noted_by_id(journal: Journal, attempt_id: int) -> Noted | None:
    """Return the attempt of an id that somebody may have made up, taken back or not, or None."""
    row = journal.one(_BY_ID, id=attempt_id) if 0 <= attempt_id <= LARGEST_ID else None
    return Noted(*row) if row else None


def noted_lately(journal: Journal) -> list[Noted]:
    """Return the clinic's newest attempts that stand, the newest first."""
    return [Noted(*row) for row in journal.all(_NEWEST)]


def noted_of(journal: Journal, call_id: int) -> list[Noted]:
    """Return a call's attempts that stand, the newest first."""
    return [Noted(*row) for row in journal.all(_OF_CALL, call_id=call_id)]


def take_back(unit: Unit, journal: Journal, call: Call, noted: Noted, person_id: int) -> None:
    """Withdraw a call's newest attempt and open the call again, held by who took it back.

    Stale where somebody was faster. A call stays closed where a newer one of its patient is there.
    """
    gone = {"voided": unit.now, "voided_by": person_id}
    unit.write(_VOID, attempt_id=noted.id, **gone)
    unit.note("call taken back", person_id, call.id, attempt=noted.id, outcome=noted.outcome)
    if noted.outcome == Outcome.DO_NOT_CALL:
        unit.write(SILENCE, None, patient_id=call.patient_id, do_not_call=0)
    newest = newest_call(journal, call.patient_id)
    opened = _reopened(unit, call, person_id) if newest and newest.id == call.id else call
    earlier = [each for each in noted_of(journal, call.id) if each.id != noted.id]
    spoken = [each.at for each in earlier if each.outcome in CONTACTS]
    change_call(
        unit,
        replace(
            opened,
            attempts=len(earlier),
            outcome=earlier[0].outcome if earlier else None,
            contacted=max(spoken, default=None),
        ),
    )


def _reopened(unit: Unit, call: Call, person_id: int) -> Call:
    held_until = unit.now + HELD_MINUTES * MINUTE
    return replace(call, holder_id=person_id, held_until=held_until, later=None, closed=None)
