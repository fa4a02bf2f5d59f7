"""J3 to the end: taken up, answered, resolved with its cause, prevented, and opened again."""

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

STATES = "SELECT status FROM complaint_steps ORDER BY id"
NOW = "SELECT status, assignee_id, cause, outcome, emotion_after FROM complaints"
MILA = 505


@pytest.fixture
async def manager(joins: Joins) -> Actor:
    return await joins("Mila", MILA, "manager")


async def logged(reception: Actor, text: str = "1042 waited an hour") -> None:
    await reception.sends(f"/complaint {text}")


async def opened(person: Actor) -> None:
    """Open the first complaint of the list."""
    await person.sends("/open")
    await person.taps("1")


async def test_a_complaint_is_worked_to_its_end(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    hers = reception.person.last
    await opened(manager)
    assert "To be taken up by March 13, 10:30" in manager.sees
    await manager.taps("Take it")
    card = manager.person.last
    assert "Taken up · Mila 10:30" in manager.sees
    assert "To be resolved by March 18, 20:00" in manager.sees
    assert "Taken up · Mila" in hers.text
    assert "To be" not in hers.text
    await manager.taps("More")
    await manager.taps("Investigating")
    await manager.taps("Answered")
    await manager.taps("Resolve")
    await manager.taps("Systems")
    await manager.taps("Upheld")
    await manager.taps("Calm now")

    assert manager.person.last is card, "one living message"
    assert "Cause: systems · upheld · calm now" in manager.sees
    assert stage.rows(NOW) == [("resolved", MILA, "systems", "upheld", "calm")]
    states = ["new", "acknowledged", "investigating", "answered", "resolved"]
    assert [row[0] for row in stage.rows(STATES)] == states
    assert stage.rows("SELECT resolved FROM complaints") == [(20524,)]
    assert manager.buttons == ["Measure", "More", "Undo", "Edit"]


async def test_a_resolved_one_is_opened_again_with_its_first_times_kept(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    await manager.taps("Resolve") if "Resolve" in manager.buttons else await manager.taps("More")
    await manager.taps("Resolve")
    await manager.taps("People")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(48 * HOUR)
    await stage.settles()
    await manager.taps("More")
    await manager.taps("Reopen")

    assert stage.rows("SELECT status, resolved FROM complaints") == [("reopened", None)]
    assert "Opened again" in manager.sees
    assert "To be taken up by March 16, 09:00" in manager.sees, "Sunday's half past ten is closed"
    assert [row[0] for row in stage.rows(STATES)] == ["new", "resolved", "reopened"]
    await manager.taps("More")
    await manager.taps("History")
    assert len(manager.sees.splitlines()) == 4


async def test_of_two_who_tap_the_same_button_one_takes_it(
    stage: Stage, reception: Actor, owner: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    hers = manager.person.last
    await opened(owner)
    button = owner.person.last.button("Take it")["callback_data"]
    card = owner.person.last
    manager.person.taps("Take it")
    owner.person.taps(button, card)
    await stage.settles()
    [(who,)] = stage.rows("SELECT assignee_id FROM complaints")
    second, shown = {MILA: (owner, card), owner.id: (manager, hers)}[who]

    assert [row[0] for row in stage.rows(STATES)] == ["new", "acknowledged"]
    assert any("has just taken it." in text for text in second.heard)
    assert "Resolve" in [label for row in shown.keyboard for label in row], "the fresh card"
    await owner.taps(button, card, stale=True)
    assert len(stage.rows(STATES)) == 2


async def test_a_double_tap_is_one_step_and_no_reproach(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    button, card = manager.person.last.button("Take it")["callback_data"], manager.person.last
    for _ in range(3):
        manager.person.taps(button, card, stale=True)
    await stage.settles()

    assert [row[0] for row in stage.rows(STATES)] == ["new", "acknowledged"]
    assert not any("just taken" in text for text in manager.heard)


async def test_whoever_is_given_a_complaint_is_told(
    stage: Stage, reception: Actor, owner: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(owner)
    await owner.taps("Assign…")
    await owner.taps("Mila")

    assert "Olga has given you this complaint." in manager.sees
    assert "Answered" in manager.buttons
    assert stage.rows("SELECT status, assignee_id FROM complaints") == [("acknowledged", MILA)]
    await manager.sends("/open")
    await manager.taps("Mine")
    assert "1 open complaint" in manager.sees
    await manager.taps("Nobody's")
    assert "Somebody answers for every open complaint." in manager.sees


async def test_several_subjects_and_causes_count_once_each(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    await manager.taps("More")
    await manager.taps("Also about…")
    await manager.taps("Rudeness")
    await manager.taps("Price or promise")
    await manager.taps("✓ Rudeness")
    await manager.taps("Back")
    assert "also about: price or promise" in manager.sees
    await manager.taps("More")
    await manager.taps("Resolve")
    await manager.taps("People")
    await manager.taps("More")
    await manager.taps("Other causes…")
    await manager.taps("Products")
    await manager.taps("Back")

    assert "Cause: people, products" in manager.sees
    kept = "SELECT subject, subjects_also, cause, causes_also FROM complaints"
    assert stage.rows(kept) == [("waiting", '["price"]', "people", '["products"]')]


async def test_who_it_was_and_how_it_came_are_told_by_chips(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    for page, chip in (("Who it is…", "relative"), ("How it came…", "By phone")):
        await manager.taps("More")
        await manager.taps(page)
        await manager.taps(chip)

    assert "from: relative · by phone" in manager.sees
    assert stage.rows("SELECT contact, via FROM complaints") == [("relative", "phone")]


async def test_a_patient_who_came_back_is_noted_on_the_card(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception)
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(24 * HOUR)
    await reception.sends("1042 hygiene 3500")
    await opened(manager)

    assert "Came back on March 13" in manager.sees


async def test_staff_neither_list_nor_work_on_complaints(
    stage: Stage, reception: Actor, manager: Actor, colleague: Actor
) -> None:
    await logged(reception)
    await opened(manager)
    buttons = [b["callback_data"] for row in manager.person.last.buttons for b in row]
    await colleague.sends("/open")
    assert "This is for the clinic's manager." in colleague.sees
    before = stage.rows("SELECT * FROM complaints")
    for button in buttons:
        await colleague.taps(button, colleague.person.last, stale=True)

    assert stage.rows("SELECT * FROM complaints") == before
    assert "Take it" not in reception.buttons


async def test_when_an_owner_sees_a_complaint_first_is_kept(
    stage: Stage, reception: Actor, owner: Actor, manager: Actor
) -> None:
    seen = "SELECT owner_saw FROM complaints"
    await logged(reception)
    await opened(manager)
    assert stage.rows(seen) == [(None,)]
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(HOUR)
    await opened(owner)
    first = stage.rows(seen)
    stage.clock.move(HOUR)
    await opened(owner)

    assert stage.rows(seen) == first == [(stage.clock.now() - HOUR,)]


async def test_a_long_list_is_paged_and_keeps_its_place(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    for number in range(20):
        await logged(reception, f"20{number} waited an hour")
    await manager.sends("/open")
    page = manager.person.last
    assert "20 open complaints, newest first\n1. today · waiting · 2019" in manager.sees
    await manager.taps("▶")
    assert "9. today · waiting · 2011" in page.text
    await manager.taps("9")
    await manager.taps("More")
    await manager.taps("Resolve")
    await manager.taps("People")
    await manager.taps("▶", page)
    await manager.taps("◀", page)

    assert "19 open complaints" in page.text
    assert "9. today · waiting · 2010" in page.text


async def test_the_newest_stands_on_top_and_the_overdue_have_a_list_of_their_own(
    stage: Stage, reception: Actor, manager: Actor
) -> None:
    await logged(reception, "1042 waited an hour")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(26 * HOUR)
    await logged(reception, "1043 the bill was wrong")
    await manager.sends("/open")
    page = manager.person.last
    assert page.text.splitlines() == [
        "2 open complaints, newest first, 1 overdue",
        "1. today · price or promise · 1043",
        "2. 1 day · waiting · 1042 · overdue",
    ]
    await manager.taps("Overdue")
    assert page.text.splitlines() == [
        "1 open complaint, newest first",
        "1. 1 day · waiting · 1042 · overdue",
    ]
    await manager.taps("1")
    await manager.taps("Take it")
    await manager.taps("✓ Overdue", page)
    assert page.text == "No open complaint is past its deadline."
