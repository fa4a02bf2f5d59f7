"""Prevention measures: read by complaint and by keeper, planned, done, dropped and judged."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from clinic.measure import EFFECT_AFTER, Effect
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, insert_into, update_of
from storage.unit import Unit
from storage.work_tables import measures


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it stands: ``due`` is a day's number, ``done`` and ``dropped`` in ms UTC."""

    id: int
    complaint_id: int
    kind: str
    note: str
    keeper_id: int
    due: int
    author_id: int
    at: int
    done: int | None = None
    dropped: int | None = None
    effect_30: str | None = None
    effect_90: str | None = None

    @property
    def waits(self) -> bool:
        """Return whether it is still to be done."""
        return self.done is None and self.dropped is None

    def effect_after(self, days: int) -> str | None:
        """Return what was said about its effect after 30 or 90 days."""
        return self.effect_30 if days == EFFECT_AFTER[0] else self.effect_90


_FIELDS = [field.name for field in fields(Measure)]
_own = measures.c.clinic_id == CLINIC
_one: ColumnElement[bool] = _own & (measures.c.id == bindparam("measure_id"))
_standing: ColumnElement[bool] = measures.c.dropped.is_(None)
_waiting: ColumnElement[bool] = _standing & measures.c.done.is_(None)
ADD_MEASURE = insert_into(measures)
DO_MEASURE = update_of(measures, "done", "change", where=_one & _waiting)
DROP_MEASURE = update_of(measures, "dropped", "change", where=_one & _waiting)
WORD_MEASURE = update_of(measures, "note", "change", where=_one & _standing)
PASS_ON = update_of(measures, "keeper_id", "change", where=_one & _waiting)
JUDGE = {
    days: update_of(
        measures, f"effect_{days}", "change", where=_one & measures.c[f"effect_{days}"].is_(None)
    )
    for days in EFFECT_AFTER
}
_BY_ID = compiled(
    select(*(measures.c[name] for name in _FIELDS)).where(_own, measures.c.id == bindparam("id"))
)
_NEWEST = compiled(
    select(*(measures.c[name] for name in _FIELDS))
    .where(_own, measures.c.complaint_id == bindparam("complaint_id"), _standing)
    .order_by(measures.c.id.desc())
    .limit(1)
)
_KEPT_BY = compiled(
    select(*(measures.c[name] for name in _FIELDS))
    .where(_own, measures.c.keeper_id == bindparam("keeper_id"), _waiting)
    .order_by(measures.c.due, measures.c.id)
)
"""Reads all measures of a clinic, which are few, and only when somebody leaves."""


def measure_by_id(journal: Journal, measure_id: int) -> Measure | None:
    """Return a measure, dropped or not."""
    return _measure(journal.one(_BY_ID, id=measure_id))


def measure_of(journal: Journal, complaint_id: int) -> Measure | None:
    """Return the newest standing measure of a complaint, as it is committed, or None."""
    return _measure(journal.one(_NEWEST, complaint_id=complaint_id))


def kept_by(journal: Journal, keeper_id: int) -> list[Measure]:
    """Return the measures that a person is still to do, what is due first first."""
    return [Measure(*row) for row in journal.all(_KEPT_BY, keeper_id=keeper_id)]


def add_measure(unit: Unit, measure: Measure) -> None:
    """Add a measure to the unit."""
    values: dict[str, Any] = {name: getattr(measure, name) for name in _FIELDS}
    unit.write(ADD_MEASURE, **values)
    _note(unit, "measure planned", measure, measure.author_id)


def do_measure(unit: Unit, measure: Measure, author_id: int) -> Measure:
    """Say that it is done; one that was done or dropped meanwhile makes the unit stale."""
    unit.write(DO_MEASURE, measure_id=measure.id, done=unit.now)
    _note(unit, "measure done", measure, author_id)
    return replace(measure, done=unit.now)


def drop_measure(unit: Unit, measure: Measure, author_id: int) -> None:
    """Let it be done no more; one that was done or dropped meanwhile makes the unit stale."""
    unit.write(DROP_MEASURE, measure_id=measure.id, dropped=unit.now)
    _note(unit, "measure dropped", measure, author_id)


def word_measure(unit: Unit, measure: Measure, note: str, author_id: int) -> Measure:
    """Say in words what is done."""
    unit.write(WORD_MEASURE, measure_id=measure.id, note=note)
    _note(unit, "measure worded", measure, author_id)
    return replace(measure, note=note)


def pass_measure_on(unit: Unit, measure: Measure, keeper_id: int, author_id: int) -> None:
    """Let somebody else keep it."""
    unit.write(PASS_ON, measure_id=measure.id, keeper_id=keeper_id)
    unit.note("measure passed on", author_id, measure.complaint_id, keeper=keeper_id)


def judge_measure(
    unit: Unit, measure: Measure, days: int, effect: Effect, author_id: int
) -> Measure:
    """Say after 30 or 90 days whether it helped, once; said meanwhile makes the unit stale."""
    unit.write(JUDGE[days], 1, measure_id=measure.id, **{f"effect_{days}": effect.value})
    _note(unit, f"effect after {days} days", measure, author_id)
    values: dict[str, Any] = {f"effect_{days}": effect.value}
    return replace(measure, **values)


def _note(unit: Unit, action: str, measure: Measure, author_id: int) -> None:
    unit.note(action, author_id, measure.complaint_id, kind=measure.kind, due=measure.due)


def _measure(row: Row | None) -> Measure | None:
    return Measure(*row) if row else None
