"""The feed: what the columns are built from, read by a process of its own.

Rows are plain tuples in the order that each method names; only standing lines are given, and
what is absent is -1 (or 0 for an id), so that they go into arrays as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union,
)

from storage.database import open_reading
from storage.post import versions
from storage.reader import Reader, Row
from storage.statements import compiled
from storage.tables import (
    amendments,
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

CHUNK = 50_000
"""Rows read at a time: a million lines at once would cost the worker 400 MB."""

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_SINCE: BindParameter[int] = bindparam("since")
_NOTHING: ColumnElement[int] = literal_column("0")
_UNKNOWN: ColumnElement[int] = literal_column("-1")
_IDS = func.json_each(bindparam("ids")).table_valued("value")

_DATABASE = compiled(
    select(versions.c.value).where(versions.c.name == literal_column("'database'"))
)
_CHANGE = compiled(select(clinics.c.change).where(clinics.c.id == _CLINIC))
_PATIENTS = compiled(
    select(patients.c.id, patients.c.legacy, func.coalesce(patients.c.merged_into, _NOTHING))
    .where(patients.c.clinic_id == _CLINIC, patients.c.change > _SINCE)
    .order_by(patients.c.id)
)
_TOUCHED_LINE = (visit_lines.c.clinic_id == _CLINIC) & (visit_lines.c.change > _SINCE)
_TOUCHED = compiled(
    union(
        select(visit_lines.c.patient_id).where(_TOUCHED_LINE),
        select(cast(amendments.c.before, Id)).where(
            amendments.c.clinic_id == _CLINIC,
            amendments.c.field == literal_column("'patient_id'"),
            amendments.c.line_id.in_(select(visit_lines.c.id).where(_TOUCHED_LINE)),
        ),
    )
)
"""Whose lines changed, and whose they were before an amendment gave them to another patient."""

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
_LINES = compiled(_LINE.order_by(visit_lines.c.id))
_LINES_OF = compiled(
    _LINE.where(visit_lines.c.patient_id.in_(select(_IDS.c.value))).order_by(visit_lines.c.id)
)
_COMPLAINTS = compiled(
    select(
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
    )
    .where(complaints.c.clinic_id == _CLINIC, complaints.c.change > _SINCE)
    .order_by(complaints.c.id)
)
_SETTINGS = compiled(
    select(settings.c.key, settings.c.since, settings.c.value)
    .where(settings.c.clinic_id == _CLINIC)
    .order_by(settings.c.key, settings.c.since)
)
_NAMES = {
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


class Feed:
    """Reads one clinic's journal at a time, row for row, and never writes."""

    def __init__(self, path: Path) -> None:
        """Open the database read-only."""
        self._connection = open_reading(path)
        self._reader = Reader(self._connection)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Show one committed state to everything that is read inside."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def database(self) -> int:
        """Return the number this database was given when it was made."""
        return _number(self._reader.one(_DATABASE)) or 0

    def change(self, clinic_id: int) -> int | None:
        """Return the clinic's change number, or None where there is no such clinic."""
        return _number(self._reader.one(_CHANGE, clinic_id=clinic_id))

    def patients(self, clinic_id: int, since: int = -1) -> list[Row]:
        """Return (id, legacy, merged into or 0) of the patients changed after ``since``."""
        return self._reader.all(_PATIENTS, clinic_id=clinic_id, since=since)

    def touched(self, clinic_id: int, since: int) -> list[int]:
        """Return the patients, before and after, of the lines changed after ``since``."""
        return [id for (id,) in self._reader.all(_TOUCHED, clinic_id=clinic_id, since=since)]

    def lines(self, clinic_id: int) -> Iterator[list[Row]]:
        """Yield all standing lines in chunks, in the order of their ids.

        A line is (patient, day, money moved, 1 if a visit and 0 if a refund, service, channel,
        doctor, wait in minutes, rating, rating's scale).
        """
        cursor = self._connection.execute(_LINES.sql, _LINES.row({"clinic_id": clinic_id}))
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk

    def lines_of(self, clinic_id: int, patient_ids: Iterable[int]) -> list[Row]:
        """Return the standing lines of these patients, shaped and ordered as ``lines`` does."""
        wanted = json.dumps(list(patient_ids))
        return self._reader.all(_LINES_OF, clinic_id=clinic_id, ids=wanted)

    def complaints(self, clinic_id: int, since: int = -1) -> list[Row]:
        """Return the complaints changed after ``since``, voided ones included.

        One is (id, 1 if it stands, day, patient, subject, cause, gravity, rude, status, day
        resolved).
        """
        return self._reader.all(_COMPLAINTS, clinic_id=clinic_id, since=since)

    def names(self, clinic_id: int, what: str) -> list[Row]:
        """Return (id, name, class or None) of the clinic's services, channels or doctors."""
        return self._reader.all(_NAMES[what], clinic_id=clinic_id)

    def settings(self, clinic_id: int) -> list[tuple[str, int, Any]]:
        """Return (key, moment since when, value) of all settings, the latest of a key last."""
        rows = self._reader.all(_SETTINGS, clinic_id=clinic_id)
        return [(key, since, json.loads(value)) for key, since, value in rows]


def _number(row: Row | None) -> int | None:
    return None if row is None else int(row[0])
