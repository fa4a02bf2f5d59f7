"""How fast messages may go out: Telegram's limits as token buckets, which are data."""

from __future__ import annotations

import asyncio
import heapq
from dataclasses import dataclass, field

from clinic.calendar import SECOND, Clock


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` messages at once, then one each ``interval`` milliseconds."""

    interval: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits of sending (core.telegram.org/bots/faq, "How can I message all…")."""

    overall: Rate = Rate(SECOND / 30, 30)
    chat: Rate = Rate(SECOND, 5)
    group: Rate = Rate(3 * SECOND, 20)


UNLIMITED = Limits(Rate(0, 1), Rate(0, 1), Rate(0, 1))


class Bucket:
    """A token bucket: says at which moment the next message may go."""

    def __init__(self, rate: Rate) -> None:
        """Start full."""
        self._rate = rate
        self._empty_at = 0.0

    def next(self, now: int) -> int:
        """Return the moment (ms UTC) at which one more may go, and count it."""
        start = max(self._empty_at, now - self._rate.interval * (self._rate.burst - 1))
        self._empty_at = start + self._rate.interval
        return max(now, round(start))


@dataclass(order=True, slots=True)
class Place:
    """A place in line: by priority, then by who came first."""

    priority: int
    number: int
    may_go: bool = field(default=False, compare=False)
    woken: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class Gate:
    """The bucket that all chats share; when it is short, a lower priority number goes first."""

    def __init__(self, rate: Rate, clock: Clock) -> None:
        """Open with a full bucket."""
        self._rate = rate
        self._bucket = Bucket(rate)
        self._clock = clock
        self._line: list[Place] = []
        self._came = 0
        self._watched = False

    async def enter(self, priority: int) -> None:
        """Return when a message of this priority may go out."""
        if not self._rate.interval:
            return
        self._came += 1
        place = Place(priority, self._came)
        heapq.heappush(self._line, place)
        try:
            while not place.may_go:
                await self._watch_or_wait(place)
        finally:
            self._leave(place)

    async def _watch_or_wait(self, place: Place) -> None:
        """Let the first in line through at the next moment; one of the waiting does it for all."""
        if self._watched:
            await place.woken.wait()
            place.woken.clear()
            return
        self._watched = True
        try:
            moment = self._bucket.next(self._clock.now())
            if moment > self._clock.now():
                await self._clock.until(moment)
            first = heapq.heappop(self._line)
            first.may_go = True
            first.woken.set()
        finally:
            self._watched = False

    def _leave(self, place: Place) -> None:
        """Wake who watches from now on; whoever gave up waiting is no more in line."""
        if not place.may_go:
            self._line.remove(place)
            heapq.heapify(self._line)
        if self._line:
            self._line[0].woken.set()
