"""Patients as places: who is the how-manieth, who is merged into whom, who came before the bot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from metrics.kit.layout import Array

PatientRow = tuple[int, int, int]
"""Id, one of the marks below, id of the patient it is merged into or 0."""

UNMARKED, ASKED, LEGACY = 0, 1, 2
"""Nobody has said anything; asked where he comes from, so he is new; came before the journal.

The larger mark wins where patients are merged.
"""


class Patients:
    """All patients of a clinic by rank of their ids; a merged one stands for its target."""

    def __init__(self, ids: Array, marked: Array, merged: dict[int, int]) -> None:
        """Take ascending ids, their marks, and merges as id → id."""
        self.ids = ids
        self.marked = marked
        self.merged = merged

    @classmethod
    def of(cls, rows: Sequence[PatientRow]) -> Patients:
        """Return the patients of rows in ascending order of their ids."""
        return cls(
            np.array([id for id, _, _ in rows], np.int64),
            np.array([mark for _, mark, _ in rows], np.uint8),
            {id: target for id, _, target in rows if target},
        )

    def __len__(self) -> int:
        """Return the number of patients, merged ones included."""
        return len(self.ids)

    def root(self, id: int) -> int:
        """Return the id of the patient that this id stands for."""
        while id in self.merged:
            id = self.merged[id]
        return id

    def places(self, ids: Array) -> Array:
        """Return the places of the patients that these ids stand for."""
        places = np.searchsorted(self.ids, ids).astype(np.int32)
        if not self.merged:
            return places
        sources = np.array(sorted(self.merged), np.int64)
        targets = np.array([self.root(id) for id in sources.tolist()], np.int64)
        roots = np.arange(len(self.ids), dtype=np.int32)
        roots[np.searchsorted(self.ids, sources)] = np.searchsorted(self.ids, targets)
        found: Array = roots[places]
        return found

    def marks(self) -> Array:
        """Return for each place the strongest mark of anybody merged there."""
        marks = self.marked.copy()
        for id in self.merged:
            root = np.searchsorted(self.ids, self.root(id))
            marks[root] = max(marks[root], self.marked[np.searchsorted(self.ids, id)])
        return marks

    def members(self, roots: Iterable[int]) -> set[int]:
        """Return the ids that stand for any of these roots, themselves included."""
        wanted = set(roots)
        return wanted | {id for id in self.merged if self.root(id) in wanted}

    def take(self, rows: Sequence[PatientRow]) -> tuple[Array | None, set[int]]:
        """Take changed rows in.

        Returns where each old place is now (None where all stay), and the ids whose visits may
        count for somebody else now: the changed ones with the roots they had and have.
        """
        touched = {id for id, _, _ in rows}
        touched |= {self.root(id) for id in touched}
        moved = self._add([row for row in rows if not self._knows(row[0])])
        for id, mark, target in rows:
            self.marked[np.searchsorted(self.ids, id)] = mark
            self.merged.pop(id, None)
            if target:
                self.merged[id] = target
        return moved, touched | {self.root(id) for id in touched}

    def _knows(self, id: int) -> bool:
        place = int(np.searchsorted(self.ids, id))
        return place < len(self.ids) and int(self.ids[place]) == id

    def _add(self, rows: Sequence[PatientRow]) -> Array | None:
        if not rows:
            return None
        new = np.array([id for id, _, _ in rows], np.int64)
        before = self.ids
        at = np.searchsorted(before, new)
        self.ids = np.insert(before, at, new)
        self.marked = np.insert(self.marked, at, UNMARKED)
        if int(at[0]) == len(before):
            return None
        return np.searchsorted(self.ids, before).astype(np.int32)
