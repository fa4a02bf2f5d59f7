"""The playground over HTTP, with a bot, a person who pressed Start, and aiogram's client."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from playground.people import Person
from playground.server import serve
from playground.world import World

TOKEN = "4242:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def words(self) -> str:
        assert not self.body["ok"], self.body
        assert self.body["error_code"] == self.status
        return self.body["description"]


class Api:
    """Calls methods over HTTP and remembers what was answered with ok."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self.http = http
        self.address = address
        self.done: list[tuple[str, Any]] = []

    async def __call__(self, method: str, **parameters: Any) -> Answer:
        """Call with a JSON body."""
        return await self._post(method, json=parameters)

    async def upload(self, method: str, files: dict[str, bytes], **fields: Any) -> Answer:
        """Call with a multipart form."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, content in files.items():
            form.add_field(name, BytesIO(content), filename=f"{name}.bin")
        return await self._post(method, data=form)

    async def _post(self, method: str, **body: Any) -> Answer:
        async with self.http.post(f"{self.address}/bot{TOKEN}/{method}", **body) as answer:
            told = Answer(answer.status, await answer.json(), dict(answer.headers))
        if told.body["ok"]:
            self.done.append((method, told.result))
        return told


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
def world() -> World:
    world = World(seed=7)
    world.add_bot(TOKEN)
    return world


@pytest.fixture
def rita(world: World) -> Person:
    rita = world.add_person(id=1001, first_name="Rita", language_code="ru")
    rita.starts()
    world.bot.queue.forget()
    return rita


@pytest.fixture
async def address(world: World):
    async with serve(world) as address:
        yield address


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def call(address: str, http: aiohttp.ClientSession) -> Api:
    return Api(http, address)


@pytest.fixture
async def bot(address: str):
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with Bot(TOKEN, session=session) as bot:
        yield bot


@pytest.fixture
async def loop_time() -> Callable[[], float]:
    return asyncio.get_running_loop().time


@pytest.fixture
def png() -> Callable[[int, int], bytes]:
    """Make the start of a PNG picture of these dimensions."""

    def png(width: int = 1280, height: int = 853) -> bytes:
        size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x02\x00\x00\x00"

    return png
