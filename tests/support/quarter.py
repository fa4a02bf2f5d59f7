"""A quarter of a clinic's life, step by step: its days, its people, and what they are told."""

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clinic.calendar import HandClock
from playground.world import World
from tests.support.stage import Actor, Stage, staged, world_of_one_bot

BERLIN = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = time(2, 30), time(20)
"""It opens at half past two in the night: the time that both changes of the clocks touch."""

MONDAY = 1
PEOPLE = {"Olga": 501, "Rita": 502, "Zoe": 503, "Mila": 505}
HEADS = {
    "To be kept today:": "promise today",
    "Not kept yet:": "promise overdue",
    "Nobody has taken this complaint up in time.": "not taken up",
    "This complaint was not resolved in time.": "not resolved",
    "so that a complaint (waiting) is not repeated": "measure due",
    "and is not done.": "measure undone",
    "Did it help? 30 days have passed.": "effect after 30",
    "Did it help? 90 days have passed.": "effect after 90",
    "Before the day ends:": "day close",
    "The day's cash total": "cash",
    "comes every month": "posted",
    "I was away from": "away",
    "3001 · Hygiene": "saved",
}
ABOUT = re.compile(
    r"\b[1-4][0-9]{3}\b(?= ·|\n|$)|Rent|Advertising|Materials|keep in time|train them"
)
DONE = "SELECT id, kind, key, attempts, done FROM jobs WHERE done IS NOT NULL AND clinic_id = 1"

Told = tuple[str, str, str, int]
"""Who is told what, about whom or what, and at which step (ms UTC)."""

Act = Callable[["Play"], Awaitable[object]]


def moment(day: date, at: time) -> int:
    """Return when the clocks of Berlin show a time, in milliseconds UTC: the first of two."""
    return round(datetime.combine(day, at, BERLIN).astimezone(UTC).timestamp()) * 1000


def local(at: int) -> datetime:
    """Return what the clocks of Berlin show at a moment."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(BERLIN)


@dataclass(frozen=True)
class Quarter:
    """The days around a change of the clocks, which is a Sunday; all are counted from it."""

    change: date
    begins: int
    ends: int = 35
    holiday: int = 5

    def day(self, offset: int) -> date:
        return self.change + timedelta(days=offset)

    def at(self, offset: int, hour: int, minute: int = 0) -> int:
        return moment(self.day(offset), time(hour, minute))

    def is_open(self, day: date) -> bool:
        """Return whether the clinic works on a day: Tuesday to Sunday, but on its holiday."""
        return day.isoweekday() != MONDAY and day != self.day(self.holiday)

    def working(self, day: date, count: int = 1) -> date:
        """Return the working day so many working days later."""
        following = (day + timedelta(days=n) for n in range(1, 99))
        return [each for each in following if self.is_open(each)][count - 1]

    def opening(self, day: date) -> int:
        """Return the opening of the day, or of the next one on which it is open."""
        return moment(day if self.is_open(day) else self.working(day), OPENS)

    @property
    def days(self) -> list[date]:
        return [self.day(offset) for offset in range(self.begins, self.ends + 1)]


@dataclass
class Play:
    """The clinic's people, its clock, and whatever they were told without having asked."""

    folder: Path
    quarter: Quarter
    clock: HandClock
    world: World = field(default_factory=world_of_one_bot)
    told: Counter[Told] = field(default_factory=Counter)
    done: dict[int, tuple[str, str, int, int]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    stage: Stage | None = None

    def actor(self, name: str) -> Actor:
        assert self.stage is not None
        return self.stage.actor(name, PEOPLE[name])

    async def run(
        self, steps: list[int], acts: Mapping[int, Act], starts: Mapping[int, str]
    ) -> None:
        """Go from step to step; the bot starts anew at some, and Rita has written before that."""
        left = steps
        while left:
            size = next((n for n, step in enumerate(left) if n and step in starts), len(left))
            self.clock.move(left[0] - self.clock.now())
            if line := starts.get(left[0]):
                self.world.people[PEOPLE["Rita"]].sends(line)
            async with staged(self.folder, self.clock, world=self.world) as self.stage:
                if line:
                    await self.stage.settles()
                for step in left[:size]:
                    await self._step(step, acts.get(step))
            left = left[size:]

    async def _step(self, step: int, act: Act | None) -> None:
        assert self.stage is not None
        self.clock.move(step - self.clock.now())
        async with asyncio.timeout(20):
            await self.stage.app.settled()
        self.told.update((*each, step) for each in self._news())
        if act is not None:
            await act(self)
            list(self._news())  # answers, of which the other journeys tell

    def _news(self) -> Iterator[tuple[str, str, str]]:
        """Yield what has come onto the screens; keep which jobs are done."""
        here = {name: number for name, number in PEOPLE.items() if number in self.world.people}
        for name, number in here.items():
            messages = list(self.world.chat(number).messages.values())
            new, self.seen[name] = messages[self.seen[name] :], len(messages)
            yield from ((name, *read(message.text)) for message in new if message.from_bot)
        for id, *job in self.rows(DONE):
            assert self.done.setdefault(id, tuple(job)) == tuple(job), "a job is done once"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        path = f"file:{self.folder / 'clinic.db'}?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as second:
            return second.execute(sql).fetchall()


def read(text: str) -> tuple[str, str]:
    """Return what a message says and about whom or what; of one that is not expected, itself."""
    said = next((said for head, said in HEADS.items() if head in text), text)
    about = ABOUT.search(text)
    return said, about[0] if about else ""
