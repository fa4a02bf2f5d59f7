"""Amending and voiding an entry, whatever kind it is, and keeping what was changed in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from storage.amendments import Change
from storage.history_tables import amendments
from storage.statements import Statement, insert_into
from storage.unit import Unit

ADD_AMENDMENT = insert_into(amendments)


class Entry(Protocol):
    """An entry as it stands: ``change`` is the clinic's change number of its last write."""

    @property
    def id(self) -> int:
        """Return its id."""

    @property
    def change(self) -> int:
        """Return the change number with which it was read."""


def differences(
    before: object, after: object, names: Iterable[str], by: tuple[int, int, bool]
) -> list[Change]:
    """Return what differs in the named fields between two states of an entry.

    ``by``: whose change it is, at which moment, and whether he edited the message.
    """
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [Change(name, was, is_, *by) for name, was, is_ in pairs if was != is_]


def keep_changes(unit: Unit, kind: str, entry_id: int, changes: Iterable[Change]) -> None:
    """Add the changes of an entry (``visit``, ``complaint``, ``praise``) to the unit."""
    for change in changes:
        unit.write(
            ADD_AMENDMENT,
            id=unit.ids.new(),
            kind=kind,
            entry_id=entry_id,
            field=change.field,
            before=json.dumps(change.before, ensure_ascii=False),
            after=json.dumps(change.after, ensure_ascii=False),
            author_id=change.author_id,
            at=change.at,
            typed=int(change.typed),
        )


class Writing(NamedTuple):
    """How one kind of entry is changed: its name, the fields that may change, two statements."""

    kind: str
    amendable: tuple[str, ...]
    amend: Statement
    void: Statement


def amend_entry(
    unit: Unit, how: Writing, entry: Entry, changed: Entry, by: tuple[int, bool]
) -> tuple[Change, ...]:
    """Write what differs, with before and after, and return the changes; none, nothing written.

    ``by``: who changes it, and whether its author edited the message that wrote it.
    """
    author_id, typed = by
    changes = differences(entry, changed, how.amendable, (author_id, unit.now, typed))
    if changes:
        after: dict[str, Any] = {name: getattr(changed, name) for name in how.amendable}
        unit.write(how.amend, entry_id=entry.id, seen=entry.change, **after)
        keep_changes(unit, how.kind, entry.id, changes)
        names = [change.field for change in changes]
        unit.note(f"{how.kind} amended", author_id, entry.id, fields=names)
    return tuple(changes)


def void_entry(unit: Unit, how: Writing, entry: Entry, author_id: int) -> None:
    """Withdraw an entry: it is kept, with who and when, and counts no more."""
    gone = {"voided": unit.now, "voided_by": author_id}
    unit.write(how.void, entry_id=entry.id, seen=entry.change, **gone)
    unit.note(f"{how.kind} voided", author_id, entry.id)
