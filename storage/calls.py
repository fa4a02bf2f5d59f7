"""The call list as it stands: who is to be called, who holds whom, what was tried."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import Select, bindparam, func, literal_column, or_, select

from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled
from storage.tables import patients, visit_lines
from storage.work_tables import call_attempts, calls

DAY = 86_400_000
LARGEST_ID = (1 << 63) - 1
SHOWN = 12
"""Patients without calls that a list shows."""


@dataclass(frozen=True, slots=True)
class Call:
    """A patient's call as it stands: moments in ms UTC, ``later`` a day, ``worth`` minor units."""

    id: int
    patient_id: int
    code: str
    reason: str
    worth: int | None
    opened: int
    holder_id: int | None
    held_until: int | None
    attempts: int
    outcome: str | None
    contacted: int | None
    later: int | None
    closed: int | None
    change: int

    def held_by(self, now: int) -> int | None:
        """Return whose it is at the moment, or None where it is free."""
        return self.holder_id if self.held_until is not None and self.held_until > now else None

    def is_due(self, today: int) -> bool:
        """Return whether it is not put off to a later day."""
        return self.later is None or self.later <= today

    def is_followed_by(self, day: int, line_id: int) -> bool:
        """Return whether a visit's line was logged since, of a day since, as days are in UTC."""
        return day >= self.opened // DAY and line_id > self.opened << RANDOM_BITS


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a patient: its outcome, who made it, and when (ms UTC)."""

    outcome: str
    author_id: int
    at: int


def _select_calls() -> Select[Row]:
    columns = [
        patients.c.code if each.name == "code" else calls.c[each.name] for each in fields(Call)
    ]
    own = (patients.c.clinic_id == CLINIC) & (patients.c.id == calls.c.patient_id)
    return (
        select(*columns).select_from(calls.join(patients, own)).where(calls.c.clinic_id == CLINIC)
    )


_BY_ID = compiled(_select_calls().where(calls.c.id == bindparam("id")))
_STANDING = calls.c.closed.is_(None) & (calls.c.patient_id > literal_column("0"))
"""The second half holds for all: by it SQLite takes the index of the few calls that are open."""

OPEN = compiled(_select_calls().where(_STANDING))
_COME_BACK = (
    select(literal_column("1"))
    .where(
        visit_lines.c.clinic_id == CLINIC,
        visit_lines.c.patient_id == calls.c.patient_id,
        visit_lines.c.voided.is_(None),
        visit_lines.c.id > calls.c.opened.op("<<")(literal_column(str(RANDOM_BITS))),
        visit_lines.c.day >= calls.c.opened.op("/")(literal_column(str(DAY))),
        func.coalesce(visit_lines.c.amount, literal_column("0")) >= literal_column("0"),
    )
    .exists()
)
FREE = compiled(
    _select_calls().where(
        _STANDING,
        or_(calls.c.later.is_(None), calls.c.later <= bindparam("today")),
        or_(
            calls.c.held_until.is_(None),
            calls.c.held_until <= bindparam("now"),
            calls.c.holder_id == bindparam("person_id"),
        ),
        patients.c.do_not_call == literal_column("0"),
        patients.c.merged_into.is_(None),
        ~_COME_BACK,
    )
)
"""Whoever has been here since is left out at once, before his call is closed."""

_NEWEST = compiled(
    _select_calls()
    .where(calls.c.patient_id == bindparam("patient_id"))
    .order_by(calls.c.id.desc())
    .limit(literal_column("1"))
)
_of_call = (call_attempts.c.clinic_id == CLINIC) & (call_attempts.c.call_id == calls.c.id)
_LAST = compiled(
    select(call_attempts.c.outcome, call_attempts.c.author_id, call_attempts.c.at)
    .select_from(calls.join(call_attempts, _of_call))
    .where(
        calls.c.clinic_id == CLINIC,
        calls.c.patient_id == bindparam("patient_id"),
        call_attempts.c.voided.is_(None),
    )
    .order_by(call_attempts.c.id.desc())
    .limit(literal_column("1"))
)
SILENT = compiled(
    select(patients.c.id, patients.c.code)
    .where(patients.c.clinic_id == CLINIC, patients.c.do_not_call == literal_column("1"))
    .order_by(patients.c.change.desc())
    .limit(literal_column(str(SHOWN)))
)
"""Walks through the clinic's patients, when an owner or manager asks."""


_IS_SILENT = compiled(
    select(literal_column("1")).where(
        patients.c.clinic_id == CLINIC,
        patients.c.id == bindparam("id"),
        patients.c.do_not_call == literal_column("1"),
    )
)


def call_by_id(journal: Journal, call_id: int) -> Call | None:
    """Return the call of an id that somebody may have made up, closed or not, or None."""
    return _call(journal.one(_BY_ID, id=call_id)) if 0 <= call_id <= LARGEST_ID else None


def newest_call(journal: Journal, patient_id: int) -> Call | None:
    """Return the patient's newest call, closed or not."""
    return _call(journal.one(_NEWEST, patient_id=patient_id))


def open_calls(journal: Journal) -> list[Call]:
    """Return all calls that are open, in no order."""
    return [Call(*row) for row in journal.all(OPEN)]


def free_calls(journal: Journal, person_id: int, now: int, today: int) -> list[Call]:
    """Return the calls that this person may make now, in no order; his own card's is among them."""
    return [Call(*row) for row in journal.all(FREE, person_id=person_id, now=now, today=today)]


def last_attempt(journal: Journal, patient_id: int) -> Attempt | None:
    """Return the newest attempt at a patient that stands, of whatever call."""
    row = journal.one(_LAST, patient_id=patient_id)
    return Attempt(*row) if row else None


def silent_patients(journal: Journal) -> list[tuple[int, str]]:
    """Return (id, code) of patients who want no calls, the newest first, at most a dozen."""
    return [(row[0], row[1]) for row in journal.all(SILENT)]


def is_silent(journal: Journal, patient_id: int) -> bool:
    """Return whether a patient of this clinic wants no calls."""
    return 0 <= patient_id <= LARGEST_ID and journal.one(_IS_SILENT, id=patient_id) is not None


def _call(row: Row | None) -> Call | None:
    return Call(*row) if row else None
