"""Roles, removal and doctors: a clinic keeps an owner, whatever happens at once."""

import pytest

from clinic.invite import InvitedAs, new_invite
from clinic.people import Role
from storage.invites import make_invite
from storage.membership import (
    change_role,
    remove_member,
    rename_member,
    stand_among_doctors,
    stand_no_more_among_doctors,
)
from storage.team import Member, Team, join
from storage.unit import Stale, Unit
from tests.support.books import RITA, SMILE, Books

OLGA, BORIS = 501, 504
STAFF = "SELECT id, role FROM staff WHERE clinic_id = 1 AND removed IS NULL ORDER BY id"
DOCTORS = "SELECT name, person_id, hidden FROM doctors WHERE clinic_id = 1 ORDER BY id"


async def has(books: Books, person_id: int, wanted: InvitedAs, name: str) -> Member:
    """Let somebody join Smile, and return him as he is listed."""
    code, unit = new_invite(), books.unit()
    make_invite(unit, code, wanted, OLGA, unit.now + 1000)
    await books.writer.commit(unit)
    invite, unit = Team(books.reader).invites.of_code(code), books.unit()
    assert invite is not None
    join(unit, invite, person_id, name)
    await books.writer.commit(unit)
    return next(each for each in Team(books.reader).members(SMILE) if each.id == person_id)


@pytest.fixture
async def owners(books: Books) -> tuple[Member, Member]:
    return (
        await has(books, OLGA, InvitedAs.OWNER, "Olga"),
        await has(books, BORIS, InvitedAs.OWNER, "Boris"),
    )


def removal(unit: Unit, member: Member) -> None:
    remove_member(unit, member, member.id)


def demotion(unit: Unit, member: Member) -> None:
    change_role(unit, member, Role.STAFF, member.id)


@pytest.mark.parametrize("first", [removal, demotion])
@pytest.mark.parametrize("second", [removal, demotion])
async def test_two_owners_who_push_each_other_out_at_once_leave_one(books, owners, first, second):
    units = [books.unit(), books.unit()]
    first(units[0], owners[1])
    second(units[1], owners[0])

    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert [each for each in books.rows(STAFF) if each[1] == "owner"] == [(OLGA, "owner")]


@pytest.mark.parametrize("deed", [removal, demotion])
async def test_the_last_owner_can_be_neither_removed_nor_demoted(books, deed):
    olga = await has(books, OLGA, InvitedAs.OWNER, "Olga")
    await has(books, RITA, InvitedAs.STAFF, "Rita")
    unit = books.unit()
    deed(unit, olga)

    with pytest.raises(Stale):
        await books.writer.commit(unit)
    assert books.rows(STAFF)[0] == (OLGA, "owner")


async def test_a_removed_owner_s_invites_open_no_more(books, owners):
    code, unit = new_invite(), books.unit()
    make_invite(unit, code, InvitedAs.OWNER, BORIS, unit.now + 1000)
    await books.writer.commit(unit)
    unit = books.unit()
    remove_member(unit, owners[1], OLGA)
    await books.writer.commit(unit)

    kept = Team(books.reader).invites.of_code(code)
    assert kept is not None
    assert kept.revoked == books.clock.now()


async def test_a_role_that_changed_meanwhile_is_not_changed_again(books, owners):
    for role in (Role.MANAGER, Role.STAFF):
        unit = books.unit()
        change_role(unit, owners[1], role, OLGA)
        if role is Role.STAFF:
            with pytest.raises(Stale):
                await books.writer.commit(unit)
        else:
            await books.writer.commit(unit)
    assert books.rows(STAFF)[1] == (BORIS, "manager")


async def test_a_change_of_people_is_in_the_audit_chain(books, owners):
    for deed in (
        lambda unit: rename_member(unit, owners[1], "Bo", OLGA),
        lambda unit: change_role(unit, owners[1], Role.MANAGER, OLGA),
    ):
        unit = books.unit()
        deed(unit)
        await books.writer.commit(unit)

    actions = [row[0] for row in books.rows("SELECT action FROM audit WHERE clinic_id = 1")]
    assert actions[-2:] == ["renamed", "role changed"]
    assert books.broken_link() is None


async def made_doctor(books: Books, person_id: int, name: str) -> None:
    unit = books.unit()
    stand_among_doctors(unit, books.journal.catalogue(), person_id, name)
    await books.writer.commit(unit)


async def test_a_doctor_who_joins_is_the_one_of_his_name_or_a_new_one(books):
    await made_doctor(books, RITA, "Anna Petrova")
    unit = books.unit()
    stand_no_more_among_doctors(unit, books.journal.catalogue(), RITA)
    await books.writer.commit(unit)
    assert books.rows(DOCTORS) == [("Anna Petrova", None, 0)]

    await made_doctor(books, BORIS, "ANNA  petrova")
    assert books.rows(DOCTORS) == [("Anna Petrova", BORIS, 0)]
    found = books.journal.catalogue().doctor_of(BORIS)
    assert found is not None
    assert found.name == "Anna Petrova"


async def test_doctors_of_one_name_and_of_no_letters_are_told_apart(books):
    await made_doctor(books, RITA, "Anna Petrova")
    await made_doctor(books, BORIS, "Anna Petrova")
    await made_doctor(books, OLGA, "\N{SMILING FACE WITH SUNGLASSES}")

    assert [row[:2] for row in books.rows(DOCTORS)] == [
        ("Anna Petrova", RITA),
        (f"Anna Petrova {BORIS}", BORIS),
        (f"\N{SMILING FACE WITH SUNGLASSES} {OLGA}", OLGA),
    ]


async def test_a_doctor_who_was_hidden_comes_back_with_his_invite(books):
    await made_doctor(books, RITA, "Anna")
    await books.connection.execute("UPDATE doctors SET hidden = 1")
    assert books.journal.catalogue().doctor_of(RITA) is None

    await made_doctor(books, RITA, "Anna")
    assert books.rows(DOCTORS) == [("Anna", RITA, 0)]
