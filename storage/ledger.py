"""What the writer knows of each clinic between commits: heads that a commit builds upon.

All of it is read from the database and checked again by each commit (the change number), so that
a write of another process is noticed; none of it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, bindparam, func, select

from storage.chain import START, AuditRow, link
from storage.history_tables import audit
from storage.reader import Row
from storage.statements import Statement, compiled, insert_into, update_of
from storage.tables import clinics, staff, visit_lines
from storage.unit import DayCount, Effect, Note, Outcome, Unit

DAYS_KEPT = 32
Fetch = Callable[[Statement, dict[str, object]], list[Row]]

_CLINIC: BindParameter[int] = bindparam("clinic_id")
_HEAD = compiled(
    select(
        clinics.c.change,
        select(func.max(staff.c.change)).where(staff.c.clinic_id == _CLINIC).scalar_subquery(),
    ).where(clinics.c.id == _CLINIC)
)
_LINK = compiled(
    select(audit.c.number, audit.c.hash)
    .where(audit.c.clinic_id == _CLINIC)
    .order_by(audit.c.number.desc())
    .limit(1)
)
LINE_MONEY = func.coalesce(visit_lines.c.paid, visit_lines.c.amount, 0)
_DAY = compiled(
    select(
        visit_lines.c.patient_id,
        func.sum(func.iif(func.coalesce(visit_lines.c.amount, 0) >= 0, 1, 0)),
        func.sum(LINE_MONEY),
    )
    .where(
        visit_lines.c.clinic_id == _CLINIC,
        visit_lines.c.day == bindparam("day"),
        visit_lines.c.voided.is_(None),
    )
    .group_by(visit_lines.c.patient_id)
)
ADD_AUDIT = insert_into(audit)
SET_CHANGE = update_of(
    clinics,
    "change",
    where=(clinics.c.id == _CLINIC) & (clinics.c.change == bindparam("before")),
)


@dataclass(slots=True)
class Tally:
    """A day's count: each patient's lines that are visits, and the money of all."""

    lines: dict[int, int]
    money: int
    visits: int

    @classmethod
    def of(cls, rows: list[Row]) -> Tally:
        """Return the tally of (patient, lines, money) rows."""
        lines = {patient: count for patient, count, _ in rows}
        money = sum(amount for *_, amount in rows)
        return cls(lines, money, sum(count > 0 for count in lines.values()))

    def take(self, effect: Effect) -> DayCount:
        """Count the effect in and return the day after it."""
        before = self.lines.get(effect.patient_id, 0)
        after = before + effect.lines
        self.lines[effect.patient_id] = after
        self.visits += (after > 0) - (before > 0)
        self.money += effect.money
        return DayCount(effect.day, self.visits, self.money, after)


@dataclass(slots=True)
class Head:
    """A clinic as the last commit left it."""

    clinic_id: int
    change: int
    staff: int
    number: int
    hash: bytes
    tallies: dict[int, Tally] = field(default_factory=dict)

    def count(self, unit: Unit) -> Outcome:
        """Count a unit's effects in and return the day counts after each."""
        return tuple(self.tallies[effect.day].take(effect) for effect in unit.effects)

    def chain(self, note: Note, at: int) -> dict[str, object]:
        """Return the audit row of a note, linked to the one before."""
        detail = json.dumps(note.detail, ensure_ascii=False, sort_keys=True)
        self.number += 1
        row = AuditRow(
            self.clinic_id, self.number, at, note.author_id, note.action, note.entry_id, detail
        )
        self.hash = link(self.hash, row)
        return dict(zip(ADD_AUDIT.order, (*row, self.hash), strict=True))


class Ledger:
    """The heads of the clinics in use."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._heads: dict[int, Head] = {}

    def __getitem__(self, clinic_id: int) -> Head:
        """Return a head that ``load`` has read."""
        return self._heads[clinic_id]

    def forget(self, units: list[Unit]) -> None:
        """Drop the heads that a failed commit may have moved."""
        for unit in units:
            if unit.clinic_id is not None:
                self._heads.pop(unit.clinic_id, None)

    def lacks(self, units: list[Unit]) -> bool:
        """Return whether the units need something that is not known."""
        for unit in units:
            if unit.clinic_id is not None:
                head = self._heads.get(unit.clinic_id)
                if head is None or any(each.day not in head.tallies for each in unit.effects):
                    return True
        return False

    def load(self, units: list[Unit], fetch: Fetch) -> None:
        """Read what the units need and is not known, each clinic's change number first.

        Whoever writes after that is noticed by it when the units are committed.
        """
        self._make_room(units)
        for unit in units:
            if unit.clinic_id is None:
                continue
            if unit.clinic_id not in self._heads:
                self._heads[unit.clinic_id] = _head(unit.clinic_id, fetch)
            head = self._heads[unit.clinic_id]
            for effect in unit.effects:
                if effect.day not in head.tallies:
                    _tally(head, effect.day, fetch)

    def _make_room(self, units: list[Unit]) -> None:
        """Forget the days kept where they are many, before those of these units are read."""
        for unit in units:
            head = self._heads.get(unit.clinic_id or 0)
            if head is not None and len(head.tallies) >= DAYS_KEPT:
                head.tallies.clear()


def _head(clinic_id: int, fetch: Fetch) -> Head:
    known = fetch(_HEAD, {"clinic_id": clinic_id})
    change, staff_change = known[0] if known else (0, 0)  # one that is founded by this very unit
    last = fetch(_LINK, {"clinic_id": clinic_id})
    number, digest = last[0] if last else (0, START)
    return Head(clinic_id, change, staff_change or 0, number, digest)


def _tally(head: Head, day: int, fetch: Fetch) -> None:
    rows = fetch(_DAY, {"clinic_id": head.clinic_id, "day": day})
    head.tallies[day] = Tally.of(rows)
