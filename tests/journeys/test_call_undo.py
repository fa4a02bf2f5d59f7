"""A slip on a call's card is taken back: the figures, the entry and the patient are as before."""

import pytest

from clinic.calendar import HOUR, MINUTE
from playground.messages import Message
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

CALL = """
    SELECT attempts, outcome, contacted, later, closed FROM calls
    JOIN patients ON patients.id = patient_id WHERE code = '1002'
"""
UNTOUCHED = [(0, None, None, None, None)]
STANDING = "SELECT outcome FROM call_attempts WHERE voided IS NULL ORDER BY id"
MISTAKES = {
    "called": ("Called",),
    "no answer": ("No answer",),
    "booked": ("Booked", "Mon Mar 16"),
    "refused": ("Refused", "moved away"),
    "silenced": ("Do not call", "Never call again"),
}


@pytest.fixture
async def caller(owner: Actor, reception: Actor) -> Actor:
    """Reception has the card of 1002 before her; 1001 is behind."""
    for line in ("1001 hygiene 3000 2025-05-01", "1002 hygiene 9000 2025-05-01"):
        await owner.sends(line)
    await reception.sends("/calls")
    await reception.taps("First patient")
    return reception


def carried(card: Message, label: str) -> str:
    """What the button of a card carries."""
    buttons = (each for row in card.buttons for each in row)
    return next(str(each["callback_data"]) for each in buttons if each["text"] == label)


@pytest.mark.parametrize("taps", MISTAKES.values(), ids=MISTAKES)
async def test_undo_puts_everything_right_and_the_patient_back_on_the_list(
    stage: Stage, caller: Actor, owner: Actor, taps: tuple[str, ...]
) -> None:
    for label in taps:
        await caller.taps(label)
    undo, card = carried(caller.person.last, "Undo"), caller.person.last
    for _ in range(2):
        caller.person.taps(undo, card, stale=True)
    await stage.settles()

    assert caller.sees == "1002: taken back. It counts as not called."
    assert stage.rows(CALL) == UNTOUCHED
    assert stage.rows(STANDING) == []
    assert stage.rows("SELECT voided_by FROM call_attempts") == [(caller.id,)]
    assert stage.rows("SELECT count(*) FROM patients WHERE do_not_call = 1") == [(0,)]
    for table in ("appointments", "leavings"):
        assert stage.rows(f"SELECT 1 FROM {table} WHERE voided IS NULL") == []  # noqa: S608 - own names
    audited = "SELECT author_id FROM audit WHERE action = 'call taken back'"
    assert stage.rows(audited) == [(caller.id,)]
    await owner.sends("/calls")
    assert owner.sees.startswith("1 patient to call.")
    await owner.taps("What came of it")
    assert owner.sees.startswith("Nobody was reached yet")
    await caller.taps("To the card")
    assert caller.sees.startswith("1002 is due again")
    for label in taps:
        await caller.taps(label)
    assert len(stage.rows(STANDING)) == 1


async def test_an_attempt_of_the_day_before_stands_when_the_second_is_taken_back(
    stage: Stage, caller: Actor
) -> None:
    await caller.taps("No answer")
    first = caller.person.last
    earlier = carried(first, "Undo")
    stage.clock.move(24 * HOUR)
    await caller.sends("/calls")
    await caller.taps("First patient")
    await caller.taps("Called")
    undo, card = carried(caller.person.last, "Undo"), caller.person.last
    await caller.taps(earlier, first, stale=True)
    assert caller.sees.startswith("Only who noted it can take it back, within ten minutes.")
    await caller.taps(undo, card)

    assert stage.rows(CALL) == [(1, "no_answer", None, None, None)]
    assert stage.rows(STANDING) == [("no_answer",)]
    await caller.taps("To the card")
    assert "Last call: March 12, no answer. 1 attempt." in card.text


async def test_after_ten_minutes_only_a_manager_takes_it_back_and_is_asked(
    stage: Stage, caller: Actor, colleague: Actor, joins: Joins
) -> None:
    await caller.taps("Called")
    card, undo = caller.person.last, carried(caller.person.last, "Undo")
    await colleague.sends("/calls")
    await colleague.taps(undo, colleague.person.last, stale=True)
    assert colleague.sees.startswith("Only who noted it can take it back")
    stage.clock.move(11 * MINUTE)
    await caller.taps(undo, card)
    assert caller.sees.startswith("Only who noted it can take it back")
    assert stage.rows(STANDING) == [("reached",)]

    manager = await joins("Mila", 505, "manager")
    await manager.sends("/calls")
    for label in ("What came of it", "Take a call back", "1002 spoken to"):
        await manager.taps(label)
    assert manager.sees == "1002 → withdrawn?\nspoken to · Rita 10:30"
    await manager.taps("Keep")
    await manager.taps("1002 spoken to")
    await manager.taps("Withdraw")
    assert stage.rows(CALL) == UNTOUCHED
    await manager.taps("To the card")
    assert manager.sees.startswith("1002 is due again")


async def test_a_call_that_was_made_again_or_that_somebody_holds_is_left_as_it_is(
    stage: Stage, caller: Actor, owner: Actor
) -> None:
    await caller.taps("No answer")
    first, undo = caller.person.last, carried(caller.person.last, "Undo")
    stage.clock.move(24 * HOUR)
    await caller.sends("/calls")
    await caller.taps("First patient")
    await owner.taps(undo, owner.person.last, stale=True)
    await owner.taps("Withdraw")
    assert owner.sees == "Rita is calling this patient now. /calls gives you another one."
    await caller.taps("Called")
    await owner.taps(undo, owner.person.last, stale=True)
    await owner.taps("Withdraw")

    assert owner.sees.startswith("This patient was called again since.")
    assert stage.rows(STANDING) == [("no_answer",), ("reached",)]
    assert first.text.startswith("1002: no answer.")


async def test_the_call_of_before_stays_closed_where_a_complaint_has_opened_another(
    stage: Stage, caller: Actor, owner: Actor
) -> None:
    await caller.taps("Called")
    undo = carried(caller.person.last, "Undo")
    await owner.sends("1002 hygiene 3000 2025-05-02")
    stage.clock.move(48 * HOUR)
    await owner.sends("/complaint 1002 the drill was loud")
    stage.clock.move(24 * HOUR)
    await owner.sends("/calls")
    opened = "SELECT closed IS NULL FROM calls JOIN patients p ON p.id = patient_id"
    assert stage.rows(f"{opened} WHERE code = '1002' ORDER BY calls.id") == [(0,), (1,)]
    await owner.taps(undo, owner.person.last, stale=True)
    await owner.taps("Withdraw")

    assert stage.rows(STANDING) == []
    assert stage.rows(f"{opened} WHERE code = '1002' ORDER BY calls.id") == [(0,), (1,)]


async def test_the_neighbour_takes_nothing_back(caller: Actor, neighbour: Actor) -> None:
    await caller.taps("Called")
    undo = carried(caller.person.last, "Undo")
    await neighbour.sends("/calls")
    await neighbour.taps(undo, neighbour.person.last, stale=True)

    assert neighbour.sees.startswith("I don't find this call in the clinic")
