"""Gathering entries: read when a metric asks for them, later only what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from metrics.kit.entries import EntryKind
from metrics.kit.fields import Known
from metrics.kit.layout import Array, Kind, Rows, taken
from metrics.kit.patients import Patients
from metrics.kit.source import Source


@dataclass
class Gathered:
    """The standing entries of one kind as they were at a change number of the clinic."""

    kind: EntryKind
    change: int
    held: Rows

    def rows(self) -> Rows:
        """Return all fields as read-only views."""
        views = {name: column[:] for name, column in self.held.items()}
        for view in views.values():
            view.flags.writeable = False
        return views

    def bytes(self) -> int:
        """Return the memory that the fields take."""
        return sum(column.nbytes for column in self.held.values())

    def move(self, moved: Array) -> None:
        """Give every entry its patient's new place."""
        for name in self.kind.people:
            places = self.held[name]
            places[places >= 0] = moved[places[places >= 0]]


class Gathering(Protocol):
    """What gathers: the columns of a clinic."""

    clinic_id: int
    change: int
    entries: dict[EntryKind, Gathered]

    def known(self) -> Known:
        """Return what ids, names and moments mean."""


def gather(columns: Gathering, source: Source, kinds: Iterable[Kind]) -> None:
    """Bring the entries of these kinds up to the columns' own state."""
    for kind in kinds:
        if isinstance(kind, EntryKind):
            held = columns.entries.get(kind)
            if held is None:
                rows, _ids = _read(columns, source, kind, None)
                columns.entries[kind] = Gathered(kind, columns.change, _by_day(rows))
            elif held.change != columns.change:
                _patch(held, columns, source)


def _patch(held: Gathered, columns: Gathering, source: Source) -> None:
    since = held.change
    if held.kind.grows:
        since = int(held.held["id"].max(initial=0))
    rows, ids = _read(columns, source, held.kind, since)
    if len(ids):
        kept = taken(held.held, ~np.isin(held.held["id"], ids))
        held.held = _by_day({name: np.concatenate((kept[name], rows[name])) for name in rows})
    held.change = columns.change


def _read(
    columns: Gathering, source: Source, kind: EntryKind, since: int | None
) -> tuple[Rows, Array]:
    """Return the standing entries that were read, and the ids of all of them."""
    found = source.entries(columns.clinic_id, kind.table, kind.columns, since)
    cells = list(zip(*found, strict=True)) or [()] * (len(kind.read) + 2)
    ids, known = np.array(cells[0], np.int64), columns.known()
    rows = {"id": ids}
    for (name, field), column in zip(kind.read.items(), cells[2:], strict=True):
        rows[name] = field.read(column, known)
    return taken(rows, np.array(cells[1], bool)), ids


def _by_day(rows: Rows) -> Rows:
    return taken(rows, np.lexsort((rows["id"], rows["day"])))


def households(patients: Patients, kinships: Rows) -> Array:
    """Return for each patient's place the first place of his household, his own if he has none."""
    first = np.arange(len(patients), dtype=np.int32)

    def head(place: int) -> int:
        while first[place] != place:
            place = int(first[place])
        return place

    for one, other in zip(kinships["patient"].tolist(), kinships["relative"].tolist(), strict=True):
        low, high = sorted((head(one), head(other)))
        first[high] = low
    for place in np.flatnonzero(first != np.arange(len(first))).tolist():
        first[place] = head(place)
    return first
