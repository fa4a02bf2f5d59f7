"""A proxy between bot and Bot API that makes poison of marked updates."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

MARK = "poison "
Update = dict[str, Any]
LONGEST_CALL = 60


def _with(**fields: object) -> Callable[[Update], Update]:
    def poisoned(update: Update) -> Update:
        return {**update, "message": {**update["message"], **fields}}

    return poisoned


POISONS: dict[str, Callable[[Update], Update]] = {
    "a date in words": _with(date="yesterday"),
    "a chat that is a word": _with(chat="here"),
    "a chat beyond 64 bits": _with(chat={"id": 1 << 70, "type": "private"}),
    "a sender that is a number": _with(**{"from": 7}),
    "half a letter": _with(text="100000 hygiene \ud800"),
    "a text that is a list": _with(text=["1042", "hygiene"]),
    "no message": lambda update: {"update_id": update["update_id"], "message": None},
    "an unknown kind": lambda update: {"update_id": update["update_id"], "surprise": {"chat": 5}},
}
"""What becomes of an update whose text is the mark and one of these names."""


def poisoned(update: Update) -> Update:
    """Return the update, spoilt where it is marked."""
    message = update.get("message") or {}
    text = message.get("text", "")
    if text.startswith(MARK):
        return POISONS[text.removeprefix(MARK)](update)
    return update


@asynccontextmanager
async def proxy(address: str) -> AsyncIterator[str]:
    """Pass every call on to the address while the context lasts; yields its own address."""
    limit = aiohttp.ClientTimeout(total=LONGEST_CALL)
    async with aiohttp.ClientSession(timeout=limit) as session:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", _passing(session, address))
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


def _passing(
    session: aiohttp.ClientSession, address: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        kept = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        given, path = await request.read(), request.path
        try:
            async with session.request(
                request.method, address + path, data=given, headers=kept
            ) as response:
                status, body = response.status, await response.read()
        except aiohttp.ClientError:
            return web.Response(status=502)
        body = _spoilt(body) if path.endswith("/getUpdates") else body
        return web.Response(status=status, body=body, content_type="application/json")

    return answer


def _spoilt(body: bytes) -> bytes:
    answer = json.loads(body)
    if answer.get("ok"):
        answer["result"] = [poisoned(update) for update in answer["result"]]
    return json.dumps(answer).encode()
