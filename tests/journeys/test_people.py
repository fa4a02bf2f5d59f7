"""J10: a one-time link brings people in, and whoever is removed is out at once."""

from contextlib import closing

import pytest

from clinic.calendar import HOUR, HandClock
from storage.outside import outside, touch
from storage.tables import staff
from tests.support.cast import NIKOLAI, OLGA, RITA, Joins, code_in
from tests.support.stage import Actor, Stage

STAFF = "SELECT id, role, name FROM staff WHERE clinic_id = ? AND removed IS NULL ORDER BY id"


def remove(stage: Stage, person_id: int) -> None:
    """Remove somebody as another process does."""
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        change = touch(connection, 1)
        gone = staff.update().where(staff.c.id == person_id)
        connection.execute(gone.values(removed=stage.clock.now(), change=change))


async def test_an_invite_lets_one_colleague_in_as_staff(stage: Stage, joins: Joins) -> None:
    rita = await joins("Rita", RITA)

    assert "You are on the staff of Smile." in rita.heard[-2]
    assert stage.rows(STAFF, 1)[1:] == [(RITA, "staff", "Rita")]


async def test_an_owner_s_invite_makes_an_owner(stage: Stage, owner: Actor, joins: Joins) -> None:
    rita = await joins("Rita", RITA, "owner")

    assert "see all money" in owner.sees
    assert any("You are the owner of Smile." in text for text in rita.heard)
    assert (RITA, "owner", "Rita") in stage.rows(STAFF, 1)


async def test_a_staff_invite_takes_nothing_from_the_owner(stage: Stage, owner: Actor) -> None:
    await owner.sends("/invite")
    await owner.sends(f"/start {code_in(owner.sees)}")

    assert "still good for a colleague" in owner.sees
    assert stage.rows(STAFF, 1) == [(OLGA, "owner", "Olga")]


async def test_an_invite_works_once(stage: Stage, owner: Actor, stranger: Actor) -> None:
    await owner.sends("/invite")
    code = code_in(owner.sees)
    rita = stage.actor("Rita", RITA)
    await rita.sends(f"/start {code}")
    await rita.sends(f"/start {code}")
    assert "joined by this invite already" in rita.sees

    await stranger.sends(f"/start {code}")
    assert "was used already" in stranger.sees
    assert len(stage.rows(STAFF, 1)) == 2


async def test_an_invite_ends_after_a_day(stage: Stage, owner: Actor, stranger: Actor) -> None:
    await owner.sends("/invite")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await stranger.sends(f"/start {code_in(owner.sees)}")

    assert "too old" in stranger.sees
    assert len(stage.rows(STAFF, 1)) == 1


async def test_a_withdrawn_invite_opens_nothing(
    stage: Stage, owner: Actor, stranger: Actor
) -> None:
    await owner.sends("/invite")
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE invites SET revoked = made")
    await stranger.sends(f"/start {code_in(owner.sees)}")

    assert "withdrawn this invite" in stranger.sees


async def test_a_forwarded_invite_command_and_a_wrong_role_invite_nobody(
    stage: Stage, owner: Actor
) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Rita", "date": 1}
    await owner.sends("/invite", fields={"forward_origin": origin})
    assert "Forwarded messages are not read" in owner.sees

    await owner.sends("/invite boss")
    assert "staff, doctor, manager, owner" in owner.sees
    assert stage.rows("SELECT * FROM invites") == []


async def test_staff_invite_nobody(stage: Stage, reception: Actor) -> None:
    before = stage.rows("SELECT * FROM invites")
    await reception.sends("/invite")

    assert "for the clinic's owner" in reception.sees
    assert stage.rows("SELECT * FROM invites") == before


async def test_a_claim_code_makes_the_first_owner_once(stage: Stage, stranger: Actor) -> None:
    claim = stage.add_clinic("Third").claim
    await stranger.sends(f"/start {claim}")
    assert any("You are the owner of Third." in text for text in stranger.heard)

    late = stage.actor("Late", 702)
    await late.sends(f"/start {claim}")
    assert "was used already" in late.sees
    assert stage.rows(STAFF, 3) == [(stranger.id, "owner", "Sasha")]


async def test_who_works_elsewhere_joins_a_further_clinic(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await owner.sends("/invite")
    await neighbour.sends(f"/start {code_in(owner.sees)}")
    await neighbour.sends("1042 hygiene 3500")

    assert stage.rows("SELECT clinic_id FROM visit_lines") == [(1,)]
    assert (NIKOLAI, "staff", "Nikolai") in stage.rows(STAFF, 1)


async def test_the_owner_added_by_id_is_called_by_name_from_the_first_contact(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    assert stage.rows(STAFF, 1) == [(OLGA, "owner", str(OLGA))]
    await owner.sends("1042 hygiene 3500")
    assert stage.rows(STAFF, 1) == [(OLGA, "owner", "Olga")]

    other = await joins("Boris", 504, "owner")
    await other.sends("/day")
    assert "1. 10:30 1042 · Hygiene · RUB 3,500 · Olga" in other.sees


async def test_removed_staff_are_out_with_the_next_update_and_for_old_buttons(
    stage: Stage, reception: Actor
) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(HOUR)
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Edit")
    await reception.taps("Amount")
    remove(stage, RITA)
    heard = len(reception.heard)
    await reception.taps("Back")
    await reception.replies(reception.person.sees[-1], "4500")
    await reception.sends("4500")
    await reception.sends("/today")

    assert reception.heard[heard:] == [reception.sees]
    assert "work only for its staff" in reception.sees
    assert stage.rows("SELECT amount, voided FROM visit_lines") == [(350000, None)]


async def test_a_removed_person_comes_back_by_a_new_invite(
    stage: Stage, joins: Joins, reception: Actor
) -> None:
    remove(stage, RITA)
    await reception.sends("1042 hygiene 3500")
    again = await joins("Rita", RITA)
    await again.sends("1042 hygiene 3500")

    assert stage.rows("SELECT author_id FROM visit_lines") == [(RITA,)]


@pytest.mark.parametrize("typed", ["hello", "1042 hygiene 3500", "/today", "/undo", "/start", "/"])
async def test_a_stranger_gets_one_polite_line_an_hour_and_leaves_nothing(
    stage: Stage, stranger: Actor, typed: str
) -> None:
    for _ in range(3):
        await stranger.sends(typed)
    assert len(stranger.heard) == 1
    assert "work only for its staff" in stranger.sees
    assert stage.rows("SELECT * FROM inbox") == []
    assert stage.rows("SELECT * FROM visit_lines") == []

    assert isinstance(stage.clock, HandClock)
    stage.clock.move(HOUR)
    await stranger.sends(typed)
    assert len(stranger.heard) == 2


async def test_a_stranger_may_guess_five_codes_an_hour(stage: Stage, stranger: Actor) -> None:
    for guess in range(9):
        await stranger.sends(f"/start guess{guess}")

    assert len(stranger.heard) == 5
    assert "don't know this code" in stranger.sees


async def test_a_group_that_is_no_clinic_s_hears_no_numbers(stage: Stage, reception: Actor) -> None:
    group = stage.world.add_group("Staff", [reception.person])
    await reception.sends("/today", chat=group)

    answers = [message.text for message in group.screen if message.from_bot]
    assert all("send /start here" in text for text in answers)
