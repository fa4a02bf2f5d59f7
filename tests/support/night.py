"""A scheduler at work on real books: what its chores have done is read from the audit chain."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clinics import Clinics
from bot.office import Office
from bot.scheduler import Scheduler
from clinic.calendar import Calendar, HandClock, moment_of
from clinic.settings import ClinicSettings
from handlers.chores import Chore, Daily, Duty, next_time
from storage.database import prepare
from storage.ids import Ids
from storage.jobs import Job
from storage.mail import Mail
from storage.outside import outside
from storage.registry import add_clinic, set_setting
from tests.support.books import BOT, RITA, Books, opened

HOUR, DAY = 3_600_000, 86_400_000
BERLIN = "Europe/Berlin"


async def note(job: Job, duty: Duty) -> None:
    """Do something that is seen once in the audit chain, in the unit of "done"."""
    duty.unit.note("done", RITA, 0, kind=job.kind, key=job.key, due=job.due)


def close(settings: ClinicSettings, calendar: Calendar) -> int | None:
    """Return the next moment at which the clinic closes."""
    return next_time(settings.closes, calendar)


def at(time: str | None) -> Daily:
    """Return a daily chore of that hour."""
    return Daily("daily", lambda _settings, calendar: next_time(time, calendar), note)


DAILY = Daily("daily", close, note)


@dataclass
class Night:
    """The books, the clock and the scheduler of one run of the bot."""

    books: Books
    office: Office
    scheduler: Scheduler
    clock: HandClock

    async def settles(self) -> None:
        async with asyncio.timeout(20):
            await self.scheduler.caught_up()

    async def passes(self, milliseconds: int) -> None:
        self.clock.move(milliseconds)
        await self.settles()

    def done(self, kind: str = "daily") -> list[tuple[int, str, int]]:
        """Clinic, key and moment of what was done, as the audit chain has it."""
        return self.books.rows(
            "SELECT clinic_id, detail ->> 'key', at FROM audit WHERE action = 'done'"
            " AND detail ->> 'kind' = ? ORDER BY at, clinic_id",
            kind,
        )

    def times(self, zone: str = BERLIN, kind: str = "daily") -> list[str]:
        """When it was done, as the clinic's clocks showed it."""
        moments = [datetime.fromtimestamp(at / 1000, UTC) for _clinic, _key, at in self.done(kind)]
        return [f"{moment.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for moment in moments]

    def twice(self) -> list[tuple[str, ...]]:
        """Return what was done more than once."""
        done = self.books.rows("SELECT clinic_id, detail FROM audit WHERE action = 'done'")
        return [each for each, often in Counter(done).items() if often > 1]


def founded(path: Path, *zones: str, year: int = 2026, month: int = 3, day: int = 27) -> HandClock:
    """Make a database with a clinic in each zone, and a clock that stands at noon in UTC."""
    prepare(path)
    clock = HandClock(moment_of(year, month, day, 12))
    for zone in zones:
        named = {"name": zone, "timezone": zone, "currency": "EUR", "language": "en"}
        with outside(path).begin() as connection:
            add_clinic(connection, clock, named, None)
    return clock


def sets(path: Path, clock: HandClock, key: str, typed: str, clinic_id: int = 1) -> None:
    """Change a setting from the command line."""
    with outside(path).begin() as connection:
        set_setting(connection, clinic_id, clock.now(), key, typed)


@asynccontextmanager
async def awake(
    path: Path,
    clock: HandClock,
    chores: Mapping[str, Chore] | None = None,
    *daily: Daily,
) -> AsyncIterator[Night]:
    """Let a scheduler run while the context lasts; at its end it is stopped wherever it is."""
    async with opened(path) as books:
        books.clock = clock
        ids = Ids(clock, max((id for (id,) in books.rows("SELECT id FROM jobs")), default=0))
        office = Office(BOT, books.writer, Mail(books.reader, BOT), ids, clock)
        clinics = Clinics(books.reader, clock, BOT)
        scheduler = Scheduler(office, books.reader, clinics, chores or {}, daily)
        books.writer.listen(clinics.committed)
        books.writer.listen(scheduler.committed)
        running = asyncio.get_running_loop().create_task(scheduler.run())
        night = Night(books, office, scheduler, clock)
        try:
            await night.settles()
            yield night
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
