"""The clinics in use: settings, catalogue and staff, kept until somebody changes them."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.calendar import Calendar, Clock
from clinic.catalogue import Catalogue
from clinic.people import StaffMember
from clinic.settings import ClinicSettings
from storage.journal import Journal
from storage.reader import Reader
from storage.team import Membership, Team
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ClinicInUse:
    """What nearly every update of a clinic needs."""

    settings: ClinicSettings
    calendar: Calendar
    catalogue: Catalogue
    journal: Journal
    staff_seen: int


class Clinics:
    """Reads people and clinics once and forgets them when they change."""

    def __init__(self, reader: Reader, clock: Clock) -> None:
        """Read what is committed."""
        self._reader = reader
        self._clock = clock
        self.team = Team(reader)
        self._outside = self.team.outside()
        self._people: dict[int, list[Membership]] = {}
        self._languages: dict[int, str | None] = {}
        self._standing: dict[int, tuple[str | None, int | None]] = {}
        self._clinics: dict[int, ClinicInUse] = {}

    def look_outside(self) -> None:
        """Forget everything if another process has written since the last look."""
        outside = self.team.outside()
        if outside != self._outside:
            self._outside = outside
            self._forget_people()
            self._clinics.clear()

    def committed(self, units: list[Unit]) -> None:
        """Forget what these units have changed."""
        for unit in units:
            if unit.touched and unit.clinic_id is not None:
                self._forget_people()
                self._clinics.pop(unit.clinic_id, None)

    def _forget_people(self) -> None:
        self._people.clear()
        self._standing.clear()

    def is_known(self, person_id: int) -> bool:
        """Return whether the person has a role somewhere."""
        return bool(self._memberships(person_id))

    def member(self, person_id: int, language: str | None) -> StaffMember | None:
        """Return the person as staff of the clinic he works in now, or None.

        Without a language it is the one that his Telegram has told last.
        """
        memberships = self._memberships(person_id)
        if not memberships:
            return None
        if person_id not in self._standing:
            self._standing[person_id] = self.team.standing(person_id)
        asked, current = self._standing[person_id]
        here = next((each for each in memberships if each.clinic_id == current), memberships[0])
        heard = self._languages[person_id] = language or self._languages.get(person_id)
        spoken = asked or heard or self.clinic(here.clinic_id).settings.language
        several = len(memberships) > 1
        return StaffMember(
            person_id, here.clinic_id, here.role, here.name, spoken, several=several
        )

    def clinic(self, clinic_id: int) -> ClinicInUse:
        """Return a clinic's settings, calendar, catalogue and journal."""
        if clinic_id not in self._clinics:
            self._clinics[clinic_id] = self._read(clinic_id)
        return self._clinics[clinic_id]

    def _memberships(self, person_id: int) -> list[Membership]:
        if person_id not in self._people:
            found = self.team.memberships(person_id)
            if not found:
                return found  # strangers are not kept: there may be any number of them
            self._people[person_id] = found
        return self._people[person_id]

    def _read(self, clinic_id: int) -> ClinicInUse:
        settings = self.team.settings(clinic_id, self._clock.now())
        journal = Journal(clinic_id, self._reader)
        return ClinicInUse(
            settings,
            Calendar(settings.zone, self._clock),
            journal.catalogue(),
            journal,
            self.team.staff_change(clinic_id),
        )
