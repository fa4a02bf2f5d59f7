"""Ids for the rows of an import, in blocks: one draw of chance for a whole chunk.

A draw a row cost a tenth of an import. Within a block ids follow each other; should the bot draw
one of them in that same millisecond, its unit is refused by the key and runs again.
"""

from __future__ import annotations

from clinic.calendar import Clock
from storage.ids import Ids


class ImportIds:
    """Makes rising ids, singly or in blocks."""

    def __init__(self, clock: Clock, newest: int) -> None:
        """Start behind the newest stored id."""
        self._clock = clock
        self._newest = newest

    def new(self) -> int:
        """Return an id larger than every one before it."""
        return self.block(1)[0]

    def block(self, count: int) -> range:
        """Return that many ids, each larger than every one before it."""
        first = Ids(self._clock, self._newest).new()
        self._newest = first + count
        return range(first, first + count)
