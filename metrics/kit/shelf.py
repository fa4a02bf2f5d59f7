"""The shelf: the columns of the clinics in use, kept true to the journal and on disk."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from metrics.kit.columns import Columns
from metrics.kit.layout import Kind
from metrics.kit.patch import current
from metrics.kit.snapshot import load, save
from metrics.kit.source import Source

log = logging.getLogger(__name__)

MOST_BYTES = 192 << 20
"""Clinics not asked about for longest are put away beyond this."""

OFTEN = 500
"""Changes after which a snapshot is written again; patching them takes a tenth of a second."""


class Shelf:
    """Holds columns by clinic; what it hands out is as the journal stands now."""

    def __init__(self, source: Source, folder: Path) -> None:
        """Read from the source; keep snapshots in the folder."""
        self._source = source
        self._folder = folder
        self._held: OrderedDict[int, Columns] = OrderedDict()
        self._saved: dict[int, int] = {}

    def state(self, clinic_id: int) -> tuple[int, int]:
        """Return the numbers of the database and of the clinic's last change.

        Raises KeyError where there is no such clinic.
        """
        change = self._source.change(clinic_id)
        if change is None:
            raise KeyError(clinic_id)
        return self._source.database(), change

    def columns(self, clinic_id: int, reads: Iterable[Kind] = ()) -> Columns:
        """Return a clinic's columns, with the entries of these kinds.

        Raises KeyError where there is no such clinic.
        """
        if clinic_id < 0:  # a room for practice vanishes whole, and may be another one already
            return current(None, self._source, clinic_id, reads)
        held = self._held.pop(clinic_id, None) or self._loaded(clinic_id)
        columns = current(held, self._source, clinic_id, reads)
        if columns is not held:
            self._saved.pop(clinic_id, None)
        self._held[clinic_id] = columns
        return columns

    def tidy(self) -> None:
        """Write snapshots that are far behind, and put away what has not been asked for."""
        for columns in list(self._held.values()):
            if columns.change - self._saved.get(columns.clinic_id, -OFTEN) >= OFTEN:
                self._save(columns)
        while len(self._held) > 1 and self._bytes() > MOST_BYTES:
            _clinic, columns = self._held.popitem(last=False)
            self._save(columns)

    def close(self) -> None:
        """Write what ``tidy`` would, and put everything away."""
        self.tidy()
        self._held.clear()

    def _loaded(self, clinic_id: int) -> Columns | None:
        loaded = load(self._folder, clinic_id)
        if loaded is not None:
            self._saved[clinic_id] = loaded.change
        return loaded

    def _save(self, columns: Columns) -> None:
        """Write a snapshot; without one the next start is slower, so a full disk is no fault."""
        if self._saved.get(columns.clinic_id) == columns.change:
            return
        try:
            save(columns, self._folder)
            self._saved[columns.clinic_id] = columns.change
        except OSError as error:
            log.warning("no snapshot of clinic %s: %s", columns.clinic_id, error.strerror)

    def _bytes(self) -> int:
        return sum(columns.bytes() for columns in self._held.values())
