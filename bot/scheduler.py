"""The scheduler: runs what falls due, each once, in the order of its moments.

Jobs are rows of the database: what was due while the bot was away is done when it is back, and a
job and all it writes and says are one unit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from bot.clinics import Clinics
from bot.logs import where
from bot.office import Office
from clinic.calendar import MINUTE, Calendar
from clinic.words import Words
from handlers.chores import Chore, Daily, Duty
from handlers.desk import Desk
from storage.jobs import JOBS, Job, Jobs, drop, finish, plan, put_off
from storage.reader import Reader
from storage.unit import Stale, Unit

TRIES = 5
PAUSE = 10 * MINUTE
"""After a chore that failed."""

log = logging.getLogger(__name__)


class Scheduler:
    """Waits for the next job, be it planned meanwhile, and does it."""

    def __init__(
        self,
        office: Office,
        reader: Reader,
        clinics: Clinics,
        chores: Mapping[str, Chore],
        daily: tuple[Daily, ...],
    ) -> None:
        """Take the chores by the kind of their jobs; of the daily ones each clinic has one."""
        self._office = office
        self._jobs = Jobs(reader)
        self._clinics = clinics
        self._chores = {**chores, **{each.kind: each.chore for each in daily}}
        self._daily = daily
        self._news = asyncio.Event()
        self._news.set()
        self._rested = asyncio.Event()
        self._next: int | None = None
        self._working = False

    def committed(self, units: list[Unit]) -> None:
        """Look again where a unit has planned something, or has changed what is planned by."""
        if any(unit.touched & {JOBS, "settings"} for unit in units):
            self._news.set()

    @property
    def is_behind(self) -> bool:
        """Return whether something is due, or may be, and is not done."""
        overdue = self._next is not None and self._next <= self._office.clock.now()
        return self._working or self._news.is_set() or overdue

    async def caught_up(self) -> None:
        """Return when all that is due is done."""
        while self.is_behind:
            self._rested.clear()
            await self._rested.wait()

    async def run(self) -> None:
        """Do what falls due, until cancelled."""
        while True:
            self._news.clear()
            self._working = True
            self._clinics.look_outside()
            await self._plan_daily()
            due = self._jobs.due(self._office.clock.now())
            for job in due:
                await self._do(job)
            self._working = bool(due)
            if not due:
                self._next = self._jobs.next_due()
                self._rested.set()
                await self._rest()

    async def _rest(self) -> None:
        """Wait for the next job's moment or for news."""
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._news.wait())]
        if self._next is not None:
            waits.append(asyncio.ensure_future(self._office.clock.until(self._next)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _plan_daily(self) -> None:
        """Let every clinic have the next of each daily chore planned, at its hour of now."""
        for clinic_id in self._jobs.clinics():
            clinic = self._clinics.clinic(clinic_id)
            for each in self._daily:
                planned, failed = self._jobs.planned(clinic_id, each.kind)
                due = each.due(clinic.settings, clinic.calendar)
                overdue = planned is not None and planned <= clinic.calendar.now()
                tried_again = failed and due is not None
                if planned != due and not overdue and not tried_again:
                    await self._replan(clinic_id, each.kind, due, clinic.calendar)

    async def _replan(self, clinic_id: int, kind: str, due: int | None, calendar: Calendar) -> None:
        unit = self._office.unit(clinic_id)
        drop(unit, kind)
        if due is not None:
            # the hour belongs to the key: under the day's alone nothing could be planned any
            # more once the hour is moved on a day whose chore is done
            plan(unit, kind, f"{calendar.day_of(due)} {calendar.time_of(due)}", due)
        unit.touched.clear()  # it is this scheduler's own plan, and no news
        await self._office.keep(unit)

    async def _do(self, job: Job) -> None:
        """Do a job, or put it off if it fails; after five failures it is let go."""
        try:
            await self._once(job)
        except Stale:
            log.info("a chore of %s was overtaken and is looked at again", job.kind)
            self._news.set()
        except Exception as fault:
            log.error("a chore of %s failed (%d): %s", job.kind, job.attempts + 1, where(fault))
            await self._give_time(job)

    async def _give_time(self, job: Job) -> None:
        """Put a failed job off, or let it go at last; somebody may have dropped it meanwhile."""
        unit = self._office.unit(job.clinic_id)
        if job.attempts + 1 >= TRIES:
            finish(unit, job)
        else:
            put_off(unit, job, unit.now + PAUSE)
        with suppress(Stale):
            await self._office.keep(unit)

    async def _once(self, job: Job) -> None:
        unit = self._office.unit(job.clinic_id)
        chore = self._chores.get(job.kind)
        if chore is not None:
            await chore(job, self._duty(job.clinic_id, unit))
        finish(unit, job)
        await self._office.writer.commit(unit)

    def _duty(self, clinic_id: int, unit: Unit) -> Duty:
        clinic = self._clinics.clinic(clinic_id)
        return Duty(
            unit,
            clinic.settings,
            clinic.catalogue,
            clinic.calendar,
            clinic.journal,
            self._office.mail,
            self._clinics.team,
            partial(self._desk_of, clinic_id),
        )

    def _desk_of(self, clinic_id: int, person_id: int) -> Desk | None:
        reader = self._clinics.member_in(clinic_id, person_id)
        if reader is None:
            return None
        clinic = self._clinics.clinic(clinic_id)
        return Desk(
            reader,
            Words.for_chat(reader.language),
            clinic.settings,
            clinic.catalogue,
            clinic.calendar,
            clinic.journal,
            self._office.mail,
            person_id,
            None,
            partial(self._clinics.member_in, clinic_id),
            self._clinics.member,
            self._clinics.risks,
        )
