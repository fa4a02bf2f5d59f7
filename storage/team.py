"""Who works where: memberships, and a clinic's settings as the bot reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from clinic.people import Role
from clinic.settings import ClinicSettings, Dated, in_force
from storage.invites import USE_INVITE, Invite, Invites
from storage.journal import CLINIC, Journal
from storage.post import people, versions
from storage.posters import Posters
from storage.reader import Reader
from storage.statements import compiled, rank_of, update_of
from storage.tables import settings, staff
from storage.unit import Unit

_MEMBERSHIPS = compiled(
    select(staff.c.clinic_id, staff.c.role, staff.c.name, staff.c.wrote)
    .where(staff.c.id == bindparam("person_id"), staff.c.removed.is_(None), staff.c.clinic_id > 0)
    .order_by(staff.c.clinic_id)
)
_MEMBERS = compiled(
    select(staff.c.id, staff.c.role, staff.c.name, staff.c.since)
    .where(staff.c.clinic_id == CLINIC, staff.c.removed.is_(None))
    .order_by(staff.c.since, staff.c.id)
)
_PERSON = compiled(
    select(people.c.language, people.c.clinic_id).where(people.c.id == bindparam("person_id"))
)
_STAFF_CHANGE = compiled(
    select(func.coalesce(func.max(staff.c.change), 0)).where(staff.c.clinic_id == CLINIC)
)
_SETTINGS = compiled(
    select(settings.c.key, settings.c.since, settings.c.value).where(settings.c.clinic_id == CLINIC)
)
_OUTSIDE = compiled(select(versions.c.value).where(versions.c.name == "outside"))
_JOIN = insert(staff).values({column.name: bindparam(column.name) for column in staff.columns})
JOIN = compiled(
    _JOIN.on_conflict_do_update(
        index_elements=[staff.c.clinic_id, staff.c.id],
        set_={name: _JOIN.excluded[name] for name in ("role", "name", "removed", "change")},
    ),
    rank_of(staff),
)
LEARN_NAME = update_of(
    staff,
    "name",
    "change",
    where=and_(
        staff.c.clinic_id == CLINIC,
        staff.c.id == bindparam("person_id"),
        staff.c.name == bindparam("known"),
    ),
)
_STAND = insert(people).values({column.name: bindparam(column.name) for column in people.columns})
STAND = compiled(
    _STAND.on_conflict_do_update(
        index_elements=[people.c.id],
        set_={"clinic_id": _STAND.excluded.clinic_id, "practice": _STAND.excluded.practice},
    ),
    rank_of(people),
)

SPEAK = compiled(
    _STAND.on_conflict_do_update(
        index_elements=[people.c.id], set_={"language": _STAND.excluded.language}
    ),
    rank_of(people),
)


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in a clinic; ``wrote``: he has logged an entry there before."""

    clinic_id: int
    role: Role
    name: str
    wrote: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in a clinic now; ``id`` is Telegram's, ``since`` a moment (ms UTC)."""

    id: int
    role: Role
    name: str
    since: int


class Team:
    """Reads who works where."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader
        self.invites = Invites(reader)
        self.posters = Posters(reader)

    def memberships(self, person_id: int) -> list[Membership]:
        """Return the clinics a person works in now, the oldest clinic first."""
        rows = self._reader.all(_MEMBERSHIPS, person_id=person_id)
        return [Membership(row[0], Role(row[1]), row[2], bool(row[3])) for row in rows]

    def members(self, clinic_id: int) -> list[Member]:
        """Return everybody who works in a clinic now, in the order in which they came."""
        rows = self._reader.all(_MEMBERS, clinic_id=clinic_id)
        return [Member(id, Role(role), name, since) for id, role, name, since in rows]

    def standing(self, person_id: int) -> tuple[str | None, int | None]:
        """Return the language a person asked for and the clinic he works in now."""
        row = self._reader.one(_PERSON, person_id=person_id)
        return (row[0], row[1]) if row else (None, None)

    def staff_change(self, clinic_id: int) -> int:
        """Return the newest change of the clinic's staff: rights read now are as old as that."""
        row = self._reader.one(_STAFF_CHANGE, clinic_id=clinic_id)
        return row[0] if row else 0

    def settings(self, clinic_id: int, at: int) -> ClinicSettings:
        """Return the clinic's settings in force at a moment."""
        rows = self._reader.all(_SETTINGS, clinic_id=clinic_id)
        return in_force([Dated(key, since, json.loads(value)) for key, since, value in rows], at)

    def outside(self) -> int:
        """Return how often other processes have written."""
        row = self._reader.one(_OUTSIDE)
        return row[0] if row else 0

    def journal(self, clinic_id: int) -> Journal:
        """Return the journal of a clinic: of one that a person comes to from elsewhere."""
        return Journal(clinic_id, self._reader)


def members_of(journal: Journal) -> list[Member]:
    """Return everybody who works in the journal's clinic now, in the order in which they came."""
    rows = journal.all(_MEMBERS)
    return [Member(row[0], Role(row[1]), row[2], row[3]) for row in rows]


def join(unit: Unit, invite: Invite, person_id: int, name: str) -> None:
    """Make a person part of the unit's clinic by an invite as it was read.

    One that was used, revoked or changed meanwhile makes the unit stale.
    """
    unit.write(
        USE_INVITE,
        invite=invite.hash,
        seen_role=invite.role,
        seen_doctor=int(invite.doctor),
        used=unit.now,
        used_by=person_id,
    )
    unit.write(JOIN, id=person_id, role=invite.role, name=name, since=unit.now, wrote=0)
    stand_in(unit, person_id, invite.clinic_id)
    unit.note("joined", person_id, None, role=invite.role)
    unit.touched.add("staff")


def stand_in(unit: Unit, person_id: int, clinic_id: int) -> None:
    """Let a person work in this one of his clinics from now on; practice ends."""
    unit.write(STAND, id=person_id, clinic_id=clinic_id, practice=0)
    unit.touched.add("people")


def learn_name(unit: Unit, person_id: int, name: str) -> None:
    """Call somebody by his name who was added by his Telegram id alone, in the unit's clinic."""
    unit.write(LEARN_NAME, None, person_id=person_id, known=str(person_id), name=name)
    unit.touched.add("staff")


def choose_language(unit: Unit, person_id: int, language: str) -> None:
    """Remember the language that a person asks for."""
    unit.write(SPEAK, id=person_id, language=language, practice=0)
    unit.touched.add("people")
