"""The call list: reception works through it, and no two people call the same patient."""

import pytest

from clinic.calendar import MINUTE
from playground.messages import Message
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

OPEN = "SELECT reason, attempts, later FROM calls WHERE closed IS NULL ORDER BY id"
ATTEMPTS = "SELECT outcome, reason, author_id FROM call_attempts ORDER BY id"
CODES = """
    SELECT p.code FROM calls c JOIN patients p ON p.clinic_id = c.clinic_id AND p.id = c.patient_id
    WHERE c.closed IS NULL ORDER BY p.code
"""


async def visited(author: Actor, *lines: str) -> None:
    """Log visits of long ago: hygiene is due again after 180 days."""
    for line in lines:
        await author.sends(line)


def button_of(card: Message, label: str) -> str:
    """What the button of a card carries."""
    return next(
        str(each["callback_data"]) for row in card.buttons for each in row if each["text"] == label
    )


@pytest.fixture
async def overdue(owner: Actor) -> None:
    await visited(
        owner,
        "1001 hygiene 3000 2025-05-01",
        "1002 hygiene 9000 2025-05-01",
        "1003 hygiene 6000 2025-05-01",
        "1004 hygiene 6000 2026-03-01",
    )


@pytest.fixture
async def caller(overdue: None, reception: Actor) -> Actor:
    """Reception has the first patient's card before her."""
    await reception.sends("/calls")
    await reception.taps("First patient")
    return reception


async def test_reception_works_through_three_cards(stage: Stage, caller: Actor) -> None:
    assert caller.sees.startswith("1002 is due again\nLast visit: May 1, 2025, 315 days ago, Hyg")
    assert "Not called yet." in caller.sees
    assert "RUB" not in caller.sees
    await caller.taps("Called")
    assert caller.sees.startswith("1002: spoken to.")
    await caller.taps("Next")
    assert caller.sees.startswith("1003 ")
    await caller.taps("No answer")
    assert "Comes back on March 13" in caller.sees
    await caller.taps("Next")
    assert caller.sees.startswith("1001 ")
    await caller.taps("Booked")
    await caller.taps("Mon Mar 16")
    assert caller.sees.startswith("1001: booked for March 16.")
    await caller.taps("Next")

    assert "Nobody is left to call now." in caller.sees
    made = [(outcome, None, caller.id) for outcome in ("reached", "no_answer", "booked")]
    assert stage.rows(ATTEMPTS) == made
    assert stage.rows("SELECT kind, planned FROM appointments") == [("booked", 20528)]


async def test_the_list_says_how_many_and_puts_the_worthiest_first(
    overdue: None, owner: Actor
) -> None:
    await owner.sends("/calls")
    assert owner.sees.startswith("3 patients to call.")
    await owner.taps("First patient")
    assert owner.sees.startswith("1002 ")
    assert "A call is worth about RUB 2,571 a year." in owner.sees


async def test_money_is_shown_to_the_owner_and_not_to_a_manager_unless_he_is_let(
    stage: Stage, overdue: None, owner: Actor, joins: Joins
) -> None:
    manager = await joins("Mila", 505, "manager")
    await manager.sends("/calls")
    await manager.taps("First patient")
    assert manager.sees.startswith("1002 ")
    assert "RUB" not in manager.sees
    await manager.taps("Called")
    await manager.sends("/calls")
    await manager.taps("What came of it")
    assert "Reached in the last 365 days: 1 patient." in manager.sees
    assert "RUB" not in manager.sees
    await owner.sends("/calls")
    await owner.taps("What came of it")
    assert "Those visits brought RUB 0." in owner.sees


async def test_two_people_never_get_the_same_patient(
    stage: Stage, overdue: None, reception: Actor, colleague: Actor
) -> None:
    for person in (reception, colleague):
        await person.sends("/calls")
    for _ in range(2):
        for person in (reception, colleague):
            person.person.taps("1qn:1:0", person.person.last, stale=True)
        await stage.settles()

    held = stage.rows("SELECT holder_id, count(*) FROM calls GROUP BY 1 ORDER BY 1")
    assert held == [(None, 1), (reception.id, 1), (colleague.id, 1)]
    assert {reception.sees[:4], colleague.sees[:4]} == {"1002", "1003"}


async def test_a_card_that_somebody_else_has_by_now_says_who(
    stage: Stage, caller: Actor, colleague: Actor
) -> None:
    card = caller.person.last
    stage.clock.move(31 * MINUTE)
    await colleague.sends("/calls")
    await colleague.taps("First patient")
    assert colleague.sees.startswith("1002 ")
    await caller.taps("Called", card)

    assert caller.sees == "Zoe is calling this patient now. /calls gives you another one."
    await colleague.taps("Called")
    for button in ("No answer", "Booked", "Refused", "Do not call"):
        await caller.taps(button, card)
        assert caller.sees.startswith("Zoe has noted this call already.")
    assert stage.rows(ATTEMPTS) == [("reached", None, colleague.id)]


async def test_a_second_tap_notes_nothing_twice(stage: Stage, caller: Actor) -> None:
    card = caller.person.last
    data = button_of(card, "No answer")
    for _ in range(2):
        caller.person.taps(data, card, stale=True)
    await stage.settles()

    assert stage.rows(ATTEMPTS) == [("no_answer", None, caller.id)]
    assert caller.sees.startswith("Rita has noted this call already.")


async def test_next_goes_round_and_lets_the_skipped_one_free(
    stage: Stage, caller: Actor, colleague: Actor
) -> None:
    seen = [caller.sees[:4]]
    for _ in range(3):
        await caller.taps("Next")
        seen.append(caller.sees[:4])
    assert seen == ["1002", "1003", "1001", "1002"]
    await caller.taps("Next")
    await colleague.sends("/calls")
    assert colleague.sees.startswith("2 patients to call.")
    await colleague.taps("First patient")
    assert colleague.sees.startswith("1002 ")


