"""Several clinics of one person: a key names the one where he is, a tap switches."""

import pytest

from tests.support.cast import NIKOLAI, OLGA, RITA, code_in
from tests.support.screens import all_keys, menu
from tests.support.stage import Actor, Stage

LOGGED = "SELECT clinic_id FROM visit_lines ORDER BY id"


@pytest.fixture
async def both(owner: Actor, neighbour: Actor) -> Actor:
    """Nikolai owns the neighbour and has joined Smile as well."""
    await neighbour.sends("/start")
    assert "Chart" in all_keys(neighbour)
    await owner.sends("/invite")
    await neighbour.sends(f"/start {code_in(owner.sees)}")
    return neighbour


async def test_a_further_clinic_is_the_current_one_and_says_so(both: Actor) -> None:
    [welcome] = [text for text in both.heard if "Welcome!" in text]

    assert "From now on you work in Smile here" in welcome
    assert "Clinic: Smile" in all_keys(both)


async def test_who_works_in_one_clinic_and_practises_is_not_told_to_choose(
    reception: Actor,
) -> None:
    await reception.sends("/practice")
    await reception.sends("/clinics")

    assert reception.sees.startswith("You work in one clinic: Smile.")
    assert reception.buttons == ["Smile"]


async def test_a_switch_takes_two_taps_and_the_key_names_the_clinic(
    stage: Stage, both: Actor
) -> None:
    before = both.counted.taps, both.counted.characters
    await both.presses("Clinic: Smile")
    assert "You work in Smile now" in both.sees
    assert both.buttons == ["\N{WHITE HEAVY CHECK MARK} Smile", "Neighbour"]
    card = both.person.last
    await both.taps("Neighbour")

    assert (both.counted.taps - before[0], both.counted.characters - before[1]) == (2, 0)
    assert both.sees == "You are the owner of Neighbour. What you write now goes to this clinic."
    assert "Clinic: Neighbour" in all_keys(both)
    assert card.keyboard == [["Smile"], ["\N{WHITE HEAVY CHECK MARK} Neighbour"]]
    await both.sends("1042 hygiene 3500")
    await both.taps("Smile", card)
    await both.sends("1042 hygiene 3500")
    assert stage.rows(LOGGED) == [(2,), (1,)]


async def test_a_key_of_the_clinic_left_behind_still_opens_the_choice(both: Actor) -> None:
    await both.presses("Clinic: Smile")
    await both.taps("Neighbour")
    await both.sends("Clinic: Smile")

    assert "You work in Neighbour now" in both.sees


async def test_a_form_of_the_other_clinic_is_dropped_with_a_word(stage: Stage, both: Actor) -> None:
    await both.sends("1042 hygiene 3500")
    await both.taps("Edit")
    await both.taps("Amount")
    await both.sends("/clinics")
    await both.taps("Neighbour")
    assert "What you had begun to fill in is dropped." in both.sees
    await both.sends("4500")

    rows = stage.rows("SELECT clinic_id, amount FROM visit_lines ORDER BY id")
    assert rows[0] == (1, 350000)
    assert all(amount is None for _, amount in rows[1:])


async def test_rights_are_those_of_the_clinic_where_one_is(both: Actor) -> None:
    await both.sends("/invite")
    assert "for the clinic's owner" in both.sees
    await both.sends("/clinics")
    await both.taps("Neighbour")
    await both.sends("/invite")

    assert "works once" in both.sees


async def test_the_menu_offers_the_switch_only_where_there_is_one(
    stage: Stage, both: Actor, owner: Actor
) -> None:
    await stage.world.until(lambda: "clinics" in menu(both) and "team" not in menu(both))
    await both.sends("/clinics")
    await both.taps("Neighbour")
    await stage.world.until(lambda: "team" in menu(both))

    assert "clinics" not in menu(owner)
    await owner.sends("/clinics")
    assert "You work in one clinic: Smile" in owner.sees


async def test_nobody_switches_to_a_clinic_where_he_does_not_work(
    stage: Stage, owner: Actor, both: Actor
) -> None:
    await both.sends("/clinics")
    pressed = both.person.last.button("Neighbour")
    assert pressed is not None
    await owner.sends("/start")
    await owner.taps(pressed["callback_data"], owner.person.last, stale=True)

    assert "do not work in that clinic" in owner.sees
    assert stage.rows("SELECT clinic_id FROM people WHERE id = ?", OLGA) == [(1,)]


async def test_a_switch_to_a_clinic_that_has_just_removed_one_is_refused(
    stage: Stage, owner: Actor, both: Actor
) -> None:
    await both.sends("/clinics")
    card = both.person.last
    await both.taps("Neighbour")
    await owner.sends("/team")
    await owner.taps("Nikolai")
    await owner.taps("Remove")
    await owner.taps("Yes, remove")
    assert "You do not work in Smile any more" in both.heard[-1]
    await both.taps("Smile", card)

    assert "do not work in that clinic" in both.sees
    assert stage.rows("SELECT clinic_id FROM people WHERE id = ?", NIKOLAI) == [(2,)]
    assert RITA not in {row[0] for row in stage.rows("SELECT id FROM staff")}
