"""What an owner changes about the people of a clinic: role, name, removal, and who is a doctor.

A clinic keeps an owner whatever happens at once: the statements themselves refuse the last one.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from clinic.catalogue import Catalogue, Doctor
from clinic.people import RIGHTS, Right, Role
from clinic.reading.keys import key_of
from storage.invites import REVOKE_ALL_OF
from storage.journal import CLINIC
from storage.mail import NO_FORM
from storage.statements import insert_into, update_of
from storage.tables import doctors, staff
from storage.team import Member
from storage.unit import Unit

_owners = staff.alias("staff_owners")
_OWNERS = (
    select(func.count())
    .select_from(_owners)
    .where(_owners.c.clinic_id == CLINIC, _owners.c.role == Role.OWNER, _owners.c.removed.is_(None))
    .scalar_subquery()
)
_HERE: ColumnElement[bool] = and_(
    staff.c.clinic_id == CLINIC,
    staff.c.id == bindparam("person_id"),
    staff.c.removed.is_(None),
    staff.c.role == bindparam("seen_role"),
)
_AN_OWNER_STAYS = or_(staff.c.role != Role.OWNER, _OWNERS > 1)
CHANGE_ROLE = update_of(staff, "role", "change", where=and_(_HERE, _AN_OWNER_STAYS))
REMOVE = update_of(staff, "removed", "change", where=and_(_HERE, _AN_OWNER_STAYS))
RENAME = update_of(staff, "name", "change", where=_HERE)
ADD_DOCTOR = insert_into(doctors)
_DOCTOR = and_(doctors.c.clinic_id == CLINIC, doctors.c.id == bindparam("doctor_id"))
BE_DOCTOR = update_of(
    doctors,
    "person_id",
    "hidden",
    "change",
    where=and_(
        _DOCTOR,
        or_(doctors.c.person_id.is_(None), doctors.c.person_id == bindparam("own_id")),
    ),
)
BE_NO_DOCTOR = update_of(
    doctors, "person_id", "change", where=and_(_DOCTOR, doctors.c.person_id == bindparam("own_id"))
)


def change_role(unit: Unit, member: Member, role: Role, author_id: int) -> None:
    """Give a member another role; the last owner, or a role changed meanwhile, make it stale."""
    unit.write(CHANGE_ROLE, person_id=member.id, seen_role=member.role, role=role)
    if Right.INVITE not in RIGHTS[role]:
        _revoke_invites(unit, member.id)
    drop_form(unit, member.id)
    unit.note("role changed", author_id, None, person=member.id, before=member.role, after=role)
    unit.touched.add("staff")


def remove_member(unit: Unit, member: Member, author_id: int) -> None:
    """End a member's access; the entries stay. The last owner makes the unit stale."""
    unit.write(REMOVE, person_id=member.id, seen_role=member.role, removed=unit.now)
    _revoke_invites(unit, member.id)
    drop_form(unit, member.id)
    unit.note("removed", author_id, None, person=member.id)
    unit.touched.add("staff")


def rename_member(unit: Unit, member: Member, name: str, author_id: int) -> None:
    """Call a member by another name from now on."""
    unit.write(RENAME, person_id=member.id, seen_role=member.role, name=name)
    unit.note("renamed", author_id, None, person=member.id)
    unit.touched.add("staff")


def stand_among_doctors(unit: Unit, catalogue: Catalogue, person_id: int, name: str) -> None:
    """Let a person be the doctor of his name, who is added where there is none."""
    found = _own_doctor(catalogue, person_id) or _nobodys_doctor(catalogue, key_of(name))
    if found is not None:
        unit.write(BE_DOCTOR, doctor_id=found.id, own_id=person_id, person_id=person_id, hidden=0)
    else:
        name = _free_name(catalogue, name, person_id)
        unit.write(
            ADD_DOCTOR,
            id=unit.ids.new(),
            name=name,
            key=key_of(name),
            aliases="[]",
            hidden=0,
            person_id=person_id,
        )
    unit.touched.add("catalogue")


def stand_no_more_among_doctors(unit: Unit, catalogue: Catalogue, person_id: int) -> None:
    """Let a person be no doctor: the doctor stays in the catalogue, as a name."""
    found = _own_doctor(catalogue, person_id)
    if found is not None:
        unit.write(BE_NO_DOCTOR, doctor_id=found.id, own_id=person_id, person_id=None)
        unit.touched.add("catalogue")


def drop_form(unit: Unit, person_id: int) -> None:
    """Discard what a person has half filled in the chat with the bot."""
    unit.forms[person_id, person_id] = NO_FORM


def _revoke_invites(unit: Unit, person_id: int) -> None:
    """Close the doors that he has opened: one of them could let him in again."""
    unit.write(REVOKE_ALL_OF, None, person_id=person_id, revoked=unit.now)


def _own_doctor(catalogue: Catalogue, person_id: int) -> Doctor | None:
    return next((each for each in catalogue.doctors if each.person_id == person_id), None)


def _nobodys_doctor(catalogue: Catalogue, key: str) -> Doctor | None:
    named = (each for each in catalogue.doctors if key_of(each.name) == key)
    return next((each for each in named if each.person_id is None), None)


def _free_name(catalogue: Catalogue, name: str, person_id: int) -> str:
    """Return the name, with the person's number where it is taken or nothing can be typed of it."""
    key = key_of(name)
    taken = {key_of(each.name) for each in catalogue.doctors}
    return name if key and key not in taken else f"{name} {person_id}"
