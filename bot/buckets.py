"""How fast messages may go out: Telegram's limits as token buckets, which are data."""

from __future__ import annotations

import asyncio
import heapq
from dataclasses import dataclass

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


class Gate:
    """The bucket that all chats share; when it is short, a lower priority number goes first."""

    def __init__(self, rate: Rate, clock: Clock) -> None:
        """Open with a full bucket."""
        self._rate = rate
        self._bucket = Bucket(rate)
        self._clock = clock
        self._waiting: list[tuple[int, int, asyncio.Event]] = []
        self._order = 0
        self._serving = False

    async def enter(self, priority: int) -> None:
        """Return when a message of this priority may go out."""
        if not self._rate.interval:
            return
        turn = asyncio.Event()
        self._order += 1
        heapq.heappush(self._waiting, (priority, self._order, turn))
        if not self._serving:
            await self._serve()
        await turn.wait()

    async def _serve(self) -> None:
        """Let the waiting through one by one; whoever came first does it for all."""
        self._serving = True
        try:
            while self._waiting:
                moment = self._bucket.next(self._clock.now())
                if moment > self._clock.now():
                    await self._clock.until(moment)
                heapq.heappop(self._waiting)[2].set()
        finally:
            self._serving = False
