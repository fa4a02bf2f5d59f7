"""The clinics in use: settings, catalogue and staff, kept until somebody changes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinic.calendar import Calendar, Clock
from clinic.catalogue import Catalogue
from clinic.people import Role, StaffMember
from clinic.settings import ClinicSettings
from handlers.at_risk import Risks
from handlers.reporting import Reporting
from storage.groups import Group, Groups
from storage.jobs import JOBS
from storage.journal import Journal
from storage.practice import Rooms, room_of
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

    def __init__(
        self, reader: Reader, clock: Clock, bot_id: int, reports: Reporting | None = None
    ) -> None:
        """Read what is committed; groups are those of this bot."""
        self.risks = Risks(reports)
        self._reader = reader
        self._clock = clock
        self.team = Team(reader)
        self.rooms = Rooms(reader)
        self._bound = Groups(reader, bot_id)
        self._groups: dict[int, Group] | None = None
        self._outside = self.team.outside()
        self._people: dict[int, list[Membership]] = {}
        self._languages: dict[int, str | None] = {}
        self._standing: dict[int, tuple[str | None, int | None]] = {}
        self._practising: dict[int, bool] = {}
        self._clinics: dict[int, ClinicInUse] = {}

    def look_outside(self) -> None:
        """Forget everything if another process has written since the last look."""
        outside = self.team.outside()
        if outside != self._outside:
            self._outside = outside
            self._forget_people()
            self._clinics.clear()
            self._groups = None

    def committed(self, units: list[Unit]) -> None:
        """Forget what these units have changed."""
        for unit in units:
            if unit.touched - {JOBS}:
                self._forget_people()
                self._clinics.pop(unit.clinic_id or 0, None)
                self._forget_rooms()
                self._groups = None

    def _forget_people(self) -> None:
        self._people.clear()
        self._standing.clear()
        self._practising.clear()

    def _forget_rooms(self) -> None:
        for room in [clinic_id for clinic_id in self._clinics if clinic_id < 0]:
            del self._clinics[room]

    def is_known(self, chat_id: int) -> bool:
        """Return whether the chat is that of a person with a role somewhere, or a staff group."""
        return self.group(chat_id) is not None if chat_id < 0 else bool(self._memberships(chat_id))

    def group(self, chat_id: int) -> Group | None:
        """Return the staff group of a chat, or None where it is bound to no clinic."""
        if self._groups is None:
            self._groups = self._bound.all()
        return self._groups.get(chat_id)

    def member(self, person_id: int, language: str | None) -> StaffMember | None:
        """Return the person as staff of the clinic he works in now, be it for practice, or None.

        Without a language it is the one that his Telegram has told last.
        """
        author = self.at_work(person_id, language)
        if author is None or not self._practises(author):
            return author
        return replace(author, clinic_id=room_of(person_id), practises=True)

    def at_work(self, person_id: int, language: str | None) -> StaffMember | None:
        """Return the person as staff of the clinic he works in now, in earnest, or None."""
        memberships = self._memberships(person_id)
        if not memberships:
            return None
        _asked, current = self._standing_of(person_id)
        here = next((each for each in memberships if each.clinic_id == current), memberships[0])
        return self._staff_member(person_id, here, language)

    def member_in(
        self, clinic_id: int, person_id: int, language: str | None = None
    ) -> StaffMember | None:
        """Return who reads as part of a clinic, wherever he works now: a person, or a group."""
        if person_id < 0:
            return self._reading_group(clinic_id, person_id)
        for each in self._memberships(person_id):
            if each.clinic_id == clinic_id:
                return self._staff_member(person_id, each, language)
        return None

    def _reading_group(self, clinic_id: int, chat_id: int) -> StaffMember | None:
        group = self.group(chat_id)
        if group is None or group.clinic_id != clinic_id:
            return None
        language = self.clinic(clinic_id).settings.language
        return StaffMember(chat_id, clinic_id, Role.STAFF, group.title, language)

    def _staff_member(self, person_id: int, place: Membership, language: str | None) -> StaffMember:
        asked, _current = self._standing_of(person_id)
        heard = self._languages[person_id] = language or self._languages.get(person_id)
        spoken = asked or heard or self.clinic(place.clinic_id).settings.language
        return StaffMember(
            person_id,
            place.clinic_id,
            place.role,
            place.name,
            spoken,
            self.clinic(place.clinic_id).settings.manager_money,
            wrote=place.wrote,
            several=len(self._memberships(person_id)) > 1,
        )

    def _standing_of(self, person_id: int) -> tuple[str | None, int | None]:
        if person_id not in self._standing:
            self._standing[person_id] = self.team.standing(person_id)
        return self._standing[person_id]

    def _practises(self, author: StaffMember) -> bool:
        """Return whether he practises; who was removed from the clinic he did it in does not."""
        if author.id not in self._practising:
            self._practising[author.id] = self.rooms.practises(author.id)
        _asked, current = self._standing_of(author.id)
        return self._practising[author.id] and author.clinic_id == current

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
