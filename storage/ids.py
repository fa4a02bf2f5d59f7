"""Ids made by the application: 63 bits that rise with time, so that the newest is the largest."""

from __future__ import annotations

import random

from clinic.calendar import Clock

RANDOM_BITS = 22


class Ids:
    """Makes ids of 41 bits of milliseconds and 22 random bits, each larger than the last."""

    def __init__(self, clock: Clock, newest: int = 0) -> None:
        """Start behind the newest stored id: a clock set back must not turn the outbox round."""
        self._clock = clock
        self._draw = random.Random()  # noqa: S311 - ids tell rows apart and keep no secret
        self._newest = newest

    def new(self) -> int:
        """Return an id larger than every one before it."""
        timed = self._clock.now() << RANDOM_BITS | self._draw.getrandbits(RANDOM_BITS)
        self._newest = max(timed, self._newest + 1)
        return self._newest
