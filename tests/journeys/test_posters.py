"""A poster a place: made by owners and managers, taken down, put back, never for practice."""

import pytest

from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

POSTERS = "SELECT place, hidden FROM posters ORDER BY id"


def link_in(person: Actor) -> str:
    found = [word for text in person.heard for word in text.split() if "start=p_" in word]
    return found[-1]


async def test_a_place_is_tapped_and_the_poster_comes_as_a_picture_with_its_link(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/poster")
    await owner.taps("+ front desk")

    assert owner.person.last.photo
    assert "Smile · front desk" in owner.sees
    assert (owner.person.last.photo or b"").startswith(b"\x89PNG")
    printed = owner.person.sees[-2].document
    assert (printed or b"").startswith(b"%PDF")
    assert owner.person.sees[-2].document_name == "front-desk.pdf"
    assert link_in(owner).startswith("https://t.me/smile_bot?start=p_")
    assert owner.buttons == ["Copy", "Take it down"]
    assert stage.rows(POSTERS) == [("front desk", 0)]


@pytest.mark.parametrize("how", ["behind the command", "after a tap"])
async def test_another_place_is_typed(stage: Stage, owner: Actor, how: str) -> None:
    if how == "after a tap":
        await owner.sends("/poster")
        await owner.taps("Another place")
        await owner.sends(" room   3 ")
    else:
        await owner.sends("/poster room 3")

    assert stage.rows(POSTERS) == [("room 3", 0)]


async def test_a_place_that_shows_nothing_is_asked_again(stage: Stage, owner: Actor) -> None:
    await owner.sends("/poster ⭐ ⭐")

    assert "needs a letter" in owner.sees
    assert stage.rows(POSTERS) == []


async def test_the_same_place_twice_is_the_same_poster(stage: Stage, owner: Actor) -> None:
    await owner.sends("/poster exit")
    first = link_in(owner)
    await owner.sends("/poster exit")

    assert link_in(owner) == first
    assert stage.rows(POSTERS) == [("exit", 0)]
    assert stage.rows("SELECT image IS NULL, file_id IS NULL FROM pictures") == [(1, 0), (1, 0)]


async def test_a_poster_is_taken_down_and_put_back(
    stage: Stage, owner: Actor, stranger: Actor
) -> None:
    await owner.sends("/poster exit")
    link = link_in(owner)
    await owner.sends("/poster")
    await owner.taps("Take it down")
    await stranger.scans(link)
    assert "not in use any more" in stranger.sees

    await owner.taps("Put it up")
    await stranger.scans(link)
    assert "How was it here?" in stranger.sees
    assert stage.rows(POSTERS) == [("exit", 0)]


async def test_staff_make_none_and_managers_do(
    stage: Stage, joins: Joins, reception: Actor
) -> None:
    manager = await joins("Mila", 505, "manager")
    await reception.sends("/poster exit")
    await manager.sends("/poster door")

    assert "manager" in reception.sees
    assert stage.rows(POSTERS) == [("door", 0)]


async def test_a_button_of_another_clinic_changes_nothing(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await owner.sends("/poster exit")
    button = owner.person.last.button("Take it down")["callback_data"]
    await neighbour.sends("/poster")
    await neighbour.taps(button, neighbour.person.last, stale=True)

    assert "another clinic" in neighbour.sees
    assert stage.rows(POSTERS) == [("exit", 0)]


async def test_practice_has_no_posters(stage: Stage, owner: Actor) -> None:
    await owner.sends("/practice")
    await owner.sends("/poster exit")

    assert "This is practice" in owner.sees
    assert stage.rows(POSTERS) == []


async def test_the_owner_finds_the_poster_for_the_staff_room_there_too(
    owner: Actor, joins: Joins
) -> None:
    await owner.sends("/poster")
    await owner.taps("For the staff room: value of a patient")
    assert "A patient who walks in: —" in owner.sees

    await owner.taps("Chart")
    printed, tall, page = owner.person.sees[-3:]
    assert (printed.document or b"").startswith(b"%PDF")
    assert printed.document_name == "poster.pdf"
    assert (tall.photo or b"").startswith(b"\x89PNG")
    assert (page.photo or b"").startswith(b"\x89PNG")
    assert tall.photo != page.photo

    manager = await joins("Mila", 505, "manager")
    await manager.sends("/poster")
    assert not [label for label in manager.buttons if "staff room" in label]
