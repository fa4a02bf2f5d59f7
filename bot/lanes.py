"""Inbox → handler: a lane per chat, oldest first, different chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.busy import Busy
from bot.logs import where
from bot.tasks import Tasks
from storage.mail import Arrival

log = logging.getLogger(__name__)

GUESTS_AT_ONCE = 4
"""So many lanes of people without a role run side by side: a crowd of them delays nobody."""


class Lanes:
    """Keeps the order within each chat."""

    def __init__(
        self,
        tasks: Tasks,
        handle: Callable[[Arrival], Awaitable[None]],
        is_known: Callable[[int], bool],
    ) -> None:
        """Take who handles an update, and whether a chat belongs to somebody with a role."""
        self._tasks = tasks
        self._handle = handle
        self._is_known = is_known
        self._waiting: dict[int, deque[Arrival]] = {}
        self._guests = asyncio.Semaphore(GUESTS_AT_ONCE)
        self._stopping = False
        self.taken = 0
        self.busy = Busy()

    def put(self, arrivals: list[Arrival]) -> None:
        """Take updates that are on disk, in their order of arrival."""
        self.busy.more(len(arrivals))
        self.taken += len(arrivals)
        for arrival in arrivals:
            lane = self._waiting.get(arrival.chat_id)
            if lane is not None:
                lane.append(arrival)
                continue
            self._waiting[arrival.chat_id] = deque([arrival])
            self._tasks.create_task(self._run(arrival.chat_id))

    def stop(self) -> None:
        """Finish what is under way and begin nothing more: what waits is on disk."""
        self._stopping = True

    async def _run(self, chat_id: int) -> None:
        lane = self._waiting[chat_id]
        while lane and not self._stopping:
            await self._attend(lane[0])
            lane.popleft()
            self.busy.less()
        del self._waiting[chat_id]

    async def _attend(self, arrival: Arrival) -> None:
        """Handle an update; whatever happens, the next one of its chat has its turn."""
        try:
            if self._is_known(arrival.chat_id):
                return await self._handle(arrival)
            async with self._guests:
                await self._handle(arrival)
        except Exception as fault:
            log.error("update %d waits for the next start: %s", arrival.update_id, where(fault))
