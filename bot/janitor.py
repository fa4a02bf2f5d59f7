"""The janitor: old updates, letters and pictures go after seven days, deserted rooms after one,
reports as they were said after three years."""

from __future__ import annotations

from bot.clinics import Clinics
from bot.office import Office
from clinic.calendar import HOUR
from clinic.words import Words
from handlers.home import keys_for
from handlers.letters import with_keys
from handlers.practice import OVER
from storage.jobs import PRUNE_JOBS
from storage.mail import PRUNE_INBOX, PRUNE_OUTBOX
from storage.pictures import PRUNE_PICTURES
from storage.practice import FORGET_LETTERS_OF_ROOMS, empty_room
from storage.reports import PRUNE_REPORTS
from storage.withheld import forget_older

KEPT = 7 * 24 * HOUR
REPORTS_KEPT = 3 * 365 * 24 * HOUR
WITHHELD = HOUR
PRACTICE_KEPT = 24 * HOUR


class Janitor:
    """Sweeps once an hour."""

    def __init__(self, office: Office, clinics: Clinics) -> None:
        """Take the post whose old papers go, and the clinics whose people practise."""
        self._office = office
        self._clinics = clinics

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await self.sweep()
            await self._office.clock.until(self._office.clock.now() + HOUR)

    async def sweep(self) -> None:
        """Delete what is older than seven days and done with, and practice of a day ago."""
        unit = self._office.unit()
        for statement in (PRUNE_INBOX, PRUNE_OUTBOX, PRUNE_PICTURES, PRUNE_JOBS):
            unit.write(statement, None, before=unit.now - KEPT)
        unit.write(PRUNE_REPORTS, None, before=unit.now - REPORTS_KEPT)
        forget_older(unit, WITHHELD)
        unit.write(FORGET_LETTERS_OF_ROOMS, None, before=unit.now - PRACTICE_KEPT)
        await self._office.keep(unit)
        deserted = self._clinics.rooms.deserted(self._office.clock.now() - PRACTICE_KEPT)
        for person_id, practises in deserted:
            await self._close(person_id, practises=practises)

    async def _close(self, person_id: int, *, practises: bool) -> None:
        """Empty a room; who would still type there for practice must know that it counts now."""
        unit = self._office.unit()
        empty_room(unit, person_id)
        person = self._clinics.at_work(person_id, None)
        if practises and person is not None:
            words = Words.for_chat(person.language)
            name = self._clinics.clinic(person.clinic_id).settings.name
            unit.send(with_keys(person_id, words(OVER), keys_for(words, person, name)))
        await self._office.keep(unit)
