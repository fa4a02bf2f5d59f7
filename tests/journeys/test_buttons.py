"""Buttons that are stale, foreign or garbage: a polite answer, and nothing is written."""

import pytest

from tests.support.stage import Actor, Stage

HUGE = 10**30


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "0u:1",
        "1u:1",
        "1u:-1",
        f"1u:{HUGE}",
        "1u:1:2",
        "1u:one",
        "1e:",
        f"1f:{HUGE}:amount",
        "1f:1:no such field",
        "1c:1:service:1",
        "1c:1:nothing:1",
        "1d:99999999999:0",
        "1d:-99999999999:-5",
        f"1d:0:{HUGE}",
        "1hw:1:1",
        f"1hw:{HUGE}:1",
        "1hw:1",
        "1ho:1:20524:0",
        f"1ho:{HUGE}:{HUGE}:{HUGE}",
        "1ho:-1:-1:-1",
        "1p:summary:today:never",
        "1p:summary:never:2026-03-12",
        "1p:nothing:today:2026-03-12",
        "1l:xx",
        "1s:1🦷",
    ],
)
async def test_garbage_in_a_button_gets_a_polite_answer(
    stage: Stage, owner: Actor, data: str
) -> None:
    await owner.sends("1042 hygiene 3500")
    before = stage.rows("SELECT * FROM visit_lines")
    await owner.taps(data, owner.person.last, stale=True)

    assert stage.rows("SELECT * FROM visit_lines") == before
    assert owner.sees


@pytest.mark.parametrize("chosen", [1, 0, -1, 10**17, HUGE])
async def test_a_choice_that_the_catalogue_does_not_have_is_refused(
    stage: Stage, owner: Actor, chosen: int
) -> None:
    await owner.sends("1042 hygiene 3500")
    [(line, service)] = stage.rows("SELECT id, service_id FROM visit_lines")
    await owner.taps(f"1c:{line}:service:{chosen}", owner.person.last, stale=True)

    assert "This choice is gone" in owner.sees
    assert stage.rows("SELECT service_id FROM visit_lines") == [(service,)]


async def test_a_field_that_does_not_exist_is_refused(stage: Stage, owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    await owner.taps(f"1f:{line}:colour", owner.person.last, stale=True)

    assert "too old" in owner.sees


async def test_a_button_of_a_deleted_message_still_acts_on_its_row(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    card = owner.person.last
    found = [each for row in card.buttons for each in row if each["text"] == "Undo"]
    button = str(found[0]["callback_data"])
    card.chat.remove(card)
    await owner.taps(button, card, stale=True)

    assert stage.rows("SELECT voided IS NULL FROM visit_lines") == [(0,)]
    assert "Withdrawn" in owner.sees


async def test_a_list_button_of_far_off_days_and_pages_opens_its_own_line(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    await owner.sends("/day")
    await owner.taps(f"1ho:{line}:{HUGE}:{HUGE}", owner.person.last, stale=True)
    assert "1042" in owner.sees

    await owner.taps("Back to the list")
    assert "1042" in owner.sees


async def test_a_card_whose_entry_changed_meanwhile_withdraws_nothing(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    [(line, change)] = stage.rows("SELECT id, change FROM visit_lines")
    await owner.taps(f"1hw:{line}:{change - 1}", owner.person.last, stale=True)

    assert stage.rows("SELECT voided FROM visit_lines") == [(None,)]
    assert "changed meanwhile" in owner.sees
