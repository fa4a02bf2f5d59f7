"""Time: the only module that asks the system what time it is.

A moment is a whole number of milliseconds since 1970 in UTC; a day is a ``date`` in the
clinic's own zone.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
EPOCH = date(1970, 1, 1)


class Clock(Protocol):
    """A source of moments; the system's, or one that a test moves by hand."""

    def now(self) -> int:
        """Return this moment in milliseconds UTC."""

    async def until(self, moment: int) -> None:
        """Return when the moment (milliseconds UTC) has come."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        """Return this moment in milliseconds UTC."""
        return time.time_ns() // 1_000_000

    async def until(self, moment: int) -> None:
        """Return when the moment (milliseconds UTC) has come."""
        await asyncio.sleep(max(0, moment - self.now()) / SECOND)


class HandClock:
    """A clock that stands still until somebody moves it: simulated quarters without waiting."""

    def __init__(self, moment: int) -> None:
        """Stand at the moment (milliseconds UTC)."""
        self._moment = moment
        self._moved = asyncio.Event()

    def now(self) -> int:
        """Return this moment in milliseconds UTC."""
        return self._moment

    def move(self, milliseconds: int) -> None:
        """Go forward and wake whoever waits for a moment that has come."""
        self._moment += milliseconds
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def until(self, moment: int) -> None:
        """Return when the moment (milliseconds UTC) has come."""
        while self._moment < moment:
            await self._moved.wait()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A clinic's calendar: moments from a clock, days in the clinic's zone."""

    zone: ZoneInfo
    clock: Clock

    def now(self) -> int:
        """Return this moment in milliseconds UTC."""
        return self.clock.now()

    def today(self) -> date:
        """Return the day it is in the clinic."""
        return self.day_of(self.clock.now())

    def day_of(self, moment: int) -> date:
        """Return the clinic's day in which the moment lies."""
        return datetime.fromtimestamp(moment / SECOND, self.zone).date()

    def time_of(self, moment: int) -> str:
        """Return the clinic's wall-clock time of the moment as HH:MM."""
        return datetime.fromtimestamp(moment / SECOND, self.zone).strftime("%H:%M")

    def moment_at(self, day: date, minutes: int) -> int:
        """Return the moment when the clinic's clocks show so many minutes after midnight.

        Of an hour that comes twice it is the first; of one that is left out, what the clocks show
        in its place.
        """
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return round((midnight + timedelta(minutes=minutes)).timestamp()) * SECOND

    async def until(self, moment: int) -> None:
        """Return when the moment (milliseconds UTC) has come."""
        await self.clock.until(moment)


def day_number(day: date) -> int:
    """Return the day as days since 1970-01-01: how storage and columns keep it."""
    return (day - EPOCH).days


def day_from(number: int) -> date:
    """Return the day that ``day_number`` made into a number."""
    return date.fromordinal(EPOCH.toordinal() + number)


def moment_of(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """Return the moment of a wall-clock time in UTC, in milliseconds."""
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()) * SECOND


def zone_named(name: str) -> ZoneInfo | None:
    """Return the time zone of that IANA name, or None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
