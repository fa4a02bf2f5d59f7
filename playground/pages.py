"""The browser chat: serves the page, tells it what changes, and lets its people act.

The websocket /play/ws carries JSON objects. To the page: first {"kind": "state", "people",
"chats", "messages"}, then one object a change: the events of World.listen with their name as
"kind" ("person" and "chat" under a key of that name), and {"kind": "refused", "person", "why"}
when an act could not be done. From the page: {"act", "person", "chat", ...}, where act is one of
ACTS and the rest is what POST /play/<act> takes (playground/control.py).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from playground import remote
from playground.page_views import state, told
from playground.wire import Wire
from playground.world import World

Outgoing = asyncio.Queue[Wire | None]
PAGE = Path(__file__).with_name("page")
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# The page stands alone: whatever is written into it, it loads nothing from elsewhere.
RULES = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
ACTS = {
    "send": remote.send,
    "start": remote.start,
    "edit": remote.edit,
    "tap": remote.tap,
    "press": remote.press,
    "choose": remote.choose,
    "copy": remote.copy,
    "scan": remote.scan,
    "photo": remote.send_photo,
    "album": remote.send_album,
    "document": remote.send_document,
    "block": remote.block,
}
# A document of 20 MB, the most that a bot may download, as base64 within JSON.
LARGEST_ACT = 28 * 1024 * 1024
# A page that lags this far behind is let go: it comes back by itself and begins anew.
LONGEST_BACKLOG = 5_000


def page_routes(world: World) -> list[web.RouteDef]:
    """Return the routes of the page: itself, its parts, and the websocket."""

    async def index(_request: web.Request) -> web.Response:
        return _part("index.html")

    async def part(request: web.Request) -> web.Response:
        return _part(request.match_info["name"])

    async def talk(request: web.Request) -> web.WebSocketResponse:
        return await _talk(world, request)

    return [
        web.get("/", index),
        web.get("/page/{name}", part),
        web.get("/play/ws", talk),
    ]


def _part(name: str) -> web.Response:
    file = PAGE / name
    if file.parent != PAGE or file.suffix not in KINDS or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=file.read_bytes(), headers={**RULES, "Content-Type": KINDS[file.suffix]}
    )


async def _talk(world: World, request: web.Request) -> web.WebSocketResponse:
    if not _from_here(request):
        raise web.HTTPForbidden(text="the playground talks only to its own page")
    socket = web.WebSocketResponse(heartbeat=30, max_msg_size=LARGEST_ACT)
    await socket.prepare(request)
    outgoing: Outgoing = asyncio.Queue()
    async with asyncio.TaskGroup() as tasks:
        with _listening(world, outgoing):
            tasks.create_task(_send(socket, outgoing))
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    _act(world, frame.data, outgoing)
    return socket


def _from_here(request: web.Request) -> bool:
    """Tell whether no other site's page is asking: browsers always name the origin."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _act(world: World, frame: str, outgoing: Outgoing) -> None:
    act: Wire = {}
    try:
        act = json.loads(frame)
        ACTS[act.pop("act")](world, act)
    except (LookupError, TypeError, ValueError) as error:
        outgoing.put_nowait({"kind": "refused", "person": act.get("person"), "why": str(error)})


@contextmanager
def _listening(world: World, outgoing: Outgoing) -> Iterator[None]:
    """Put the state and then every change into the queue; at the end, None."""

    def listen(event: str, payload: Wire) -> None:
        for change in told(world, event, payload):
            outgoing.put_nowait(change)

    outgoing.put_nowait(state(world))
    stop = world.listen(listen)
    try:
        yield
    finally:
        stop()
        outgoing.put_nowait(None)


async def _send(socket: web.WebSocketResponse, outgoing: Outgoing) -> None:
    while (change := await outgoing.get()) is not None:
        if socket.closed or outgoing.qsize() > LONGEST_BACKLOG:
            break
        try:
            await socket.send_json(change)
        except ConnectionError:
            break
    await socket.close()
