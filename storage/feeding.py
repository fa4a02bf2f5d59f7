"""What the feed asks the database: statements compiled once, in the order of their rows."""

from __future__ import annotations

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

from storage.history_tables import amendments
from storage.post import versions
from storage.statements import compiled
from storage.tables import (
    channels,
    clinics,
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
).where(visit_lines.c.clinic_id == _CLINIC, visit_lines.c.voided.is_(None))
LINES = compiled(_LINE.order_by(visit_lines.c.id))
LINES_OF = compiled(
    _LINE.add_columns(visit_lines.c.id).where(
        func.unlikely(visit_lines.c.patient_id == bindparam("patient_id"))
    )
)
"""Of one patient: given a list, SQLite reads the clinic's whole table along its key, and it does
so for one, too, unless it is told that few rows are his."""

_COMPLAINT = select(
    complaints.c.id,
    complaints.c.voided.is_(None),
    complaints.c.day,
    func.coalesce(complaints.c.patient_id, _NOTHING),
    complaints.c.subject,
    func.coalesce(complaints.c.cause, literal_column("''")),
    func.coalesce(complaints.c.gravity, _NOTHING),
    complaints.c.rude,
    complaints.c.status,
    func.coalesce(complaints.c.resolved, _UNKNOWN),
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
        select(services.c.id, services.c.name, services.c.kind)
        .where(services.c.clinic_id == _CLINIC)
        .order_by(services.c.id)
    ),
    **{
        table.name: compiled(
            select(table.c.id, table.c.name, null())
            .where(table.c.clinic_id == _CLINIC)
            .order_by(table.c.id)
        )
        for table in (channels, doctors)
    },
}
