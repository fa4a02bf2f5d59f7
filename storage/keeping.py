"""Writing entries of the kinds of clinic.entries: logged, amended and voided, each with its
precondition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from clinic.calendar import day_number
from clinic.entries.kind import DAY, NOTE, EntryDraft, Kind, Shape, Values
from storage.amending import keep_changes
from storage.amendments import Change
from storage.entries import amending, voiding
from storage.journal import Journal
from storage.kept import TABLES, Kept, columns_of
from storage.statements import insert_into
from storage.unit import Unit
from storage.visits import patient_of

_ADD = {name: insert_into(table) for name, table in TABLES.items()}
_VOID = {name: voiding(table) for name, table in TABLES.items()}
_AMEND = {name: amending(table, (DAY, NOTE, *columns_of(name))) for name, table in TABLES.items()}


def log_entry(  # noqa: PLR0913 - what an entry is written with
    unit: Unit,
    journal: Journal,
    draft: EntryDraft,
    author_id: int,
    token: str,
    *,
    entry_id: int | None = None,
    more: Mapping[str, Any] | None = None,
) -> Kept:
    """Add an entry to the unit, and the patients whose codes are new; return it.

    A form's card knows its ``entry_id`` beforehand; ``more`` are columns that nobody types.
    ``token`` written twice makes the unit stale.
    """
    kind = draft.kind
    values = {**dict.fromkeys(columns_of(kind.table)), **kind.fixed, **(more or {})}
    values |= stored(unit, journal, kind, draft.values)
    kept = Kept(
        kind=kind,
        id=entry_id or unit.ids.new(),
        day=day_number(draft.day),
        note=draft.note,
        author_id=author_id,
        logged=unit.now,
        voided=None,
        voided_by=None,
        change=0,
        values=values,
        code=draft.values.get("patient"),
        codes=_codes(kind, draft.values),
    )
    shared = {"id": kept.id, "author_id": author_id, "logged": kept.logged, "token": token}
    unit.write(_ADD[kind.table], 1, **shared, **_columns(kept))
    unit.note(f"{kind.name} logged", author_id, kept.id, day=kept.day, **values)
    return kept


def stored(unit: Unit, journal: Journal, kind: Kind, values: Values) -> dict[str, Any]:
    """Return typed values as columns: codes as patients' ids, days as day numbers."""
    columns: dict[str, Any] = {}
    for field in kind.fields:
        if field.kept and field.name in values:
            value = values[field.name]
            if field.shape is Shape.PATIENT and value is not None:
                value = patient_of(unit, journal, value)
            columns[field.column] = day_number(value) if isinstance(value, date) else value
    return columns


def amend_kept(
    unit: Unit,
    journal: Journal,
    kept: Kept,
    values: Values,
    author_id: int,
    *,
    typed: bool = False,
) -> Kept:
    """Write what differs, with before and after; return it as it shall be.

    ``values`` by field, ``day`` and ``note`` among them; ``typed``: its author edited the message
    that wrote it.
    """
    changed = stored(unit, journal, kept.kind, values)
    if DAY in values and "planned" in kept.values and kept.kind.field("planned") is None:
        changed["planned"] = day_number(values[DAY])  # who did not come was expected on that day
    day = day_number(values[DAY]) if DAY in values else kept.day
    after = replace(
        kept,
        day=day,
        note=values.get(NOTE, kept.note),
        values={**kept.values, **changed},
        code=values.get("patient", kept.code),
        codes=_codes(kept.kind, values),
    )
    return amend_columns(unit, kept, after, author_id, typed)


def amend_columns(unit: Unit, kept: Kept, after: Kept, author_id: int, typed: bool = False) -> Kept:
    """Write what differs between two states of an entry; without a difference, nothing."""
    before, now = _columns(kept), _columns(after)
    changes = tuple(
        Change(name, before[name], now[name], author_id, unit.now, typed)
        for name in now
        if before[name] != now[name]
    )
    if not changes:
        return kept
    kind = kept.kind
    unit.write(_AMEND[kind.table], entry_id=kept.id, seen=kept.change, **now)
    keep_changes(unit, kind.name, kept.id, changes)
    unit.note(f"{kind.name} amended", author_id, kept.id, fields=[each.field for each in changes])
    return replace(after, newest=changes)


def void_kept(unit: Unit, kept: Kept, author_id: int) -> Kept:
    """Withdraw an entry: it is kept, with who and when, and counts no more."""
    gone = {"voided": unit.now, "voided_by": author_id}
    unit.write(_VOID[kept.kind.table], entry_id=kept.id, seen=kept.change, **gone)
    unit.note(f"{kept.kind.name} voided", author_id, kept.id)
    return replace(kept, voided=unit.now, voided_by=author_id)


def _codes(kind: Kind, values: Values) -> dict[str, str | None]:
    patients = (each.name for each in kind.fields if each.shape is Shape.PATIENT)
    return {name: values[name] for name in patients if name in values}


def _columns(kept: Kept) -> dict[str, Any]:
    return {DAY: kept.day, NOTE: kept.note, **kept.values}
