"""The demo clinic's past beside its files: entries of every kind, and what became of complaints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from clinic.calendar import Calendar, day_number
from playground.generator.aftermath import Examined
from playground.generator.books import EntryRow
from playground.generator.rows import Stamp
from storage.ids import Ids
from storage.past import Entry, amend_past, ids_in, write_past

KEPT_BY_SOMEBODY = ("promises", "measures")


@dataclass(frozen=True)
class Past:
    """Writes years that lie behind a clinic; ``keeper`` gave its promises and measures."""

    connection: Connection
    clinic_id: int
    ids: Ids
    calendar: Calendar
    keeper: int

    def write(self, rows: Iterable[EntryRow]) -> None:
        """Write entries down as the journal keeps them."""
        entries = (self._entry(row) for row in rows)
        write_past(self.connection, self.clinic_id, self.ids, entries)

    def examine(self, found: Sequence[Examined]) -> None:
        """Write down what became of the complaints, which were imported in this order."""
        ids = ids_in(self.connection, self.clinic_id, "complaints")
        told = dict(zip(ids, found, strict=True))
        changes = {id: self._columns(each.columns) for id, each in told.items()}
        amend_past(self.connection, self.clinic_id, "complaints", changes)
        self.write(row for id, each in told.items() for row in _followed(id, each))

    def stamp(self, moments: Sequence[Stamp | None]) -> None:
        """Let lines of visits, which were imported in this order, have been typed at a moment."""
        ids = ids_in(self.connection, self.clinic_id, "visit_lines")
        typed = {
            id: {"logged": self._moment(at), "import_id": None}
            for id, at in zip(ids, moments, strict=True)
            if at is not None
        }
        amend_past(self.connection, self.clinic_id, "visit_lines", typed)

    def _entry(self, row: EntryRow) -> Entry:
        kept = {"keeper_id": self.keeper} if row.table in KEPT_BY_SOMEBODY else {}
        return row.table, {"day": day_number(row.date), **self._columns(row.columns), **kept}

    def _columns(self, columns: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._value(value) for name, value in columns.items()}

    def _value(self, value: object) -> object:
        if isinstance(value, Stamp):
            return self._moment(value)
        return day_number(value) if isinstance(value, date) else value

    def _moment(self, at: Stamp) -> int:
        return self.calendar.moment_at(at.day, at.minute)


def _followed(complaint: int, found: Examined) -> Iterator[EntryRow]:
    """Yield the steps of a complaint and its measure."""
    for step in found.steps:
        columns = {"complaint_id": complaint, "status": step.status, "at": step.at}
        yield EntryRow("complaint_steps", step.at.day, columns)
    if found.measure is not None:
        due = found.measure["due"]
        yield EntryRow("measures", due, {"complaint_id": complaint, **found.measure})
