"""A half-filled visit or complaint waits while something else is asked, and can be dropped."""

import json
from collections.abc import Awaitable, Callable

import pytest

from playground.messages import Message
from tests.support.stage import Actor, Stage

CODES = """SELECT p.code, amount FROM visit_lines v JOIN patients p
    ON p.id = patient_id AND p.clinic_id = v.clinic_id WHERE v.clinic_id = 1 ORDER BY v.id"""
SAID = """SELECT subject, p.code FROM complaints c LEFT JOIN patients p
    ON p.id = patient_id AND p.clinic_id = c.clinic_id ORDER BY c.id"""
KEPT = "SELECT state, content FROM forms WHERE person_id = ?"


async def begun(reception: Actor) -> tuple[Message, Message]:
    """A saved visit's card, and the form of another that lacks its service."""
    await reception.sends("1042 hygiene 3500 google")
    card = reception.person.last
    await reception.sends("+ Visit")
    await reception.taps("1042")
    return card, reception.person.last


async def answers(reception: Actor, card: Message) -> None:
    await reception.taps("Edit", card)
    await reception.taps("Amount", card)
    await reception.sends("3600")


async def drops_by_command(reception: Actor, card: Message) -> None:
    await reception.taps("Edit", card)
    await reception.taps("Amount", card)
    await reception.sends("/cancel")


async def goes_back(reception: Actor, card: Message) -> None:
    await reception.taps("Edit", card)
    await reception.taps("Amount", card)
    await reception.taps("Back", card)


async def complains(reception: Actor, _card: Message) -> None:
    await reception.sends("/complaint")
    await reception.taps("Waiting")
    await reception.sends("1042")


async def praises_nobody(reception: Actor, _card: Message) -> None:
    await reception.sends("/praise")
    await reception.taps("Cancel")


Meanwhile = Callable[[Actor, Message], Awaitable[None]]
MEANWHILE: list[Meanwhile] = [answers, drops_by_command, goes_back, complains, praises_nobody]


@pytest.mark.parametrize("meanwhile", MEANWHILE)
async def test_the_visit_s_text_is_taken_again(
    stage: Stage, reception: Actor, meanwhile: Meanwhile
) -> None:
    card, form = await begun(reception)
    await meanwhile(reception, card)
    await reception.sends("filling 4500")

    assert stage.rows(CODES)[1:] == [("1042", 450000)]
    assert "1042 · Filling" in form.text


@pytest.mark.parametrize("meanwhile", MEANWHILE)
async def test_the_visit_s_buttons_work_again(
    stage: Stage, reception: Actor, meanwhile: Meanwhile
) -> None:
    card, form = await begun(reception)
    await meanwhile(reception, card)
    await reception.taps("Hygiene", form)

    assert "What is the amount?" in form.text


async def test_a_complaint_waits_for_its_code(stage: Stage, reception: Actor) -> None:
    card, _form = await begun(reception)
    await reception.sends("/complaint")
    await reception.taps("Rudeness")
    await answers(reception, card)
    await reception.sends("1077")
    await reception.sends("filling 4500")

    assert stage.rows(SAID) == [("rudeness", "1077")]
    assert stage.rows(CODES) == [("1042", 360000), ("1042", 450000)]
    assert stage.rows(KEPT, reception.id) == [(None, "{}")]


async def test_what_waits_can_be_gone_on_with_or_dropped_at_once(
    stage: Stage, reception: Actor
) -> None:
    _card, form = await begun(reception)
    await reception.sends("/complaint")
    asked = reception.person.last
    await reception.taps("Hygiene", form)
    assert "What is the amount?" in form.text
    await reception.taps("Cancel", form)
    assert "Dropped" in form.text
    await reception.taps("Waiting", asked)
    await reception.sends("1042")

    assert stage.rows(SAID) == [("waiting", "1042")]
    assert stage.rows(CODES) == [("1042", 350000)]
    assert stage.rows(KEPT, reception.id) == [(None, "{}")]


async def test_a_complaint_saved_by_a_tap_while_it_waits_asks_no_more(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("/complaint")
    await reception.taps("Waiting")
    asked = reception.person.last
    await reception.sends("+ Visit")
    form = reception.person.last
    await reception.taps("Anonymous", asked)
    await reception.taps("Cancel", form)
    await reception.sends("1077")

    assert stage.rows(SAID) == [("waiting", None)]
    assert stage.rows(CODES)[1:] == [("1077", None)]


async def test_forms_begun_in_turn_do_not_pile_up(stage: Stage, reception: Actor) -> None:
    card, _form = await begun(reception)
    for _ in range(4):
        await reception.sends("/complaint")
        await reception.sends("+ Visit")
        await reception.taps("Edit", card)
        await reception.taps("Amount", card)
        await reception.taps("Back", card)
        await reception.taps("Back", card)
    await reception.sends("/complaint")
    await reception.taps("Edit", card)
    await reception.taps("Amount", card)

    [(state, content)] = stage.rows(KEPT, reception.id)
    shelf = json.loads(content)["shelf"]
    assert (state, len(shelf)) == ("Editing:value", 2)
    assert all("shelf" not in kept for _state, kept in shelf)


async def test_a_removed_person_loses_what_waits(
    stage: Stage, reception: Actor, owner: Actor
) -> None:
    await begun(reception)
    await reception.sends("/complaint")
    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Remove")
    await owner.taps("Yes, remove")

    assert stage.rows(KEPT, reception.id) == [(None, "{}")]


async def test_looking_through_the_settings_leaves_the_visit_waiting(owner: Actor) -> None:
    _card, form = await begun(owner)
    await owner.sends("/settings")
    await owner.taps("Services")
    await owner.taps("Filling")
    await owner.taps("Hygiene", form)

    assert "What is the amount?" in form.text
