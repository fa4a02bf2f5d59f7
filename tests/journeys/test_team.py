"""/team: owners see who works here, change roles and names, and remove; a clinic keeps an owner."""

import asyncio

import pytest

from clinic.calendar import HOUR, HandClock
from playground.messages import Message
from tests.support.cast import NIKOLAI, OLGA, RITA, ZOE, Joins, code_in
from tests.support.screens import all_keys
from tests.support.stage import Actor, Stage

STAFF = "SELECT id, role, name FROM staff WHERE clinic_id = 1 AND removed IS NULL ORDER BY id"
DOCTORS = "SELECT name, person_id FROM doctors WHERE clinic_id = 1 ORDER BY id"
AMOUNTS = "SELECT amount, voided FROM visit_lines ORDER BY id"


async def opens(owner: Actor, name: str) -> Message:
    """Open /team and a person in it; return the living message."""
    await owner.sends("/team")
    await owner.taps(name)
    return owner.person.last


async def removes(owner: Actor, name: str) -> None:
    await opens(owner, name)
    await owner.taps("Remove")
    await owner.taps("Yes, remove")


async def test_the_list_names_everybody_and_the_open_invites(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await owner.sends("/invite manager")
    code = code_in(owner.sees)
    await owner.sends("/team")

    assert owner.sees.splitlines() == [
        "Smile · 2 people work here",
        "Olga: owner, since March 12, 2026",
        "Rita: staff, since March 12, 2026",
        "Open invite: manager, until March 13, 2026, 10:30",
    ]
    assert owner.buttons == ["Olga", "Rita", "Withdraw the invite: manager", "Invite"]
    await owner.taps("Withdraw the invite: manager")
    assert owner.buttons == ["Olga", "Rita", "Invite"]
    mila = stage.actor("Mila", 505)
    await mila.sends(f"/start {code}")
    assert "withdrawn" in mila.sees


async def test_a_long_list_is_paged_and_every_page_is_short(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    for number in range(10):
        await joins(f"{'Аннабель Конкордия ' * 3}{number}", 510 + number)
    for _ in range(5):
        await owner.sends("/invite")
    await owner.sends("/team")
    assert len(owner.sees) <= 900
    assert "11 people" in owner.sees

    await owner.taps("▶")
    assert owner.sees.count("staff, since") == 3
    await owner.taps("◀")
    assert owner.sees.count(", since") == 8


async def test_nobody_but_an_owner_sees_the_people(reception: Actor) -> None:
    await reception.sends("/team")

    assert "for the clinic's owner" in reception.sees


async def test_a_changed_role_comes_with_its_keys_and_counts_at_once(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    assert "Chart" not in all_keys(reception)
    await opens(owner, "Rita")
    await owner.taps("Owner")
    assert "Rita: owner" in owner.sees
    assert reception.sees == "You are the owner of Smile."
    assert "Chart" in all_keys(reception)
    await reception.sends("/team")
    assert "Rita: owner" in reception.sees

    await opens(owner, "Rita")
    await owner.taps("Manager")
    assert reception.sees == "You are a manager of Smile."
    await reception.taps("Olga")
    assert "for the clinic's owner" in reception.sees
    assert stage.rows(STAFF) == [(OLGA, "owner", "Olga"), (RITA, "manager", "Rita")]


async def test_a_doctor_is_made_and_unmade_and_his_own_lines_are_his(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await opens(owner, "Rita")
    await owner.taps("Is a doctor too")
    assert "Rita: staff, doctor" in owner.sees
    assert stage.rows(DOCTORS) == [("Rita", RITA)]
    await reception.sends("1042 hygiene 3500")
    await owner.sends("1043 hygiene 3500")
    assert stage.rows("SELECT doctor_id IS NOT NULL FROM visit_lines ORDER BY id") == [(1,), (0,)]

    await opens(owner, "Rita")
    await owner.taps("Is no doctor")
    assert stage.rows(DOCTORS) == [("Rita", None)]


async def test_a_name_is_changed_by_typing_it(stage: Stage, owner: Actor, reception: Actor) -> None:
    await opens(owner, "Rita")
    await owner.taps("Rename")
    await owner.sends("1042 hygiene 3500")  # a visit is a visit meanwhile
    await owner.sends("x" * 500)
    assert "1 to 64 characters" in owner.sees
    await owner.sends("  \u202eRita <b>Sergeevna</b> & Co ")

    assert "Rita <b>Sergeevna</b> &" in owner.sees
    assert stage.rows(STAFF)[1] == (RITA, "staff", "Rita <b>Sergeevna</b> & Co")
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]
    await owner.taps("Back")
    await owner.taps("Rita <b>Sergeevna</b> &…")
    assert "staff" in owner.sees


async def test_the_question_for_a_name_can_be_dropped(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await opens(owner, "Rita")
    await owner.taps("Rename")
    await owner.sends("/cancel")
    assert "The name stays as it was" in owner.sees
    await owner.sends("Anna")

    assert stage.rows(STAFF)[1] == (RITA, "staff", "Rita")


async def test_whoever_is_removed_is_out_with_a_form_half_filled_and_with_old_buttons(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(HOUR)  # as a stranger she has been answered already
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.taps("Edit")
    await reception.taps("Amount")
    [(state,)] = stage.rows("SELECT state FROM forms WHERE person_id = ?", RITA)
    assert state is not None
    await removes(owner, "Rita")

    assert owner.sees.startswith("Smile · 1 person works here")
    assert "your access has ended" in reception.sees
    assert all_keys(reception) == []
    assert stage.rows("SELECT state, content FROM forms WHERE person_id = ?", RITA) == [
        (None, "{}")
    ]
    heard = len(reception.heard)
    for row in card.buttons:
        await reception.taps(row[0]["callback_data"], card)
    assert len(reception.heard) == heard
    await reception.replies(card, "4500")
    await reception.sends("4500")
    assert reception.heard[heard:] == [reception.sees]
    assert "work only for its staff" in reception.sees
    assert stage.rows(AMOUNTS) == [(350000, None)]
    await stage.world.until(lambda: stage.world.calls_of["deleteMyCommands"] == 1)


async def test_who_comes_back_after_removal_finds_no_form_waiting(
    stage: Stage, owner: Actor, reception: Actor, joins: Joins
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Edit")
    await reception.taps("Amount")
    await removes(owner, "Rita")
    await joins("Rita", RITA)
    await reception.sends("4500")

    assert (350000, None) in stage.rows(AMOUNTS)
    assert (450000, None) not in stage.rows(AMOUNTS)


async def test_the_last_owner_stays_whatever_is_tapped(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    await owner.sends("/start")
    await opens(owner, "Olga")
    assert "The only owner" in owner.sees
    assert owner.buttons == ["Is a doctor too", "Rename", "Back"]

    boris = await joins("Boris", 504, "owner")
    card = await opens(owner, "Olga")
    await owner.taps("Remove")
    await opens(boris, "Boris")
    await boris.taps("Manager")
    await owner.taps("Yes, remove", card)
    assert "keeps an owner" in owner.sees
    assert stage.rows(STAFF) == [(OLGA, "owner", "Olga"), (504, "manager", "Boris")]


async def test_two_owners_who_remove_each_other_in_the_same_second_leave_one(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    boris = await joins("Boris", 504, "owner")
    for one, other in ((owner, "Boris"), (boris, "Olga")):
        await opens(one, other)
        await one.taps("Remove")
    owner.person.taps("Yes, remove")
    boris.person.taps("Yes, remove")
    await asyncio.sleep(0)
    await stage.settles()

    left = stage.rows(STAFF)
    assert [role for _, role, _ in left] == ["owner"]
    gone = boris if left[0][0] == OLGA else owner
    assert any("your access has ended" in text for text in gone.heard)


async def test_an_owner_who_removes_himself_is_out(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    await joins("Boris", 504, "owner")
    await removes(owner, "Olga")

    assert "your access has ended" in owner.sees
    assert stage.rows(STAFF) == [(504, "owner", "Boris")]


@pytest.mark.parametrize("button", ["Manager", "Rename", "Remove"])
async def test_a_button_of_somebody_removed_meanwhile_is_answered_politely(
    stage: Stage, owner: Actor, joins: Joins, reception: Actor, button: str
) -> None:
    boris = await joins("Boris", 504, "owner")
    card = await opens(boris, "Rita")
    await removes(owner, "Rita")
    await boris.taps(button, card)

    assert "does not work here any more" in boris.sees


@pytest.mark.parametrize("button", ["Owner", "Is a doctor too", "Rename", "Remove", "Back"])
async def test_the_owner_of_another_clinic_reaches_nobody_here(
    stage: Stage, owner: Actor, neighbour: Actor, reception: Actor, button: str
) -> None:
    card = await opens(owner, "Rita")
    pressed = card.button(button)
    assert pressed is not None
    await neighbour.sends("/team")
    before = stage.rows("SELECT * FROM staff"), stage.rows("SELECT * FROM doctors")
    await neighbour.taps(pressed["callback_data"], neighbour.person.last, stale=True)

    assert (stage.rows("SELECT * FROM staff"), stage.rows("SELECT * FROM doctors")) == before
    assert not any("Rita" in text for text in neighbour.heard)


async def test_who_works_elsewhere_too_is_there_after_removal(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await owner.sends("/invite")
    await neighbour.sends(f"/start {code_in(owner.sees)}")
    assert "Clinic: Smile" in all_keys(neighbour)
    await removes(owner, "Nikolai")

    assert "You work in Neighbour now." in neighbour.sees
    assert "Chart" in all_keys(neighbour)
    await neighbour.sends("1042 hygiene 3500")
    assert stage.rows("SELECT clinic_id, author_id FROM visit_lines") == [(2, NIKOLAI)]


async def test_a_removed_person_hears_it_in_his_own_language(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    zoe = await joins("Zoe", ZOE)
    await zoe.sends("/language")
    await zoe.taps("Русский")
    await removes(owner, "Zoe")

    [(payload,)] = stage.rows(
        "SELECT payload FROM outbox WHERE chat_id = ? ORDER BY id DESC LIMIT 1", ZOE
    )
    assert "Smile" in payload
