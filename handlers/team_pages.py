"""The people of a clinic on the screen: everybody with the open invites, and one person."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.errors import Refusal
from clinic.invite import INVITED_NAMES
from clinic.marks import mark as _
from clinic.people import ROLE_NAMES, Role
from clinic.words import Markup
from handlers.desk import Desk
from handlers.inviting import NotInPractice
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.people_buttons import (
    AskName,
    AskRemoval,
    GiveRole,
    MakeDoctor,
    MakeInvite,
    OfTeam,
    ShowPerson,
    ShowTeam,
    WithdrawListed,
    packed,
)
from handlers.setting_form import refuse_another_clinic
from storage.invites import Invite
from storage.team import Member, Team

PAGE = 8
INVITES_SHOWN = 4
LONGEST_NAME = 24
A_PERSON = _("{name}: {what}, since {day}")
AN_INVITE = _("Open invite: {what}, until {day}, {time}")
ONLY_OWNER = _("The only owner: make somebody else an owner before anything changes here.")
DOCTOR = _("doctor")
ROLE_CHIPS = {Role.STAFF: _("Staff"), Role.MANAGER: _("Manager"), Role.OWNER: _("Owner")}


class NobodyHere(Refusal):
    """The person of a button works here no more."""

    template = _("This person does not work here any more. /team shows who does.")


@dataclass(frozen=True, slots=True)
class Roster:
    """Who works in a clinic, who of them is a doctor, and which invites are open."""

    desk: Desk
    members: tuple[Member, ...]
    doctors: frozenset[int]
    invites: tuple[Invite, ...]

    @classmethod
    def of(cls, desk: Desk, team: Team, now: int) -> Roster:
        """Return the people of the desk's clinic and the invites open at a moment (ms UTC)."""
        members = team.members(desk.reader.clinic_id)
        doctors = frozenset(each.id for each in members if desk.catalogue.doctor_of(each.id))
        invites = team.invites.open_of(desk.reader.clinic_id, now)
        return cls(desk, tuple(members), doctors, tuple(invites))

    @classmethod
    def behind(cls, button: OfTeam | WithdrawListed, desk: Desk, team: Team, now: int) -> Roster:
        """Return the people a button is about; raises why it cannot be followed at this desk."""
        if desk.reader.practises:
            raise NotInPractice
        refuse_another_clinic(desk, button.clinic)
        return cls.of(desk, team, now)

    @property
    def clinic(self) -> int:
        """Return the clinic whose people these are."""
        return self.desk.reader.clinic_id

    def member(self, person_id: int) -> Member:
        """Return the member of a button, or raise NobodyHere."""
        found = next((each for each in self.members if each.id == person_id), None)
        if found is None:
            raise NobodyHere
        return found

    def is_last_owner(self, member: Member) -> bool:
        """Return whether the clinic would have no owner without this one."""
        owners = sum(each.role is Role.OWNER for each in self.members)
        return member.role is Role.OWNER and owners == 1

    def page(self, number: int) -> tuple[str, Rows]:
        """Return a page of the people with the open invites under it, and a button for each."""
        words, last = self.desk.words, (len(self.members) - 1) // PAGE
        number = min(max(number, 0), last)
        shown = self.members[number * PAGE : (number + 1) * PAGE]
        invites = self.invites[:INVITES_SHOWN]
        head = words("<b>{name}</b>", name=self.desk.settings.name)
        count = words.plural("{n} person works here", "{n} people work here", len(self.members))
        parts = [f"{head} · {count}", *map(self.about, shown), *map(self._invite, invites)]
        people: list[Button] = [
            (shortened(each.name, LONGEST_NAME), ShowPerson(clinic=self.clinic, person=each.id))
            for each in shown
        ]
        rows = [*in_rows(people, 2), *([self._withdraw(each)] for each in invites)]
        invite: Button = (words(_("Invite")), MakeInvite(clinic=self.clinic))
        return "\n".join(parts), [*rows, self._turns(number, last), [invite]]

    def person(self, member: Member) -> tuple[str, Rows]:
        """Return a person with the buttons that change role, doctor, name and presence."""
        words, text = self.desk.words, self.about(member)
        back: list[Button] = [(words(_("Back")), ShowTeam(clinic=self.clinic, page=0))]
        rename: Button = (words(_("Rename")), AskName(clinic=self.clinic, person=member.id))
        doctor = self._doctor_chip(member)
        if self.is_last_owner(member):
            return f"{text}\n{words(ONLY_OWNER)}", [[doctor], [rename], back]
        roles: list[Button] = [
            (words(chip), GiveRole(clinic=self.clinic, person=member.id, role=role))
            for role, chip in ROLE_CHIPS.items()
            if role is not member.role
        ]
        remove: Button = (words(_("Remove")), AskRemoval(clinic=self.clinic, person=member.id))
        return text, [roles, [doctor], [rename, remove], back]

    def about(self, member: Member) -> str:
        """Return the line of a person: name, role, since when."""
        words, what = self.desk.words, self.desk.words(ROLE_NAMES[member.role])
        if member.id in self.doctors:
            what = f"{what}, {words(DOCTOR)}"
        name = shortened(member.name, LONGEST_NAME)
        return words(A_PERSON, name=name, what=Markup(what), day=self._day(member.since))

    def _doctor_chip(self, member: Member) -> Button:
        is_one = member.id in self.doctors
        label = _("Is no doctor") if is_one else _("Is a doctor too")
        return self.desk.words(label), MakeDoctor(
            clinic=self.clinic, person=member.id, doctor=not is_one
        )

    def _invite(self, invite: Invite) -> str:
        time = self.desk.calendar.time_of(invite.expires)
        return self.desk.words(
            AN_INVITE, what=self._what(invite), day=self._day(invite.expires), time=time
        )

    def _withdraw(self, invite: Invite) -> Button:
        label = self.desk.words(_("Withdraw the invite: {what}"), what=self._what(invite))
        return label, WithdrawListed(clinic=self.clinic, invite=packed(invite.hash))

    def _what(self, invite: Invite) -> Markup:
        return Markup(self.desk.words(INVITED_NAMES[invite.invited_as]))

    def _day(self, moment: int) -> Markup:
        return Markup(self.desk.words.full_day(self.desk.calendar.day_of(moment)))

    def _turns(self, number: int, last: int) -> list[Button]:
        steps = [("◀", number - 1), ("▶", number + 1)]
        return [
            (sign, ShowTeam(clinic=self.clinic, page=turned))
            for sign, turned in steps
            if 0 <= turned <= last
        ]
