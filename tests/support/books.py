"""Books: a real database with two clinics, and the one writer at work on it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import aiosqlite

from clinic.calendar import HandClock, moment_of
from clinic.draft import VisitDraft
from storage.chain import Break, verify
from storage.database import open_reading, open_writing
from storage.ids import Ids
from storage.journal import Journal, VisitLine
from storage.outside import outside, reading
from storage.reader import Reader
from storage.registry import add_clinic
from storage.unit import Letter, Outcome, Unit
from storage.visits import amend_line, log_visit, void_line
from storage.writer import Writer
from tests.support.templates import empty, made

BOT = 4200
SMILE, NEIGHBOUR = 1, 2
RITA = 502
MORNING = moment_of(2026, 3, 12, 7, 30)
TODAY = date(2026, 3, 12)
SETTINGS = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "en"}


@dataclass
class Books:
    """What a handler has at hand, without Telegram."""

    path: Path
    connection: aiosqlite.Connection
    writer: Writer
    reader: Reader
    clock: HandClock = field(default_factory=lambda: HandClock(MORNING))

    def __post_init__(self) -> None:
        self.ids = Ids(self.clock)
        self.journal = Journal(SMILE, self.reader)
        self.neighbour = Journal(NEIGHBOUR, self.reader)

    def unit(self, clinic_id: int | None = SMILE) -> Unit:
        return Unit(self.ids, self.clock.now(), BOT, clinic_id)

    def log(self, unit: Unit, code: str, amount: int | None = 3500, **more: Any) -> VisitLine:
        """Put a visit into the unit; its token is its own unless one is given."""
        journal = self.journal if unit.clinic_id == SMILE else self.neighbour
        token = more.pop("token", None) or f"{unit.clinic_id}:{self.ids.new()}"
        draft = VisitDraft(code, more.pop("day", TODAY), amount=amount, **more)
        return log_visit(unit, journal, draft, RITA, token)

    async def logged(self, code: str, amount: int | None = 3500, **more: Any) -> VisitLine:
        """Commit a visit of its own and return its line as it stands on disk."""
        unit = self.unit()
        line = self.log(unit, code, amount, **more)
        await self.writer.commit(unit)
        return self.line(line.id)

    async def amended(self, line: VisitLine, changed: VisitLine) -> VisitLine:
        unit = self.unit()
        amend_line(unit, line, changed, RITA)
        await self.writer.commit(unit)
        return self.line(line.id)

    async def voided(self, line: VisitLine) -> VisitLine:
        unit = self.unit()
        void_line(unit, line, RITA)
        await self.writer.commit(unit)
        return self.line(line.id)

    def line(self, line_id: int) -> VisitLine:
        found = self.journal.line(line_id)
        assert found is not None
        return found

    async def all_at_once(self, units: list[Unit]) -> list[BaseException | None]:
        """Hand the units over together, as many chats do, and return what each was told."""
        return await asyncio.gather(*map(self.writer.commit, units), return_exceptions=True)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is on disk, through a connection of its own."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as second:
            return second.execute(sql, values).fetchall()

    def broken_link(self) -> Break | None:
        with reading(self.path).connect() as connection:
            return verify(connection)

    def change(self, clinic_id: int = SMILE) -> int:
        [(number,)] = self.rows("SELECT change FROM clinics WHERE id = ?", clinic_id)
        return int(number)


def counted(unit: Unit, heard: list[Outcome]) -> Unit:
    """Let the unit answer, and keep the outcome that the answer was worded from."""

    def answer(outcome: Outcome) -> Letter:
        heard.append(outcome)
        return Letter(RITA, "sendMessage", {"chat_id": RITA, "text": "saved"})

    unit.answer(answer)
    return unit


def new_database(path: Path) -> Path:
    """Create a database with two clinics that have nothing in their journals."""
    path.write_bytes(_two_clinics())
    return path


@cache
def _two_clinics() -> bytes:
    return made(_found_both)


def _found_both(path: Path) -> None:
    path.write_bytes(empty())
    for name in ("Smile", "Neighbour"):
        with outside(path).begin() as connection:
            add_clinic(connection, HandClock(MORNING), {"name": name, **SETTINGS}, None)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Books]:
    """Serve the writer of a database while the context lasts."""
    connection = await open_writing(path)
    writer, reader = Writer(connection), Reader(open_reading(path))
    serving = asyncio.get_running_loop().create_task(writer.serve())
    try:
        yield Books(path, connection, writer, reader)
    finally:
        await writer.stop()
        await serving
        reader.close()
        await connection.close()


@asynccontextmanager
async def full_disk(books: Books) -> AsyncIterator[None]:
    """The file may not grow, as on a full disk."""
    [(pages,)] = books.rows("PRAGMA page_count")
    await books.connection.execute(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        await books.connection.execute("PRAGMA max_page_count=4294967294")
