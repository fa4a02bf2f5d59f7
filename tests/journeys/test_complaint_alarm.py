"""Owners are told at once of a complaint that is grave, rude or not the patient's first: once."""

import pytest

from clinic.calendar import HOUR, HandClock
from playground.messages import Message
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

DAY = 24 * HOUR


def told(person: Actor) -> list[Message]:
    """The cards of complaints in a person's chat."""
    return [m for m in person.person.sees if m.from_bot and m.text.startswith("Complaint · ")]


@pytest.mark.parametrize(
    "typed",
    ["waited an hour", "1042 waited an hour", "price was another", "something is wrong"],
)
async def test_an_ordinary_complaint_waits_for_the_owner_to_look(
    owner: Actor, reception: Actor, typed: str
) -> None:
    await reception.sends(f"/complaint {typed}")
    await reception.taps("Serious")
    await reception.taps("Furious")

    assert told(owner) == []


async def test_a_grave_one_is_told_once_however_often_chips_are_tapped(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("/complaint 1042 infection after treatment")
    grave = reception.person.last.button("Grave")["callback_data"]
    card = reception.person.last
    await reception.taps("Grave")
    await reception.taps(grave, card, stale=True)
    await reception.taps("Rude")
    await reception.taps("Furious")

    assert len(told(owner)) == 1
    assert "grave · rude · furious" in told(owner)[0].text, "it follows what changes later"


@pytest.mark.parametrize("how", ["words", "subject", "flag"])
async def test_a_rude_one_is_told(owner: Actor, reception: Actor, how: str) -> None:
    if how == "words":
        await reception.sends("/complaint they shouted at me")
    elif how == "subject":
        await reception.sends("/complaint")
        await reception.taps("Rudeness")
        await reception.taps("Anonymous")
    else:
        await reception.sends("/complaint waited an hour")
        assert told(owner) == []
        await reception.taps("Rude")

    assert len(told(owner)) == 1


@pytest.mark.parametrize(("days", "times"), [(0, 1), (90, 1), (91, 0)])
async def test_who_complained_within_ninety_days_before_is_told_of(
    stage: Stage, owner: Actor, reception: Actor, days: int, times: int
) -> None:
    await reception.sends("/complaint 1042 waited an hour")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(days * DAY)
    await reception.sends("/complaint 1042 the price was another")

    assert len(told(owner)) == times
    assert ("not the first within 90 days" in reception.sees) == bool(times)


async def test_a_withdrawn_one_is_no_first(owner: Actor, reception: Actor) -> None:
    await reception.sends("/complaint 1042 waited an hour")
    await reception.taps("Undo")
    await reception.sends("/complaint 1042 the price was another")

    assert told(owner) == []


async def test_anonymous_ones_repeat_nothing(owner: Actor, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.sends("/complaint waited an hour again")

    assert told(owner) == []


async def test_the_author_is_not_told_of_his_own(owner: Actor) -> None:
    await owner.sends("/complaint they shouted at me")

    assert len(told(owner)) == 1


async def test_every_owner_is_told_in_his_language_and_nobody_else(
    owner: Actor, reception: Actor, neighbour: Actor, joins: Joins
) -> None:
    second = await joins("Vera", 504, "owner", "ru")
    manager = await joins("Mila", 505, "manager")
    await neighbour.sends("/start")
    await reception.sends("/complaint they shouted at me")

    assert len(told(owner)) == 1
    assert [m for m in second.person.sees if m.from_bot and "they shouted at me" in m.text]
    assert told(manager) == []
    assert told(neighbour) == []


async def test_an_alert_lets_the_owner_act_on_that_very_entry(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("/complaint they shouted at me")
    hers = reception.person.last
    await owner.taps("Grave")
    await owner.replies(owner.person.last, "called back, said sorry")

    assert "grave" in hers.text
    assert "called back, said sorry" in hers.text
    assert stage.rows("SELECT gravity FROM complaints") == [(3,)]


async def test_it_waits_behind_answers_to_people(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint they shouted at me")

    alert = "SELECT priority FROM outbox WHERE chat_id = 501 AND payload LIKE '%shouted%'"
    assert stage.rows(alert) == [(3,)]


async def test_in_practice_nobody_is_told(owner: Actor, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("/complaint they shouted at me")

    assert reception.sees
    assert told(owner) == []


async def test_colleagues_and_neighbours_reach_nothing_of_it(
    stage: Stage, reception: Actor, colleague: Actor, neighbour: Actor
) -> None:
    await reception.sends("/complaint they shouted at me")
    buttons = [b["callback_data"] for row in reception.person.last.buttons for b in row]
    before = stage.rows("SELECT * FROM complaints")
    for person, sentence in ((colleague, "Somebody else wrote"), (neighbour, "I don't find")):
        await person.sends("/start")
        shown = person.person.last
        for button in buttons:
            await person.taps(button, shown, stale=True)
            assert sentence in person.sees
            assert "shouted" not in person.sees

    assert stage.rows("SELECT * FROM complaints") == before
