"""Waiting for another process: it can only be asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


async def becomes(true: Callable[[], Awaitable[bool]], within: float, pause: float = 0.1) -> bool:
    """Return whether the question is answered with yes within so many seconds."""
    try:
        async with asyncio.timeout(within):
            while True:
                if await true():
                    return True
                await asyncio.sleep(pause)
    except TimeoutError:
        return False
