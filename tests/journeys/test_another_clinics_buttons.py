"""Old buttons of a clinic that one works in no more at the moment: they act nowhere else."""

import pytest

from tests.support.cast import RITA, Joins, code_in
from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage

STAFF = "SELECT clinic_id, id, role, name FROM staff WHERE removed IS NULL ORDER BY clinic_id, id"
DOCTORS = "SELECT clinic_id, name, person_id FROM doctors ORDER BY id"
SECOND = 3
OTHER = "This button belongs to another clinic. Switch there with /clinics first."


@pytest.fixture
async def second(stage: Stage, owner: Actor, reception: Actor) -> Actor:
    """Olga owns Second as well, Rita works in both; Olga is in Smile now."""
    stage.add_clinic("Second", owner.id)
    await works_in(owner, "Second")
    await owner.sends("/invite")
    await reception.sends(f"/start {code_in(owner.sees)}")
    await works_in(owner, "Smile")
    return reception


async def works_in(owner: Actor, clinic: str) -> None:
    await owner.sends("/clinics")
    label = next(each for each in owner.buttons if clinic in each)
    await owner.taps(label)


@pytest.mark.parametrize(
    ("path", "button"),
    [
        (["Rita", "Remove"], "Yes, remove"),
        (["Rita", "Remove"], "Back"),
        (["Rita"], "Remove"),
        (["Rita"], "Manager"),
        (["Rita"], "Is a doctor too"),
        (["Rita"], "Rename"),
        (["Rita"], "Back"),
        ([], "Rita"),
    ],
)
async def test_an_old_button_about_a_person_acts_in_no_other_clinic(
    stage: Stage, owner: Actor, second: Actor, path: list[str], button: str
) -> None:
    await owner.sends("/team")
    for label in path:
        await owner.taps(label)
    card = owner.person.last
    shown = card.text
    await works_in(owner, "Second")
    before = stage.rows(STAFF), stage.rows(DOCTORS)
    assert (SECOND, RITA, "staff", "Rita") in before[0]
    await owner.taps(button, card)

    assert owner.sees == OTHER
    assert card.text == shown
    assert (stage.rows(STAFF), stage.rows(DOCTORS)) == before


async def test_a_reply_to_a_card_of_another_clinic_says_where_it_can_be_mended(
    stage: Stage, second: Actor
) -> None:
    await works_in(second, "Smile")
    await second.sends("1042 hygiene 3500")
    card = second.person.last
    await works_in(second, "Second")
    await second.replies(card, "4500")

    assert "switch there with /clinics first" in second.sees
    assert stage.rows("SELECT clinic_id, amount FROM visit_lines") == [(1, 350000)]


async def test_back_in_its_clinic_the_button_does_what_it_says(
    stage: Stage, owner: Actor, second: Actor
) -> None:
    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Remove")
    card = owner.person.last
    assert "Remove Rita from Smile?" in owner.sees
    await works_in(owner, "Second")
    await works_in(owner, "Smile")
    await owner.taps("Yes, remove", card)

    assert [row[:2] for row in stage.rows(STAFF) if row[1] == RITA] == [(SECOND, RITA)]


async def test_a_page_of_the_people_and_an_open_invite_stay_in_their_clinic(
    stage: Stage, owner: Actor, second: Actor, joins: Joins
) -> None:
    for number in range(8):
        await joins(f"Anna {number}", 510 + number)
    await owner.sends("/invite manager")
    await owner.sends("/team")
    card = owner.person.last
    await works_in(owner, "Second")
    for button in ("▶", "Withdraw the invite: manager"):
        await owner.taps(button, card)
        assert owner.sees == OTHER

    assert stage.rows("SELECT count(*) FROM invites WHERE revoked IS NOT NULL") == [(0,)]


async def test_what_is_practised_shows_nothing_of_the_team(stage: Stage, owner: Actor) -> None:
    await owner.sends("/team")
    card = owner.person.last
    await owner.sends("/practice")
    await owner.taps("501", card)

    assert "End it first: /practice" in owner.sees


@pytest.mark.parametrize("path", [["Services"], []])
async def test_an_old_list_of_the_catalogue_adds_nothing_elsewhere(
    stage: Stage, owner: Actor, second: Actor, path: list[str]
) -> None:
    await opens(owner, *path)
    card = owner.person.last
    await works_in(owner, "Second")
    before = stage.rows("SELECT clinic_id, name FROM services ORDER BY id")
    await owner.taps("+ Add" if path else "Services", card)
    assert owner.sees == OTHER
    await owner.sends("Polishing")

    assert stage.rows("SELECT clinic_id, name FROM services ORDER BY id") == before


async def test_the_card_of_another_clinics_visit_says_where_to_look(
    stage: Stage, owner: Actor, second: Actor
) -> None:
    await owner.sends("1042 hygiene 3500 google")
    card = owner.person.last
    shown = card.text
    await works_in(owner, "Second")
    await owner.taps("Undo", card)

    assert "switch there with /clinics first" in owner.sees
    assert card.text == shown
    assert stage.rows("SELECT voided FROM visit_lines") == [(None,)]
