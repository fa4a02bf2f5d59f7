"""A table: sorted columns in arrays with room to spare, so that a change moves only its tail.

All columns lie in one piece of memory: the system gives a large one in large pages, which a fresh
process has sooner.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import numpy as np

from metrics.kit.layout import Array, Kind, Rows, taken

SPARE = 64
"""Rows of room beside the 128th part, so that growing is rare: growing copies every column."""

ALIGNED = 8
"""Bytes: every column begins at a multiple of the widest number."""


class Table:
    """The rows of one kind, sorted by its key; keys are unique."""

    def __init__(self, kind: Kind, types: Mapping[str, np.dtype[Any]], size: int = 0) -> None:
        """Make room for ``size`` rows, not yet filled, and some to spare."""
        self.kind = kind
        self.types = dict(types)
        self.size = size
        self._arrays = _arrays(self.types, _room(size))

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
        needed = self.kind.types(new)
        wide = {name: np.promote_types(had, needed[name]) for name, had in self.types.items()}
        if wide != self.types:
            self.types = wide
            self._move(self._held())

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
        if size > self._held():
            self._move(_room(size))
        self.size = size

    def _held(self) -> int:
        return len(self._arrays[self.kind.sorted_by[0]])

    def _move(self, room: int) -> None:
        """Copy all rows to arrays of the table's types with so much room."""
        moved = _arrays(self.types, room)
        for name, array in moved.items():
            array[: self.size] = self[name]
        self._arrays = moved


def _room(size: int) -> int:
    return size + size // 128 + SPARE


def _arrays(types: Mapping[str, np.dtype[Any]], room: int) -> dict[str, Array]:
    """Return columns of so many zeros, in one piece of memory."""
    sizes = [-(-room * dtype.itemsize // ALIGNED) * ALIGNED for dtype in types.values()]
    starts = [0, *accumulate(sizes)]
    memory = np.zeros(starts[-1], np.uint8)
    return {
        name: memory[start : start + room * dtype.itemsize].view(dtype)
        for (name, dtype), start in zip(types.items(), starts, strict=False)
    }
