"""What is asked of many patients at once to know whom to call: lists in, a row a patient out."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    ColumnElement,
    Table,
    bindparam,
    func,
    literal_column,
    select,
)

from clinic.calling import FOR_GOOD, QUIET
from storage.entry_tables import appointments, leavings, promises, ratings
from storage.journal import CLINIC
from storage.statements import Statement, compiled
from storage.tables import complaints, patients, visit_lines
from storage.work_tables import calls

CHUNK = 200
"""Patients at a time: some milliseconds, after which others have their turn."""

ENDED = ("resolved", "prevented")
"""States of a complaint in which nothing is owed any more."""

_LISTED = func.json_each(bindparam("listed")).table_valued("value")
NEXT = compiled(
    select(patients.c.id, patients.c.merged_into)
    .where(patients.c.clinic_id == CLINIC, patients.c.id > bindparam("after"))
    .order_by(patients.c.id)
    .limit(literal_column(str(CHUNK)))
)
SILENT = compiled(
    select(patients.c.id)
    .select_from(
        _LISTED.join(
            patients, (patients.c.clinic_id == CLINIC) & (patients.c.id == _LISTED.c.value)
        )
    )
    .where(patients.c.do_not_call == literal_column("1"))
)
_line = visit_lines.c
LINES = compiled(
    select(
        _line.patient_id,
        _line.day,
        _line.id,
        _line.amount,
        _line.paid,
        _line.service_id,
        _line.rating,
        _line.rating_scale,
    )
    .select_from(
        _LISTED.join(
            visit_lines, (_line.clinic_id == CLINIC) & (_line.patient_id == _LISTED.c.value)
        )
    )
    .where(_line.voided.is_(None))
)


def _texts(words: Iterable[str]) -> list[ColumnClause[str]]:
    """Return our own words as they stand in a statement, which is compiled once."""
    return [literal_column(f"'{word}'") for word in words]


def _newest(table: Table, column: str, *where: ColumnElement[bool]) -> Statement:
    """Return the question for the largest ``column`` of each listed patient."""
    own = (table.c.clinic_id == CLINIC) & (table.c.patient_id == _LISTED.c.value)
    return compiled(
        select(table.c.patient_id, func.max(table.c[column]))
        .select_from(_LISTED.join(table, own))
        .where(*where)
        .group_by(table.c.patient_id)
    )


_today: BindParameter[int] = bindparam("today")
_cancelled = appointments.alias("cancelled")
_CANCELLED = (
    select(literal_column("1"))
    .where(
        _cancelled.c.clinic_id == CLINIC,
        _cancelled.c.patient_id == appointments.c.patient_id,
        _cancelled.c.kind == literal_column("'cancelled'"),
        _cancelled.c.voided.is_(None),
        _cancelled.c.id > appointments.c.id,
    )
    .exists()
)
LET_DOWN = {
    "complaint": _newest(
        complaints, "day", complaints.c.voided.is_(None), complaints.c.status.not_in(_texts(ENDED))
    ),
    "promise": _newest(
        promises, "due", promises.c.voided.is_(None), promises.c.state == literal_column("'broken'")
    ),
    "rated": _newest(
        ratings, "day", ratings.c.voided.is_(None), ratings.c.stars <= bindparam("low")
    ),
}
LET_ALONE = {
    "left": _newest(
        leavings, "day", leavings.c.voided.is_(None), leavings.c.reason.in_(_texts(FOR_GOOD))
    ),
    "booked": _newest(
        appointments,
        "planned",
        appointments.c.voided.is_(None),
        appointments.c.kind == literal_column("'booked'"),
        appointments.c.planned >= _today,
        ~_CANCELLED,
    ),
    "called": _newest(
        calls, "closed", calls.c.closed.is_not(None), calls.c.outcome.in_(_texts(QUIET))
    ),
}
