"""The journal of one clinic, as it is committed: every read is bound to that clinic."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from sqlalchemy import Table, bindparam, func, select

from clinic.catalogue import Catalogue, Channel, Doctor, Service, ServiceClass
from storage.entries import by_id, by_token, newest_standing, standing_on
from storage.ids import RANDOM_BITS
from storage.reader import Reader, Row
from storage.statements import CLINIC as CLINIC
from storage.statements import Statement, compiled
from storage.tables import channels, doctors, patients, services, staff, visit_lines


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient by code; ``key`` is the code as it is searched."""

    id: int
    code: str
    legacy: bool


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line of a visit as it stands; day as days since 1970, money in minor units."""

    id: int
    patient_id: int
    code: str
    day: int
    service_id: int | None
    amount: int | None
    paid: int | None
    discount: int | None
    quote: int | None
    channel_id: int | None
    doctor_id: int | None
    wait_min: int | None
    rating: float | None
    rating_scale: int | None
    referrer: str | None
    note: str
    author_id: int
    logged: int
    voided: int | None
    voided_by: int | None
    change: int

    @property
    def money(self) -> int:
        """Return what was paid, in minor units."""
        return (self.amount or 0) if self.paid is None else self.paid

    @property
    def counts(self) -> int:
        """Return 1 where the line is part of a visit; a refund is none."""
        return int((self.amount or 0) >= 0)


_LINE = [field.name for field in fields(VisitLine)]
_BY_ID = by_id(visit_lines, _LINE)
_BY_TOKEN = by_token(visit_lines, _LINE)
_STANDING_BY_AUTHOR = newest_standing(visit_lines, _LINE)
_OF_DAY = standing_on(visit_lines, _LINE)
_typed = patients.alias("typed")
_PATIENT = compiled(
    select(patients.c.id, patients.c.code, patients.c.legacy)
    .select_from(
        _typed.join(
            patients,
            (patients.c.clinic_id == CLINIC)
            & (patients.c.id == func.coalesce(_typed.c.merged_into, _typed.c.id)),
        )
    )
    .where(_typed.c.clinic_id == CLINIC, _typed.c.key == bindparam("key"))
)
"""A code that was merged into another finds that one; none points to one that points on."""
_STAFF = compiled(select(staff.c.id, staff.c.name).where(staff.c.clinic_id == CLINIC))


def _catalogue_of(table: Table, *extra: str) -> Statement:
    names = ["id", "name", "aliases", "hidden", *extra]
    return compiled(
        select(*[table.c[name] for name in names])
        .where(table.c.clinic_id == CLINIC)
        .order_by(table.c.id)
    )


_SERVICES = _catalogue_of(services, "kind", "price", "recall_days")
_CHANNELS = _catalogue_of(channels)
_DOCTORS = _catalogue_of(doctors, "person_id")


class Journal:
    """Reads one clinic's entries, patients and catalogue."""

    def __init__(self, clinic_id: int, reader: Reader) -> None:
        """Bind to a clinic: no read of this journal can leave it."""
        self.clinic_id = clinic_id
        self._reader = reader

    def patient(self, key: str) -> Patient | None:
        """Return the patient of a code (as ``clinic.text.folded`` gives it), or None.

        Of a code that was merged it is whom it stands for now.
        """
        row = self.one(_PATIENT, key=key)
        return Patient(row[0], row[1], bool(row[2])) if row else None

    def line(self, line_id: int) -> VisitLine | None:
        """Return a line of a visit, voided or not."""
        return _line(self.one(_BY_ID, id=line_id))

    def line_by_token(self, token: str) -> VisitLine | None:
        """Return the line that this very message or tap has written already."""
        return _line(self.one(_BY_TOKEN, token=token))

    def newest_of(self, author_id: int, since: int) -> VisitLine | None:
        """Return the author's newest standing line logged since a moment (ms UTC)."""
        first = since << RANDOM_BITS  # ids rise with time: only the last day's are walked through
        return _line(self.one(_STANDING_BY_AUTHOR, author_id=author_id, first=first))

    def lines_of(self, day: int) -> list[VisitLine]:
        """Return the standing lines of a day in the order they were logged."""
        return [VisitLine(*row) for row in self.all(_OF_DAY, day=day)]

    def catalogue(self) -> Catalogue:
        """Return services, channels and doctors, hidden ones included."""
        return Catalogue(
            services=tuple(
                Service(i, name, ServiceClass(kind), price, _aliases(text), bool(hidden), days)
                for i, name, text, hidden, kind, price, days in self.all(_SERVICES)
            ),
            channels=tuple(
                Channel(i, name, _aliases(text), bool(hidden))
                for i, name, text, hidden in self.all(_CHANNELS)
            ),
            doctors=tuple(
                Doctor(i, name, _aliases(text), bool(hidden), person_id)
                for i, name, text, hidden, person_id in self.all(_DOCTORS)
            ),
        )

    def names(self) -> dict[int, str]:
        """Return the names of everybody who works or worked here, by Telegram id."""
        return dict(self.all(_STAFF))

    def one(self, statement: Statement, **values: object) -> Row | None:
        """Return the only row of this clinic that a statement finds, or None."""
        return self._reader.one(statement, clinic_id=self.clinic_id, **values)

    def all(self, statement: Statement, **values: object) -> list[Row]:
        """Return the rows of this clinic that a statement finds; ``clinic_id`` is bound here."""
        return self._reader.all(statement, clinic_id=self.clinic_id, **values)


def _line(row: Row | None) -> VisitLine | None:
    return VisitLine(*row) if row else None


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
