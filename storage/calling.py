"""Writing the call list: renewed once a day, held by one person, attempts noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from clinic.calendar import MINUTE, day_number
from clinic.calling import CONTACTS, HELD_MINUTES, Outcome
from storage.calls import Call, newest_call
from storage.journal import CLINIC, Journal
from storage.rhythms import Wanted
from storage.statements import compiled, insert_into, update_of
from storage.tables import patients
from storage.unit import Unit
from storage.work_tables import call_attempts, calls, jobs

RENEWED = "call list"
"""The kind of a job that is done at once: by it a day's list is renewed once only."""

_CHANGING = (
    *("reason", "worth", "holder_id", "held_until", "attempts", "outcome"),
    *("contacted", "later", "closed"),
)
OPEN_CALL = insert_into(calls)
CHANGE_CALL = update_of(
    calls,
    *_CHANGING,
    "change",
    where=(calls.c.clinic_id == CLINIC)
    & (calls.c.id == bindparam("call_id"))
    & (calls.c.change == bindparam("seen")),
)
ADD_ATTEMPT = insert_into(call_attempts)
SILENCE = update_of(
    patients,
    "do_not_call",
    "change",
    where=(patients.c.clinic_id == CLINIC)
    & (patients.c.id == bindparam("patient_id"))
    & (patients.c.do_not_call != bindparam("do_not_call")),
)
RENEW = insert_into(jobs)
_IS_RENEWED = compiled(
    select(literal_column("1")).where(
        jobs.c.clinic_id == CLINIC, jobs.c.kind == bindparam("kind"), jobs.c.key == bindparam("key")
    )
)


def is_renewed(journal: Journal, day: date) -> bool:
    """Return whether the list was renewed on that day."""
    return journal.one(_IS_RENEWED, kind=RENEWED, key=day.isoformat()) is not None


def renew(
    unit: Unit, day: date, standing: Mapping[int, Call], wanted: Mapping[int, Wanted]
) -> None:
    """Bring the open calls in line with who is wanted on the day, both by patient.

    Attempts are kept. A second renewal of a day makes the unit stale; what somebody has changed
    meanwhile stays as he left it.
    """
    mark = {"id": unit.ids.new(), "kind": RENEWED, "key": day.isoformat(), "content": "{}"}
    unit.write(RENEW, 1, **mark, due=unit.now, done=unit.now, attempts=0)
    for patient_id, call in standing.items():
        after = _as_wanted(call, wanted.get(patient_id), unit.now)
        if after != call:
            change_call(unit, after, None)
    for patient_id, each in wanted.items():
        call_of = standing.get(patient_id)
        if call_of is None or _is_over(call_of, each):
            _open(unit, each)


def _as_wanted(call: Call, wanted: Wanted | None, now: int) -> Call:
    """Return an open call as it shall be: closed where nobody is wanted or he has been here."""
    if wanted is None or _is_over(call, wanted):
        return replace(_freed(call), closed=now)
    return renewed(call, wanted)


def _is_over(call: Call, wanted: Wanted) -> bool:
    return call.is_followed_by(wanted.story.last, wanted.line_id)


def renewed(call: Call, wanted: Wanted) -> Call:
    """Return an open call with the reason and worth of now."""
    return replace(call, reason=wanted.reasons[0].value, worth=wanted.worth)


def hold(unit: Unit, call: Call, person_id: int) -> Call:
    """Let a call be one person's for half an hour; stale where somebody was faster."""
    held = replace(call, holder_id=person_id, held_until=unit.now + HELD_MINUTES * MINUTE)
    return change_call(unit, held)


def release(unit: Unit, call: Call) -> None:
    """Let others have the call."""
    change_call(unit, _freed(call))


def close_call(unit: Unit, call: Call) -> None:
    """Close a call whose reason is gone; nobody made it."""
    change_call(unit, replace(_freed(call), closed=unit.now))


def note_attempt(
    unit: Unit,
    call: Call,
    outcome: Outcome,
    author_id: int,
    *,
    reason: str | None = None,
    later: date | None = None,
) -> int:
    """Write down what came of an attempt and return its id.

    The call is closed unless it comes back ``later``.
    """
    id = unit.ids.new()
    attempt = {"id": id, "call_id": call.id, "outcome": outcome.value, "reason": reason}
    unit.write(ADD_ATTEMPT, 1, **attempt, author_id=author_id, at=unit.now)
    unit.note(f"call {outcome}", author_id, call.id, reason=reason)
    change_call(
        unit,
        replace(
            _freed(call),
            attempts=call.attempts + 1,
            outcome=outcome.value,
            contacted=unit.now if outcome in CONTACTS else call.contacted,
            later=None if later is None else day_number(later),
            closed=unit.now if later is None else None,
        ),
    )
    return id


def silence(unit: Unit, patient_id: int, author_id: int) -> None:
    """Let a patient not be called any more."""
    unit.write(SILENCE, None, patient_id=patient_id, do_not_call=1)
    unit.note("patient not to be called", author_id, None, patient=patient_id)


def end_silence(unit: Unit, journal: Journal, patient_id: int, author_id: int) -> None:
    """Let a patient be called again, and the call go on that was closed for it.

    Stale where it was taken back already.
    """
    unit.write(SILENCE, patient_id=patient_id, do_not_call=0)
    unit.note("patient may be called", author_id, None, patient=patient_id)
    call = newest_call(journal, patient_id)
    if call is not None and call.outcome == Outcome.DO_NOT_CALL and call.closed is not None:
        change_call(unit, replace(call, outcome=None, closed=None))


def _open(unit: Unit, wanted: Wanted) -> None:
    values: dict[str, Any] = dict.fromkeys(_CHANGING)
    values |= {"reason": wanted.reasons[0].value, "worth": wanted.worth, "attempts": 0}
    patient = {"patient_id": wanted.patient_id, "opened": unit.now}
    unit.write(OPEN_CALL, 1, id=unit.ids.new(), **patient, **values)


def change_call(unit: Unit, call: Call, expected: int | None = 1) -> Call:
    """Write a call as it shall be and return it; stale where it is not as it was read."""
    values = {name: getattr(call, name) for name in _CHANGING}
    unit.write(CHANGE_CALL, expected, call_id=call.id, seen=call.change, **values)
    return call


def _freed(call: Call) -> Call:
    return replace(call, holder_id=None, held_until=None)
