"""Arrivals give the wait; public reviews are answered, and bad ones become complaints."""

from clinic.calendar import MINUTE, HandClock
from tests.support.stage import Actor, Stage

WAIT = "SELECT wait_min FROM visit_lines ORDER BY id"


async def waits(stage: Stage, minutes: int) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(minutes * MINUTE)
    await stage.settles()


async def test_called_in_shows_the_wait_and_a_second_tap_changes_nothing(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/arrived 1042")
    assert "waiting since 10:30" in reception.sees
    card = reception.person.last
    await waits(stage, 12)
    await reception.taps("Called in", card)
    await waits(stage, 5)
    await reception.taps("Called in", card, stale=True) if card.button("Called in") else None

    assert "waited 12 min" in reception.sees
    assert stage.rows("SELECT seated - arrived FROM arrivals") == [(12 * MINUTE,)]


async def test_a_visit_logged_afterwards_has_the_wait(stage: Stage, reception: Actor) -> None:
    await reception.sends("/arrived 1042")
    await waits(stage, 12)
    await reception.taps("Called in")
    await reception.sends("1042 hygiene 3500")
    assert "wait: 12 min" in reception.sees
    await reception.sends("1042 filling 3500")
    await reception.sends("1043 filling 3500")

    assert stage.rows(WAIT) == [(12,), (None,), (None,)]


async def test_a_visit_that_stands_gets_the_wait_unless_it_has_one(
    stage: Stage, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/arrived 1042")
    await colleague.sends("1042 hygiene 3500")
    await waits(stage, 7)
    await reception.taps("Called in")
    await reception.sends("/arrived 1043")
    await colleague.sends("1043 hygiene 3500 w20")
    await waits(stage, 7)
    await reception.taps("Called in")

    assert stage.rows(WAIT) == [(7,), (20,)]


async def test_a_review_is_answered_once(stage: Stage, reception: Actor) -> None:
    await reception.sends("/review google 5/5 kind people")
    await reception.taps("Answered")

    assert "answered" in reception.sees
    assert "Answered" not in reception.buttons
    assert stage.rows("SELECT answered IS NULL, complaint_id FROM reviews") == [(0, None)]


async def test_a_bad_review_is_a_complaint_of_nobody_in_particular(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/review google 2/5 the lift was broken")

    [(complaint,)] = stage.rows("SELECT complaint_id FROM reviews")
    assert stage.rows("SELECT id, subject, patient_id, note FROM complaints") == [
        (complaint, "other", None, "the lift was broken")
    ]
    assert "complaint too" in reception.sees
