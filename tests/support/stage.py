"""The stage: the real application over HTTP against the local Bot API, on a real database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot.app import App, Plan, running
from bot.buckets import UNLIMITED, Limits
from clinic.calendar import Clock, HandClock, moment_of
from playground.chats import Chat
from playground.counts import Count
from playground.keyboards import keys_of
from playground.messages import Message
from playground.people import Person
from playground.server import serve
from playground.world import World
from storage.outside import outside, touch
from storage.registry import NewClinic, add_clinic
from storage.tables import staff
from tests.support.nursery import worker
from tests.support.templates import NAME, unless_there

TOKEN = "4200:" + "A" * 35
MORNING = moment_of(2026, 3, 12, 7, 30)
"""Thursday, 12 March 2026, half past ten in Moscow."""

MOSCOW = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "en"}


def plain(text: str) -> str:
    """Return the text with plain spaces: amounts have narrow ones that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@dataclass
class Actor:
    """One of the cast: does something, waits until the bot has finished, and looks."""

    person: Person
    stage: "Stage"

    @property
    def id(self) -> int:
        return self.person.person_id

    @property
    def sees(self) -> str:
        """The bot's newest message, as text with plain spaces."""
        return plain(self.person.last.text)

    @property
    def heard(self) -> list[str]:
        """Every text the bot shows in this chat now."""
        return [plain(message.text) for message in self.person.sees if message.from_bot]

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        return [label for row in self.person.last.keyboard for label in row]

    async def sends(self, text: str, **more: Any) -> Message:
        message = self.person.sends(text, **more)
        await self.stage.settles()
        return message

    async def replies(self, to: Message, text: str) -> Message:
        return await self.sends(text, reply_to=to)

    async def edits(self, message: Message, text: str) -> None:
        self.person.edits(message, text)
        await self.stage.settles()

    async def taps(self, button: str, message: Message | None = None, **more: Any) -> None:
        self.person.taps(button, message, **more)
        await self.stage.settles()

    async def presses(self, key: str, **more: Any) -> Message:
        """Press a key of the reply keyboard: one tap, no characters."""
        message = self.person.presses(key, **more)
        await self.stage.settles()
        return message

    async def chooses(self, command: str, **more: Any) -> Message:
        """Choose a command from the menu."""
        message = self.person.chooses(command, **more)
        await self.stage.settles()
        return message

    async def scans(self, link: str) -> Message:
        """Open the link of a QR code and press Start."""
        message = self.person.scans(link)
        await self.stage.settles()
        return message

    async def sends_photo(self, content: bytes, caption: str = "", **more: Any) -> Message:
        message = self.person.sends_photo(content, caption, **more)
        await self.stage.settles()
        return message

    async def sends_album(self, contents: list[bytes], caption: str = "", **more: Any) -> None:
        self.person.sends_album(contents, caption, **more)
        await self.stage.settles()

    @property
    def counted(self) -> Count:
        """What this person tapped, typed and sent since the start or since recounts()."""
        return self.person.counted

    def recounts(self) -> None:
        self.person.recounts()

    @property
    def keys(self) -> list[list[str]]:
        """The reply keyboard of the private chat, by rows."""
        return keys_of(self.person.chat.keyboards.get(self.id))

    def sees_in(self, group: Chat) -> str:
        """The bot's newest message in a group, as text with plain spaces."""
        return plain(group.last_of_bot().text)


@dataclass
class Stage:
    """World, application and database of one test."""

    world: World
    app: App
    path: Path
    clock: Clock
    actors: dict[str, Actor] = field(default_factory=dict)
    committed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.app.office.writer.listen(lambda _units: self.committed.set())

    async def settles(self) -> None:
        """Return when every update is handled and every answer is sent."""
        async with asyncio.timeout(20):
            while self.app.intake.newest < self.world.bot.queue.next_number - 1:
                self.committed.clear()
                await self.committed.wait()
            await self.app.settled()

    def actor(self, name: str, number: int, language: str | None = "en") -> Actor:
        person = self.world.add_person(number, first_name=name, language_code=language)
        return self.actors.setdefault(name, Actor(person, self))

    def add_clinic(self, name: str, owner: int | None = None, **settings: str) -> NewClinic:
        return founded(self.path, self.clock, name, owner, **settings)

    def has_written(self, *numbers: int) -> None:
        """Let people be no newcomers any more, wherever they work: nobody guides them."""
        no_newcomers(self.path, *numbers)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is on disk, through a connection of its own."""
        with self.read() as rows:
            return rows(sql, *values)

    @contextmanager
    def read(self) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
        """Ask for several tables on disk through one connection of their own."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as second:
            yield lambda sql, *values: second.execute(sql, values).fetchall()


def founded(
    path: Path, clock: Clock, name: str, owner: int | None = None, **settings: str
) -> NewClinic:
    """Add a clinic as another process does."""
    with closing(outside(path).connect()) as connection, connection.begin():
        return add_clinic(connection, clock, {"name": name, **MOSCOW, **settings}, owner)


def no_newcomers(path: Path, *numbers: int) -> None:
    """Let people have logged before, as far as the clinics know."""
    with closing(outside(path).connect()) as connection, connection.begin():
        mine = staff.c.id.in_(numbers)
        clinics = connection.execute(select(staff.c.clinic_id).where(mine)).scalars().all()
        connection.execute(update(staff).where(mine).values(wrote=1))
        for clinic_id in clinics:
            touch(connection, clinic_id)


def world_of_one_bot(token: str = TOKEN) -> World:
    """A world of nobody but the bot."""
    world = World()
    world.add_bot(token, "smile_bot")
    return world


@asynccontextmanager
async def staged(
    folder: Path,
    clock: Clock | None = None,
    limits: Limits = UNLIMITED,
    world: World | None = None,
) -> AsyncIterator[Stage]:
    """Raise the curtain; a world that was played in before goes on where it was."""
    world = world or world_of_one_bot()
    path, clock = folder / NAME, clock or HandClock(MORNING)
    unless_there(path)
    async with serve(world) as address:
        plan = Plan(path, TOKEN, address, None, clock, limits, warm=False, worker=worker())
        async with running(plan) as app:
            yield Stage(world, app, path, clock)
