"""Writing down what was changed in an entry, whatever kind of entry it is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from storage.amendments import Change
from storage.statements import insert_into
from storage.tables import amendments
from storage.unit import Unit

ADD_AMENDMENT = insert_into(amendments)


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
