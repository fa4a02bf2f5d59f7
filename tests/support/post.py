"""The post office: real delivery over HTTP and a real database, without handlers and worker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.api import BotApi
from bot.buckets import UNLIMITED, Limits
from bot.delivery import Delivery
from bot.office import Office
from bot.postman import Postman
from bot.tasks import Tasks
from clinic.calendar import HandClock
from playground.people import Person
from playground.server import serve
from playground.world import World
from storage.ids import Ids
from storage.mail import Mail
from storage.unit import Letter, Unit
from tests.support.books import Books, new_database, opened
from tests.support.stage import MORNING, TOKEN, world_of_one_bot

BOT = int(TOKEN.split(":")[0])
SECONDS = 10


class PatientClock(HandClock):
    """A hand clock that says which moments are waited for, so that a test can let them come."""

    def __init__(self, moment: int = MORNING) -> None:
        super().__init__(moment)
        self._asked: asyncio.Queue[int] = asyncio.Queue()

    async def until(self, moment: int) -> None:
        if moment > self.now():
            self._asked.put_nowait(moment)
        await super().until(moment)

    async def asked(self) -> int:
        """Return for how many milliseconds somebody waits, as soon as he does."""
        async with asyncio.timeout(SECONDS):
            return await self._asked.get() - self.now()

    async def let_pass(self) -> int:
        """Let what somebody waits for come, and return for how long it was in milliseconds."""
        wait = await self.asked()
        self.move(wait)
        return wait


@dataclass
class PostOffice:
    """Outbox and delivery of one bot, and the world they speak to."""

    world: World
    books: Books
    office: Office
    api: BotApi
    postman: Postman
    delivery: Delivery
    tasks: Tasks
    clock: PatientClock

    def person(self, number: int) -> Person:
        """Somebody who has spoken to the bot before, so that it may write."""
        person = self.world.add_person(number, language_code="en")
        person.starts()
        return person

    async def keep(self, *letters: Letter, clinic_id: int | None = None) -> Unit:
        unit = self.office.unit(clinic_id)
        for letter in letters:
            unit.send(letter)
        await self.office.writer.commit(unit)
        return unit

    async def says(self, chat_id: int, *texts: str, **more: Any) -> None:
        """Commit letters to a chat, as handlers do."""
        await self.keep(*(text_to(chat_id, text, **more) for text in texts))

    async def done(self) -> None:
        """Return when no letter is under way."""
        async with asyncio.timeout(SECONDS):
            await self.delivery.busy.idle()

    async def sent(self, messages: int) -> None:
        """Return when so many messages were sent; TimeoutError when they are not."""
        await self.world.until(lambda: len(self.calls("sendMessage")) >= messages)

    def outbox(self) -> list[tuple[str, int]]:
        """State and attempts of each letter, the oldest first."""
        return self.books.rows("SELECT state, attempts FROM outbox ORDER BY id")

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call.parameters for call in self.world.calls if call.method == method]


def text_to(chat_id: int, text: str, **more: Any) -> Letter:
    return Letter(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, **more)


def texts_in(person: Person) -> list[str]:
    """What the bot shows in the person's chat, oldest first."""
    return [message.text for message in person.sees if message.from_bot]


@asynccontextmanager
async def post_office(
    folder: Path,
    limits: Limits = UNLIMITED,
    world: World | None = None,
    clock: PatientClock | None = None,
) -> AsyncIterator[PostOffice]:
    """Open the post office; letters that an earlier one has left are taken up."""
    world, clock, path = world or world_of_one_bot(), clock or PatientClock(), folder / "clinic.db"
    if not path.exists():
        new_database(path)
    async with serve(world) as address, opened(path) as books, aiohttp.ClientSession() as session:
        office = Office(BOT, books.writer, Mail(books.reader, BOT), Ids(clock), clock)
        api, tasks = BotApi(session, address, TOKEN), Tasks()
        postman = Postman(api, office, limits)
        delivery = Delivery(tasks, api, office, postman)
        books.writer.listen(delivery.committed)
        delivery.start()
        try:
            yield PostOffice(world, books, office, api, postman, delivery, tasks, clock)
        finally:
            delivery.stop()
            await tasks.end(0)
