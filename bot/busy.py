"""Work under way, counted, so that somebody can wait until there is none."""

from __future__ import annotations

import asyncio


class Busy:
    """Counts pieces of work; ``idle`` returns when all are done."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def count(self) -> int:
        """Return how many pieces are under way."""
        return self._count

    def more(self, pieces: int = 1) -> None:
        """Count pieces that came."""
        self._count += pieces
        if self._count:
            self._idle.clear()

    def less(self, pieces: int = 1) -> None:
        """Count pieces that are done."""
        self._count -= pieces
        if not self._count:
            self._idle.set()

    async def idle(self) -> None:
        """Return when nothing is under way."""
        await self._idle.wait()
