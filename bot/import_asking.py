"""Asking the process of files: one request, what it says on the way, and its answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from bot.importing import PATIENCE, ROOT
from clinic.importing.refusals import TooHard, Unread

LINE_LIMIT = 1 << 24
OnTheWay = Callable[[int], Awaitable[None]]


async def _unheard(_done: int) -> None:
    """Hear nothing of what is done so far."""


async def ask(
    request: dict[str, Any], on_the_way: OnTheWay = _unheard, seconds: float = PATIENCE
) -> dict[str, Any]:
    """Return what the process answers; it is ended with whoever asks.

    Raises Unread with what it refused, TooHard where it took too much memory or time.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.import_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        limit=LINE_LIMIT,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            return await _answer(process, json.dumps(request).encode() + b"\n", on_the_way)
    except (TimeoutError, ConnectionError, EOFError) as fault:
        raise TooHard from fault
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _answer(
    process: asyncio.subprocess.Process, asked: bytes, on_the_way: OnTheWay
) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(asked)
    await process.stdin.drain()
    while line := await process.stdout.readline():
        said: dict[str, Any] = json.loads(line)
        if "refusal" in said:
            raise Unread(reason=said["refusal"])
        if "done" not in said:
            return said
        await on_the_way(said["done"])
    raise EOFError
