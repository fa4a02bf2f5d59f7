"""What the feed asks the database: statements compiled once, in the order of their rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
)

from storage.entry_tables import arrivals, payments
from storage.history_tables import amendments
from storage.post import versions
from storage.statements import compiled
from storage.tables import (
    channels,
    clinics,
    complaint_steps,
    complaints,
    doctors,
    patients,
    services,
    settings,
    visit_lines,
)
from storage.types import Id

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_SINCE: BindParameter[int] = bindparam("since")
_NOTHING: ColumnElement[int] = literal_column("0")
_UNKNOWN: ColumnElement[int] = literal_column("-1")

DATABASE = compiled(select(versions.c.value).where(versions.c.name == literal_column("'database'")))
CHANGE = compiled(select(clinics.c.change).where(clinics.c.id == _CLINIC))
_MARK = case(
    (patients.c.legacy == literal_column("1"), literal_column("2")), else_=patients.c.asked
)
_PATIENT = select(patients.c.id, _MARK, func.coalesce(patients.c.merged_into, _NOTHING)).where(
    patients.c.clinic_id == _CLINIC
)
PATIENTS = compiled(_PATIENT.order_by(patients.c.id))
PATIENTS_SINCE = compiled(_PATIENT.where(patients.c.change > _SINCE))
"""Without an order: SQLite would read the whole table along its key rather than sort a few."""

TOUCHED = compiled(
    select(visit_lines.c.patient_id, visit_lines.c.id).where(
        visit_lines.c.clinic_id == _CLINIC, visit_lines.c.change > _SINCE
    )
)
GIVEN_AWAY = compiled(
    select(cast(amendments.c.before, Id)).where(
        amendments.c.clinic_id == _CLINIC,
        func.unlikely(amendments.c.entry_id == bindparam("entry_id")),
        amendments.c.field == literal_column("'patient_id'"),
    )
)
"""Whose a line was before it was amended to be another patient's."""

_LINE = select(
    visit_lines.c.patient_id,
    visit_lines.c.day,
    func.coalesce(visit_lines.c.paid, visit_lines.c.amount, _NOTHING),
    func.coalesce(visit_lines.c.amount, _NOTHING) >= _NOTHING,
    func.coalesce(visit_lines.c.service_id, _NOTHING),
    func.coalesce(visit_lines.c.channel_id, _NOTHING),
    func.coalesce(visit_lines.c.doctor_id, _NOTHING),
    func.coalesce(visit_lines.c.wait_min, _UNKNOWN),
    func.coalesce(visit_lines.c.rating, _UNKNOWN),
    func.coalesce(visit_lines.c.rating_scale, _NOTHING),
    case((visit_lines.c.import_id.is_(None), visit_lines.c.logged), else_=_UNKNOWN),
).where(visit_lines.c.clinic_id == _CLINIC, visit_lines.c.voided.is_(None))
LINES = compiled(_LINE.order_by(visit_lines.c.id))
LINES_OF = compiled(
    _LINE.add_columns(visit_lines.c.id).where(
        func.unlikely(visit_lines.c.patient_id == bindparam("patient_id"))
    )
)
"""Of one patient: given a list, SQLite reads the clinic's whole table along its key, and it does
so for one, too, unless it is told that few rows are his."""

_DEBT_PAID = select(
    payments.c.patient_id,
    payments.c.day,
    payments.c.amount,
    _NOTHING,
    _NOTHING,
    _NOTHING,
    _NOTHING,
    _UNKNOWN,
    _UNKNOWN,
    _NOTHING,
    _UNKNOWN,
).where(
    payments.c.clinic_id == _CLINIC,
    payments.c.voided.is_(None),
    payments.c.kind == literal_column("'debt'"),
)
DEBTS_PAID = compiled(_DEBT_PAID.order_by(payments.c.id))
"""Payments of debts, shaped as lines that are no visits: they are revenue on their own day."""

DEBTS_PAID_OF = compiled(
    _DEBT_PAID.add_columns(payments.c.id).where(
        func.unlikely(payments.c.patient_id == bindparam("patient_id"))
    )
)
PAID = compiled(
    select(payments.c.patient_id, payments.c.id).where(
        payments.c.clinic_id == _CLINIC, payments.c.change > _SINCE
    )
)

_WAITED = select(
    arrivals.c.patient_id,
    arrivals.c.day,
    arrivals.c.seated - arrivals.c.arrived,
).where(
    arrivals.c.clinic_id == _CLINIC, arrivals.c.voided.is_(None), arrivals.c.seated.is_not(None)
)
ARRIVALS = compiled(_WAITED)
ARRIVALS_OF = compiled(
    _WAITED.where(func.unlikely(arrivals.c.patient_id == bindparam("patient_id")))
)
ARRIVED = compiled(
    select(arrivals.c.patient_id, arrivals.c.id).where(
        arrivals.c.clinic_id == _CLINIC, arrivals.c.change > _SINCE
    )
)

_step = complaint_steps.c


def _at(which: Callable[[ColumnElement[int]], ColumnElement[int]], *states: str) -> Any:  # noqa: ANN401 - a scalar subquery
    """Return the first or last moment at which a complaint came into one of these states."""
    named: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in states]
    mine = (_step.clinic_id == complaints.c.clinic_id) & (_step.complaint_id == complaints.c.id)
    return select(which(_step.at)).where(mine, _step.status.in_(named)).scalar_subquery()


_ANSWERING = ("acknowledged", "investigating", "answered", "resolved", "prevented")
_COMPLAINT = select(
    complaints.c.id,
    complaints.c.voided.is_(None),
    complaints.c.day,
    complaints.c.patient_id,
    complaints.c.subject,
    complaints.c.cause,
    complaints.c.gravity,
    complaints.c.rude,
    complaints.c.status,
    complaints.c.resolved,
    complaints.c.emotion,
    complaints.c.emotion_after,
    complaints.c.outcome,
    complaints.c.contact,
    complaints.c.subjects_also,
    complaints.c.causes_also,
    complaints.c.doctor_id,
    _at(func.min, *_ANSWERING),
    _at(func.min, "resolved"),
    complaints.c.owner_saw,
    case((complaints.c.import_id.is_(None), complaints.c.logged)),
).where(complaints.c.clinic_id == _CLINIC)
COMPLAINTS = compiled(_COMPLAINT.order_by(complaints.c.id))
COMPLAINTS_SINCE = compiled(_COMPLAINT.where(complaints.c.change > _SINCE))
SETTINGS = compiled(
    select(settings.c.key, settings.c.since, settings.c.value)
    .where(settings.c.clinic_id == _CLINIC)
    .order_by(settings.c.key, settings.c.since)
)
NAMES = {
    "services": compiled(
        select(services.c.id, services.c.name, services.c.kind, services.c.recall_days)
        .where(services.c.clinic_id == _CLINIC)
        .order_by(services.c.id)
    ),
    **{
        table.name: compiled(
            select(table.c.id, table.c.name, null(), null())
            .where(table.c.clinic_id == _CLINIC)
            .order_by(table.c.id)
        )
        for table in (channels, doctors)
    },
}
