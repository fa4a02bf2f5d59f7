"""The stage of a scenario: a clinic with its staff, the local Bot API, and the bot on demand."""

from __future__ import annotations

import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy import update

from clinic.calendar import SECOND, SystemClock
from clinic.people import Role
from faults import processes
from faults.checks import Chat
from faults.lines import Typed, codes_in
from faults.looking import Look
from faults.playing import Play
from faults.processes import TOKEN, Bot
from faults.waiting import becomes
from storage.database import prepare
from storage.outside import outside
from storage.registry import add_clinic, add_member
from storage.tables import staff

STAFF = 60
GLANCE = 0.01
STANDSTILL = 90 * SECOND
"""Longer than any two pauses between tries of the bot."""
LONGEST_SETTLING = 1800.0
CLINIC = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "en"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One scenario's world."""

    address: str
    play: Play
    look: Look
    log: Path
    typed: Typed
    draw: random.Random

    def bot(self, api_url: str = "") -> AbstractAsyncContextManager[Bot]:
        """Run the bot while the context lasts; it is killed at the end unless it has ended."""
        return processes.bot(self.look.path, api_url or self.address, self.log)

    async def type(self, chats: list[int], each: int) -> None:
        """Let everybody of ``chats`` type a burst of messages; the bursts reach Telegram mixed."""
        turns = [chat for chat in chats for _ in range(each)]
        self.draw.shuffle(turns)
        await self.play.say([(chat, self.typed.message(chat)) for chat in turns])

    def some(self, count: int) -> list[int]:
        """Return so many members of staff."""
        return self.draw.sample(range(1, STAFF + 1), count)

    async def begin(self) -> None:
        """Let the first of the staff type a line, and return when the bot is at work."""
        before = self.look.pulse()
        await self.type([1], 1)
        await self.until_up(before)

    async def until_up(self, before: tuple[int, int], seconds: float = 120.0) -> None:
        """Return when the inbox has changed, so that the bot is at work."""

        async def at_work() -> bool:
            return self.look.pulse() != before

        if not await becomes(at_work, seconds, GLANCE):
            raise RuntimeError(f"the bot does not begin to work; its log ends: {self.last_words()}")

    async def settled(self) -> bool:
        """Return whether Telegram, inbox and outbox become empty; not once they stand still."""
        clock = SystemClock()
        before, since = (-1, -1, -1), clock.now()

        async def empty_or_stuck() -> bool:
            nonlocal before, since
            # In the direction in which work moves: what has left one place is in the next.
            left = (await self.play.waiting(), self.look.unhandled(), self.look.waiting())
            if left != before:
                before, since = left, clock.now()
            return not any(left) or clock.now() - since > STANDSTILL

        return await becomes(empty_or_stuck, LONGEST_SETTLING) and not any(before)

    async def chats(
        self, unowed: frozenset[int] = frozenset(), look: Look | None = None
    ) -> list[Chat]:
        """Return every chat: what was typed, what is stored, what was answered.

        Chats that are ``unowed`` count as answered: they had shut the bot out. Another ``look``
        shows another database: a copy.
        """
        stored, found = (look or self.look).lines(), []
        for chat, typed in sorted(self.typed.lines.items()):
            heard = codes_in(await self.play.heard(chat))
            owed = [code for code, _ in typed] if chat in unowed else heard
            found.append(Chat(typed, stored.pop(chat, []), owed))
        return found + [Chat([], lines, []) for lines in stored.values()]

    def last_words(self) -> str:
        """Return the last line of the bot's log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1] if lines else "nothing"

    def indiscreet(self) -> int:
        """Return how many codes of patients, or tokens, the bot's log shows."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        typed = {code for lines in self.typed.lines.values() for code, _ in lines}
        return sum(code in typed for code in codes_in([text])) + text.count(TOKEN.split(":")[1])


@asynccontextmanager
async def stage(
    seed: int, strangers: int = 0, database: Path | None = None
) -> AsyncIterator[Stage]:
    """Build a clinic whose staff are the playground's people 1 to 60; strangers come behind."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        path = database or Path(folder) / "clinic.db"
        _fill(path)
        async with (
            processes.playground(STAFF + strangers, seed) as address,
            aiohttp.ClientSession() as session,
        ):
            log = Path(folder) / "bot.log"
            log.touch()
            yield Stage(
                address, Play(session, address), Look(path), log, Typed(seed), random.Random(seed)
            )


def _fill(path: Path) -> None:
    """Make the database with one clinic and everybody who works there."""
    prepare(path)
    clock = SystemClock()
    with outside(path).begin() as connection:
        clinic = add_clinic(connection, clock, {"name": "Faults", **CLINIC}, owner=1)
        for person in range(2, STAFF + 1):
            who = (person, f"Person {person}")
            add_member(connection, clinic.id, who, Role.STAFF, clock.now())
        connection.execute(update(staff).values(wrote=1))  # newcomers are guided by a second letter
