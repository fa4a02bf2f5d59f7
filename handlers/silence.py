"""Strangers: one polite line, then silence for an hour; nothing of them is stored."""

from __future__ import annotations

from collections import OrderedDict

from clinic.calendar import HOUR, Clock

MOST = 20_000
"""So many strangers are remembered at once; the oldest is forgotten first."""


class Silence:
    """Says whether a stranger is answered now."""

    def __init__(self, clock: Clock) -> None:
        """Know nobody yet."""
        self._clock = clock
        self._lines: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self.silenced = 0

    def may_hear(self, person_id: int, lines: int = 1) -> bool:
        """Return whether this stranger gets an answer: so many ``lines`` an hour, no more."""
        since, heard = self._lines.get(person_id, (0, 0))
        if self._clock.now() - since >= HOUR:
            since, heard = self._clock.now(), 0
        if heard >= lines:
            self.silenced += 1
            return False
        self._lines[person_id] = (since, heard + 1)
        self._lines.move_to_end(person_id)
        if len(self._lines) > MOST:
            self._lines.popitem(last=False)
        return True