@pytest.mark.parametrize(
    ("taps", "kept"),
    [
        (["moved away"], ("moved", None)),
        (["went elsewhere", "closer there"], ("competitor", "location")),
        (["went elsewhere", "Not said"], ("competitor", None)),
    ],
)
async def test_why_a_patient_refuses_is_written_down(
    stage: Stage, caller: Actor, taps: list[str], kept: tuple[str, str | None]
) -> None:
    await caller.taps("Refused")
    assert "does not answer" not in caller.buttons
    for label in taps:
        await caller.taps(label)

    assert caller.sees.startswith("1002: does not come back, ")
    assert stage.rows("SELECT reason, rival FROM leavings") == [kept]
    assert stage.rows(ATTEMPTS) == [("refused", kept[0], caller.id)]
    assert stage.rows(CODES) == [("1001",), ("1003",)]


async def test_the_way_back_from_a_question_shows_the_card(stage: Stage, caller: Actor) -> None:
    card = caller.sees
    for question in ("Booked", "Refused", "Do not call"):
        await caller.taps(question)
        assert caller.sees != card
        await caller.taps("Back")
        assert caller.sees == card


async def test_who_wants_no_calls_is_left_alone_until_the_owner_takes_it_back(
    stage: Stage, caller: Actor, owner: Actor
) -> None:
    await caller.taps("Do not call")
    await caller.taps("Never call again")
    assert caller.sees.startswith("1002 is not called any more.")
    assert stage.rows("SELECT code FROM patients WHERE do_not_call = 1") == [("1002",)]

    await caller.sends("/calls")
    assert "No calls to" not in caller.buttons
    await owner.sends("/calls")
    await owner.taps("No calls to")
    await owner.taps("1002")
    assert owner.sees == "There is no patient who wants no calls."
    assert stage.rows("SELECT count(*) FROM patients WHERE do_not_call = 1") == [(0,)]
    await owner.taps("To the list")
    await owner.taps("First patient")
    assert owner.sees.startswith("1002 ")


async def test_the_owner_takes_it_back_on_the_card_itself(
    stage: Stage, overdue: None, owner: Actor
) -> None:
    await owner.sends("/calls")
    for label in ("First patient", "Do not call", "Never call again", "Undo"):
        await owner.taps(label)

    assert stage.rows("SELECT count(*) FROM patients WHERE do_not_call = 1") == [(0,)]
    assert stage.rows(CODES) == [("1001",), ("1002",), ("1003",)]


async def test_a_visit_closes_the_call_at_once(stage: Stage, caller: Actor) -> None:
    card = caller.person.last
    await caller.sends("1002 hygiene 4000")
    await caller.sends("/calls")
    assert caller.sees.startswith("2 patients to call.")
    await caller.taps("Booked", card)
    assert caller.sees.startswith("This patient is off the list by now.")
    await caller.taps("Next", card)
    assert card.text.startswith("1003 ")
    assert caller.person.last is not card


async def test_what_is_typed_while_a_card_waits_is_an_entry(stage: Stage, caller: Actor) -> None:
    for label in ("Booked", "Back", "Refused"):
        await caller.taps(label)
    await caller.sends("1050 hygiene 3500")

    assert caller.sees.startswith("1050 ")
    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id DESC LIMIT 1") == [(350000,)]


async def test_the_neighbours_clinic_sees_nothing_and_reaches_nothing(
    stage: Stage, caller: Actor, neighbour: Actor
) -> None:
    await neighbour.sends("/calls")
    assert "Nobody is left to call now." in neighbour.sees
    card = caller.person.last
    calls = stage.rows("SELECT * FROM calls ORDER BY id")
    for label in ("Called", "Booked", "No answer", "Refused", "Do not call", "Next"):
        await neighbour.taps(button_of(card, label), neighbour.person.last, stale=True)
        assert "clinic" in neighbour.sees
        assert "1002" not in neighbour.sees
    assert stage.rows("SELECT * FROM calls ORDER BY id") == calls


@pytest.mark.parametrize(
    "data",
    [
        *("1qe:1:0:reached", "1qe:-1:0:reached", f"1qe:{10**30}:0:reached", "1qe:1:0:nothing"),
        *("1qb:{call}:0:99999999999", "1qb:{call}:0:20000", "1qr:{call}:0:no_answer"),
        *("1qr:{call}:0:nothing", "1qe:{call}:0:booked", "1qe:{call}:0:refused", "1qa:{call}:0:x"),
        *("1qn:1:-5", f"1qn:1:{10**30}", "1qn:1:x", f"1qu:{10**30}", "1qu:-1", "1qh:2", "1ql:2"),
    ],
)
async def test_garbage_in_a_button_notes_nothing(stage: Stage, caller: Actor, data: str) -> None:
    [(call,)] = stage.rows("SELECT id FROM calls WHERE holder_id IS NOT NULL")
    card = caller.person.last
    await caller.taps(data.replace("{call}", str(call)), card, stale=True)

    assert stage.rows(ATTEMPTS) == []
    assert stage.rows("SELECT count(*) FROM calls WHERE closed IS NOT NULL") == [(0,)]


async def test_a_group_is_sent_to_the_private_chat(stage: Stage, owner: Actor) -> None:
    group = stage.world.add_group("Smile staff", [owner.person])
    await stage.settles()
    await owner.sends("/calls", chat=group)
    assert "Ask me this in our own chat." in owner.sees_in(group)
