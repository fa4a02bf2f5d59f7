"""Background work that somebody keeps: its faults are logged, and it ends with the application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.logs import where

log = logging.getLogger(__name__)


class Tasks:
    """Holds tasks until they are done."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._held: set[asyncio.Task[Any]] = set()

    def create_task(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start work and hold it."""
        task = asyncio.get_running_loop().create_task(work)
        self._held.add(task)
        task.add_done_callback(self._done)
        return task

    async def end(self, seconds: float) -> None:
        """Wait for everything, then cancel what is left and wait for that."""
        if self._held:
            await asyncio.wait(self._held, timeout=seconds)
        left = [task for task in self._held if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._held.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("background work failed: %s", where(fault))
