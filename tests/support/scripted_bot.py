"""A small bot that answers over HTTP by a script, so that pages and people have somebody."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, FormData

from playground.server import serve
from playground.world import World

TOKEN = "4242424242:AAScriptedBotOfTheTestsNoSecret_00"
Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ScriptedBot:
    """Calls the Bot API of a playground; files go along as (name, bytes)."""

    session: ClientSession
    address: str

    async def call(self, method: str, **parameters: Any) -> Any:
        """Return the result of a call; RuntimeError with Telegram's words when it is refused."""
        url = f"{self.address}/bot{TOKEN}/{method}"
        async with self.session.post(url, data=_form(parameters)) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise RuntimeError(f"{method}: {answer['description']}")
        return answer["result"]

    async def says(self, chat: int, text: str, **more: Any) -> Wire:
        """Send a text in HTML and return the message."""
        told = {"chat_id": chat, "text": text, "parse_mode": "HTML", **more}
        message: Wire = await self.call("sendMessage", **told)
        return message

    async def downloads(self, file_id: str) -> bytes:
        """Return the bytes of a file that somebody sent."""
        path = (await self.call("getFile", file_id=file_id))["file_path"]
        async with self.session.get(f"{self.address}/file/bot{TOKEN}/{path}") as response:
            return await response.read()


Script = Callable[[ScriptedBot, Wire], Awaitable[object]]


def world_of(*languages: str, started: bool = True) -> World:
    """Return a world with the bot and a person for each language: ids 1, 2, … who have started."""
    world = World(seed=7)
    world.add_bot(TOKEN, "clinic_bot", "Clinic")
    for number, language in enumerate(languages or ("en",), start=1):
        person = world.add_person(id=number, first_name=f"Person{number}", language_code=language)
        if started:
            person.starts()
    return world


async def silent(_bot: ScriptedBot, _update: Wire) -> None:
    """Hear everything and say nothing."""


@asynccontextmanager
async def playing(world: World, script: Script) -> AsyncIterator[tuple[str, ScriptedBot]]:
    """Serve the world with a bot that runs the script on each update; yields address and bot."""
    async with serve(world) as address, ClientSession() as session, asyncio.TaskGroup() as tasks:
        bot = ScriptedBot(session, address)
        polling = tasks.create_task(_poll(bot, script))
        try:
            yield address, bot
        finally:
            polling.cancel()


async def _poll(bot: ScriptedBot, script: Script) -> None:
    offset = 0
    while True:
        for update in await bot.call("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            await script(bot, update)


def _form(parameters: Wire) -> FormData:
    form = FormData(quote_fields=False)
    for name, value in parameters.items():
        if isinstance(value, tuple):
            form.add_field(name, value[1], filename=value[0])
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form
