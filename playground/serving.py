"""Answers calls of the Bot API: finds bot and method, lets the knobs interfere, writes JSON."""

import asyncio
import json
from inspect import isawaitable

from aiohttp import web

from playground import errors
from playground.asked import Asked
from playground.bots import Bot
from playground.errors import Refused
from playground.knobs import Fault
from playground.methods.method import Method, Raw
from playground.methods.table import TABLE
from playground.reading import read_call
from playground.wire import Wire
from playground.world import Call, World

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_JSON = {"Content-Type": "application/json"}


class Serving:
    """The Bot API of one world."""

    def __init__(self, world: World) -> None:
        """Answer for the bots of this world."""
        self._world = world

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request to /bot<token>/<method>."""
        try:
            bot, method = self._find(request)
            asked = await read_call(request, method.name)
        except Refused as refused:
            return _refusal(refused)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(errors.TOO_LARGE)
        return await self._perform(request, bot, method, asked)

    async def call(self, bot: Bot, name: str, values: Wire) -> object:
        """Run a method for a bot and return its result; Refused as over HTTP."""
        method = TABLE.get(name.lower())
        if method is None:
            raise errors.NO_METHOD
        return await self._run(bot, method, Asked(method.name, values))

    async def download(self, request: web.Request) -> web.Response:
        """Answer one request to /file/bot<token>/<path>."""
        known = request.match_info["token"] in self._world.bots
        stored = self._world.files.at(request.match_info["path"]) if known else None
        if stored is None:
            return _refusal(errors.NOT_FOUND if known else errors.UNAUTHORIZED)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _find(self, request: web.Request) -> tuple[Bot, Method]:
        token, name = request.match_info["token"], request.match_info["method"]
        bot = self._world.bots.get(token)
        if bot is None:
            raise errors.UNAUTHORIZED if ":" in token else errors.TOKEN_WRONG
        method = TABLE.get(name.lower())
        if method is None:
            raise errors.NO_METHOD
        return bot, method

    async def _perform(
        self, request: web.Request, bot: Bot, method: Method, asked: Asked
    ) -> web.Response:
        self._note(method, asked)
        knobs, fault = self._world.knobs, None
        if knobs.turned:
            if seconds := knobs.seconds(method.name):
                await asyncio.sleep(seconds)
            fault = knobs.fault(method.name, asked.chat())
        if fault is not None and fault.kind != "drop_after":
            return _hit(request, fault)
        try:
            answer = _success(await self._run(bot, method, asked))
        except Refused as refused:
            answer = _refusal(refused)
        return answer if fault is None else _hit(request, fault)

    async def _run(self, bot: Bot, method: Method, asked: Asked) -> object:
        result = method.handler(bot, asked)
        return await result if isawaitable(result) else result

    def _note(self, method: Method, asked: Asked) -> None:
        world = self._world
        world.calls.append(Call(method.name, asked.values, world.now()))
        world.calls_of[method.name] += 1
        if not asked.values.keys() <= method.parameters:
            unknown = asked.values.keys() - method.parameters - asked.uploads.keys()
            world.unknown_parameters.update((method.name, name) for name in unknown)


def _success(result: object) -> web.Response:
    encoded = result if isinstance(result, Raw) else _ENCODE(result)
    return web.Response(body=b'{"ok":true,"result":%b}' % encoded.encode(), headers=_JSON)


def _refusal(refused: Refused) -> web.Response:
    headers = dict(_JSON)
    if refused.parameters and "retry_after" in refused.parameters:
        headers["Retry-After"] = str(refused.parameters["retry_after"])
    return web.Response(body=_ENCODE(refused.wire()).encode(), status=refused.code, headers=headers)


def _hit(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind != "refuse":
        if request.transport is not None:
            request.transport.close()
        return web.Response()
    if fault.code == 429:
        return _refusal(errors.too_many(fault.retry_after))
    return _refusal(Refused(fault.code, errors.SERVER_FAULTS.get(fault.code, "Bad Gateway")))
