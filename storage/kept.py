"""Entries of the kinds of clinic.entries as they stand, read by id, token, author and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from clinic.entries.kind import Kind
from clinic.entries.kinds import KINDS, kinds_of
from storage.amendments import Change
from storage.entries import by_id, by_token, newest_standing, standing_on
from storage.ids import RANDOM_BITS
from storage.journal import Journal
from storage.reader import Row
from storage.shapes import metadata
from storage.statements import Statement

SHARED = ("id", "day", "note", "author_id", "logged", "voided", "voided_by", "change")
_UNREAD = frozenset({*SHARED, "clinic_id", "token", "import_id", "fingerprint"})


@dataclass(frozen=True)
class Kept:
    """An entry as it stands; ``values`` by column: ids of what it refers to, days as numbers.

    ``code`` is the patient's; ``codes`` are those that this unit writes, by field, and ``newest``
    its changes: both are not committed yet.
    """

    kind: Kind
    id: int
    day: int
    note: str
    author_id: int
    logged: int
    voided: int | None
    voided_by: int | None
    change: int
    values: Mapping[str, Any]
    code: str | None = None
    newest: tuple[Change, ...] = field(default=(), compare=False)
    codes: Mapping[str, str | None] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class _Asked:
    """How one table is asked; ``columns`` are its own."""

    columns: tuple[str, ...]
    has_patient: bool
    by_id: Statement
    by_token: Statement
    newest: Statement
    of_day: Statement


def _asked_of(table: Table) -> _Asked:
    own = tuple(column.name for column in table.columns if column.name not in _UNREAD)
    has_patient = "patient_id" in own
    names = [*SHARED, *own, *(["code"] if has_patient else [])]
    asked = (by_id, by_token, newest_standing, standing_on)
    return _Asked(own, has_patient, *(ask(table, names) for ask in asked))


TABLES = {kind.table: metadata.tables[kind.table] for kind in KINDS}
_ASKED = {name: _asked_of(table) for name, table in TABLES.items()}


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns that a table of entries has of its own."""
    return _ASKED[table].columns


def kept_by_id(journal: Journal, entry_id: int) -> Kept | None:
    """Return an entry of any of these kinds, voided or not."""
    found = (_read(name, journal.one(asked.by_id, id=entry_id)) for name, asked in _ASKED.items())
    return next((kept for kept in found if kept is not None), None)


def kept_by_token(journal: Journal, token: str) -> Kept | None:
    """Return the entry that this very message or form has written already."""
    found = (
        _read(name, journal.one(asked.by_token, token=token)) for name, asked in _ASKED.items()
    )
    return next((kept for kept in found if kept is not None), None)


def newest_kept(journal: Journal, author_id: int, since: int) -> Kept | None:
    """Return the author's newest standing entry logged since a moment (ms UTC)."""
    first = since << RANDOM_BITS
    found = [
        _read(name, journal.one(asked.newest, author_id=author_id, first=first))
        for name, asked in _ASKED.items()
    ]
    standing = [kept for kept in found if kept is not None]
    return max(standing, key=lambda kept: (kept.logged, kept.id), default=None)


def kept_on(journal: Journal, day: int) -> list[Kept]:
    """Return the standing entries of a day in the order they were logged."""
    return sorted(_of_day(journal, day), key=lambda kept: kept.id)


def _of_day(journal: Journal, day: int) -> Iterator[Kept]:
    for name, asked in _ASKED.items():
        for row in journal.all(asked.of_day, day=day):
            if (kept := _read(name, row)) is not None:
                yield kept


def standing_kept(journal: Journal, table: str, day: int) -> list[Kept]:
    """Return the standing entries of one table on a day, in the order they were logged."""
    rows = journal.all(_ASKED[table].of_day, day=day)
    return [kept for kept in (_read(table, row) for row in rows) if kept is not None]


def _read(table: str, row: Row | None) -> Kept | None:
    if row is None:
        return None
    asked, shared = _ASKED[table], len(SHARED)
    values = dict(zip(asked.columns, row[shared:], strict=False))
    code = row[-1] if asked.has_patient else None
    known: dict[str, Any] = dict(zip(SHARED, row[:shared], strict=True))
    return Kept(kind=_kind_of(table, values), values=values, code=code, **known)


def _kind_of(table: str, values: Mapping[str, Any]) -> Kind:
    """Return which of the kinds that share the table a row is."""
    sharing = kinds_of(table)
    fitting = (each for each in sharing if all(values[k] == v for k, v in each.fixed.items()))
    return next(fitting, sharing[0])
