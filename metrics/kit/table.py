"""A table: sorted columns in arrays with room to spare, so that a change moves only its tail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from metrics.kit.layout import Array, Kind, Rows, taken

SPARE = 64
"""Rows of room beside the 128th part, so that growing is rare: growing copies every column."""


class Table:
    """The rows of one kind, sorted by its key; keys are unique."""

    def __init__(self, kind: Kind, types: Mapping[str, np.dtype[Any]], size: int = 0) -> None:
        """Make room for ``size`` rows, not yet filled, and some to spare."""
        self.kind = kind
        self.types = dict(types)
        self.size = size
        room = _room(size)
        self._arrays = {name: np.zeros(room, dtype) for name, dtype in self.types.items()}

    @classmethod
    def of(cls, kind: Kind, rows: Mapping[str, Array]) -> Table:
        """Return a table of rows that are sorted already."""
        table = cls(kind, kind.types(rows), len(rows[kind.sorted_by[0]]))
        for name, column in rows.items():
            table[name][:] = column
        return table

    def __getitem__(self, name: str) -> Array:
        """Return a live column; writing to it changes the table."""
        return self._arrays[name][: self.size]

    def rows(self) -> Rows:
        """Return all columns as read-only views."""
        views = {name: self[name] for name in self.types}
        for view in views.values():
            view.flags.writeable = False
        return views

    def bytes(self) -> int:
        """Return the memory that the columns take, room to spare included."""
        return sum(array.nbytes for array in self._arrays.values())

    def replace(self, old: Array, new: Mapping[str, Array]) -> None:
        """Put sorted ``new`` rows in the place of those at the ascending places ``old``.

        Rows whose key stays are written where they are. Only rows behind the first key that
        came or went are moved.
        """
        self._widen(new)
        old_keys = self.kind.key({name: self[name][old] for name in self.kind.sorted_by})
        new_keys = self.kind.key(new)
        stays = np.isin(old_keys, new_keys, assume_unique=True)
        stayed = np.isin(new_keys, old_keys, assume_unique=True)
        for name in self.types:
            self[name][old[stays]] = new[name][stayed]
        self._splice(old[~stays], taken(new, ~stayed))

    def _widen(self, new: Mapping[str, Array]) -> None:
        for name, needed in self.kind.types(new).items():
            wide = np.promote_types(self.types[name], needed)
            if wide != self.types[name]:
                self.types[name] = wide
                self._arrays[name] = self._arrays[name].astype(wide)

    def _splice(self, gone: Array, added: Mapping[str, Array]) -> None:
        lead = self.kind.sorted_by[0]
        starts = [*gone[:1], *np.searchsorted(self[lead], added[lead][:1])]
        if not starts:
            return
        start = int(min(starts))
        kept = np.ones(self.size - start, dtype=bool)
        kept[gone - start] = False
        tail = {name: self[name][start:][kept] for name in self.types}
        places = np.searchsorted(self.kind.key(tail), self.kind.key(added))
        self._resize(start + len(tail[lead]) + len(places))
        for name, column in tail.items():
            self[name][start:] = np.insert(column, places, added[name])

    def _resize(self, size: int) -> None:
        if size > len(self._arrays[self.kind.sorted_by[0]]):
            for name, array in self._arrays.items():
                self._arrays[name] = np.zeros(_room(size), array.dtype)
                self._arrays[name][: self.size] = array[: self.size]
        self.size = size


def _room(size: int) -> int:
    return size + size // 128 + SPARE
