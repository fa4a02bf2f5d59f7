"""A crowd that types: inside the local Bot API's process, so that it costs next to nothing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator

from playground.bots import Bot
from playground.chats import Chat
from playground.messages import Message
from playground.people import Person
from playground.world import World

SERVICES = ("гигиена", "консультация", "лечение", "пломба")
PATIENTS = 400
EXTRAS = ("", "", " w15", " 5/5", " w20 4/5", " // просит утро")
PATIENCE = 120.0
"""Seconds after which a crowd that is not answered gives up."""


def typed_lines(seed: int) -> Iterator[str]:
    """Yield lines that read as visits: patients come again, amounts tell them apart."""
    draw = random.Random(seed)
    while True:
        code, amount = draw.randint(1000, 1000 + PATIENTS), draw.randint(1000, 99_999)
        yield f"{code} {draw.choice(SERVICES)} {amount}{draw.choice(EXTRAS)}"


class Talk(Chat):
    """A private chat that tells of the bot's messages as they are, without building views."""

    def __init__(self, bot: Bot, person: Person, heard: Callable[[Talk, Message], None]) -> None:
        """Begin the chat, as if the person had pressed Start long ago."""
        super().__init__(bot, person.person_id, "private")
        self.people[person.person_id] = person
        self.started = True
        self.typed: list[str] = []
        self.asked_at: list[float] = []
        self._heard = heard
        bot.chats[person.person_id] = self

    def types(self, text: str) -> None:
        """Send a text and note when."""
        self.typed.append(text)
        self.asked_at.append(asyncio.get_running_loop().time())
        self.person.sends(text, self)

    def tell(self, event: str, message: Message) -> None:
        """Hand on what the bot says."""
        if event == "message" and message.from_bot:
            self._heard(self, message)


class Crowd:
    """People who talk to one bot; each is answered once for each line, in order."""

    def __init__(self, world: World, bot: Bot, size: int, seed: int) -> None:
        """Seat people 1 to ``size``."""
        self._lines = typed_lines(seed)
        self._answered: dict[int, int] = {}
        self._left = self._due = 0
        self._done = asyncio.Event()
        self.waits: list[float] = []
        everybody = [world.add_person(number, f"Person {number}") for number in range(1, size + 1)]
        self.talks = [Talk(bot, person, self._hear) for person in everybody]

    async def burst(self, each: int) -> None:
        """Let everybody type so many lines at once; return when all are answered."""
        self._begin(0, each * len(self.talks))
        for _ in range(each):
            for talk in self.talks:
                talk.types(next(self._lines))
        await self._end()

    async def converse(self, lines: int) -> float:
        """Let everybody type the next line when answered; return the seconds for all lines."""
        began = asyncio.get_running_loop().time()
        self._begin(lines - len(self.talks), lines)
        for talk in self.talks:
            talk.types(next(self._lines))
        await self._end()
        return asyncio.get_running_loop().time() - began

    async def type_steadily(self, a_second: int, seconds: float, every: int) -> list[float]:
        """Let each ``every``-th person type by turns; return each line's wait in seconds.

        Nobody waits for an answer, so that a stall shows in every line behind it.
        """
        loop, talks = asyncio.get_running_loop(), self.talks[::every]
        lines = round(a_second * seconds)
        began, self.waits = loop.time(), []
        self._begin(0, lines)
        for number in range(lines):
            await asyncio.sleep(max(0.0, began + number / a_second - loop.time()))
            talks[number % len(talks)].types(next(self._lines))
        await self._end()
        return self.waits

    def _begin(self, left: int, due: int) -> None:
        self._left, self._due = left, due
        self._done.clear()

    async def _end(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self._done.wait()

    def _hear(self, talk: Talk, _message: Message) -> None:
        loop = asyncio.get_running_loop()
        number = self._answered.get(talk.chat_id, 0)
        self._answered[talk.chat_id] = number + 1
        self.waits.append(loop.time() - talk.asked_at[number])
        self._due -= 1
        if self._left > 0:
            self._left -= 1
            loop.call_soon(talk.types, next(self._lines))
        if not self._due:
            self._done.set()


class Painter:
    """One person who asks for a chart again as soon as the last one has come."""

    def __init__(self, world: World, bot: Bot, number: int) -> None:
        """Seat the person."""
        self._talk = Talk(bot, world.add_person(number, "Painter"), self._hear)
        self._painting = False
        self._pause = asyncio.Event()
        self._pause.set()
        self.pictures = 0

    def start(self) -> None:
        """Begin to ask."""
        self._painting = True
        self._pause.clear()
        self._talk.types("/chart")

    async def stop(self) -> None:
        """Ask no more; return when the last answer has come."""
        self._painting = False
        async with asyncio.timeout(PATIENCE):
            await self._pause.wait()

    def _hear(self, talk: Talk, message: Message) -> None:
        self.pictures += "photo" in message.wire
        if self._painting:
            asyncio.get_running_loop().call_soon(talk.types, "/chart")
        else:
            self._pause.set()
