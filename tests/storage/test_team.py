"""The team: who works where, one-time invites, and each person's own language."""

import pytest

from clinic.invite import InvitedAs, invite_hash, new_invite
from clinic.people import Role
from storage.invites import Invite, change_invite, make_invite, revoke_invite
from storage.team import Membership, Team, choose_language, join
from storage.unit import Stale
from tests.support.books import NEIGHBOUR, RITA, SMILE, Books

OLGA = 501


@pytest.fixture
def team(books: Books) -> Team:
    return Team(books.reader)


async def invited(
    books: Books, wanted: InvitedAs = InvitedAs.STAFF, clinic_id: int = SMILE
) -> Invite:
    code, unit = new_invite(), books.unit(clinic_id)
    make_invite(unit, code, wanted, OLGA, unit.now + 1000)
    await books.writer.commit(unit)
    return as_read(books, code)


def as_read(books: Books, code: str) -> Invite:
    found = Team(books.reader).invites.of_code(code)
    assert found is not None
    return found


async def joined(books: Books, invite: Invite, name: str = "Rita") -> None:
    unit = books.unit(invite.clinic_id)
    join(unit, invite, RITA, name)
    await books.writer.commit(unit)


async def test_an_invite_lets_one_person_in(books, team):
    invite = await invited(books)
    await joined(books, invite)

    assert team.memberships(RITA) == [Membership(SMILE, Role.STAFF, "Rita")]
    used = team.invites.of_hash(invite.hash)
    assert used is not None
    assert (used.used, used.used_by) == (books.clock.now(), RITA)


async def test_an_invite_is_stored_as_its_hash_only(books):
    code, unit = new_invite(), books.unit()
    make_invite(unit, code, InvitedAs.STAFF, OLGA, unit.now + 1000)
    await books.writer.commit(unit)

    kept = books.rows("SELECT hash FROM invites WHERE author_id = ?", OLGA)
    assert kept == [(invite_hash(code),)]
    files = b"".join(file.read_bytes() for file in books.path.parent.iterdir())
    assert invite_hash(code) in files
    assert code.encode() not in files


async def test_a_used_invite_makes_the_unit_stale(books, team):
    invite = await invited(books)
    await joined(books, invite)

    with pytest.raises(Stale):
        await joined(books, invite, name="again")
    assert team.memberships(RITA)[0].name == "Rita"


async def test_of_two_who_open_an_invite_at_once_one_gets_in(books):
    invite, units = await invited(books), [books.unit(), books.unit()]
    for unit, person_id in zip(units, (601, 602), strict=True):
        join(unit, invite, person_id, "Somebody")

    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert books.rows("SELECT id FROM staff WHERE id > 600") == [(601,)]


@pytest.mark.parametrize("meanwhile", ["revoked", "changed"])
async def test_an_invite_that_is_no_more_what_was_read_opens_nothing(books, team, meanwhile):
    invite, unit = await invited(books), books.unit()
    if meanwhile == "revoked":
        revoke_invite(unit, invite, OLGA)
    else:
        change_invite(unit, invite, InvitedAs.OWNER, OLGA)
    await books.writer.commit(unit)

    with pytest.raises(Stale):
        await joined(books, invite)
    assert team.memberships(RITA) == []


async def test_an_invite_of_another_clinic_is_neither_changed_nor_revoked(books, team):
    invite = await invited(books)
    for deed in (revoke_invite, lambda *given: change_invite(*given[:2], InvitedAs.OWNER, OLGA)):
        unit = books.unit(NEIGHBOUR)
        deed(unit, invite, OLGA)
        with pytest.raises(Stale):
            await books.writer.commit(unit)
    assert team.invites.of_hash(invite.hash) == invite


async def test_open_invites_are_those_that_would_open_now(books, team):
    used, kept, foreign = [
        await invited(books, clinic_id=clinic) for clinic in (SMILE, SMILE, NEIGHBOUR)
    ]
    await joined(books, used)

    listed = team.invites.open_of(SMILE, kept.expires)
    [claim] = [each for each in listed if each.is_claim]
    assert {each.hash for each in listed} == {claim.hash, kept.hash}
    assert team.invites.open_of(SMILE, kept.expires + 1) == [claim]
    assert foreign in team.invites.open_of(NEIGHBOUR, foreign.expires)


async def test_an_unknown_code_is_no_invite(books, team):
    assert team.invites.of_code("guess") is None


async def test_whoever_was_removed_is_out_and_can_come_back(books, team):
    await joined(books, await invited(books))
    await books.connection.execute("UPDATE staff SET removed = 1 WHERE id = ?", (RITA,))
    assert team.memberships(RITA) == []

    await joined(books, await invited(books, InvitedAs.MANAGER))
    assert team.memberships(RITA) == [Membership(SMILE, Role.MANAGER, "Rita")]


async def test_one_person_can_work_in_two_clinics(books, team):
    await joined(books, await invited(books))
    await joined(books, await invited(books, clinic_id=NEIGHBOUR))

    assert [place.clinic_id for place in team.memberships(RITA)] == [SMILE, NEIGHBOUR]
    assert team.standing(RITA) == (None, NEIGHBOUR)


async def test_whoever_joins_raises_the_staffs_change(books, team):
    before = team.staff_change(SMILE)
    await joined(books, await invited(books))

    assert team.staff_change(SMILE) > before
    assert team.staff_change(SMILE) == books.change()
    assert team.staff_change(NEIGHBOUR) == 0


async def test_a_language_once_asked_for_stays_through_joining(books, team):
    for language in ("ru", "uk"):
        unit = books.unit(None)
        choose_language(unit, RITA, language)
        await books.writer.commit(unit)
    await joined(books, await invited(books))

    assert team.standing(RITA) == ("uk", SMILE)
    assert team.standing(OLGA) == (None, None)


async def test_joining_is_in_the_audit_chain(books):
    await joined(books, await invited(books))

    actions = books.rows("SELECT action, author_id FROM audit WHERE clinic_id = 1")
    assert actions[1:] == [("invite made", OLGA), ("joined", RITA)]
    assert books.broken_link() is None
