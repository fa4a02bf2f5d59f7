"""J4: a tap undoes a mistake on its own row: at once for ten minutes, later asked and by role."""

import pytest

from clinic.calendar import HOUR, MINUTE
from playground.messages import Message
from tests.support.passing import passes
from tests.support.stage import Actor, Stage, plain

STANDING = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""


def carried(message: Message, label: str) -> str:
    """What the button of a message carries, for a tap when it is gone."""
    found = [each for row in message.buttons for each in row if each["text"] == label]
    return str(found[0]["callback_data"])


async def test_undo_withdraws_the_row_of_its_card_and_not_the_newest(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 hygiene 4000")
    await reception.taps("Undo", card)

    assert stage.rows(STANDING) == [("1043", 400000)]
    assert card.text.endswith("Withdrawn · Rita 10:30\n1 visit today")
    assert card.keyboard == []


async def test_a_second_tap_on_undo_changes_nothing(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    button = carried(reception.person.last, "Undo")
    await reception.taps("Undo")
    shown, changes = reception.sees, stage.rows("SELECT change FROM clinics WHERE id = 1")
    await reception.taps(button, reception.person.last, stale=True)

    assert reception.sees == shown
    assert stage.rows("SELECT change FROM clinics WHERE id = 1") == changes


async def test_the_command_withdraws_the_own_newest_entry_and_shows_which(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("1043 hygiene 4000")
    await owner.sends("1044 hygiene 5000")
    await reception.sends("/undo")
    assert "1043 · Hygiene" in reception.sees

    await reception.sends("/undo@smile_bot")
    assert "1042 · Hygiene" in reception.sees
    assert stage.rows(STANDING) == [("1044", 500000)]

    await reception.sends("/undo")
    assert "nothing in the last 24 hours" in reception.sees


async def test_the_command_does_not_reach_further_than_a_day(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    passes(stage, 25 * HOUR)
    await reception.sends("/undo")

    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_an_own_entry_goes_without_a_question_for_ten_minutes(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    passes(stage, 10 * MINUTE)
    await reception.taps("Undo")

    assert stage.rows(STANDING) == []


async def test_later_the_card_asks_first_and_says_who_wrote_the_entry_when(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    heard = len(reception.heard)
    passes(stage, 10 * MINUTE + 1)
    await reception.taps("Undo")
    assert "1042 · Hygiene · RUB 3,500 → withdrawn?\nLogged · Rita 10:30" in reception.sees
    assert reception.buttons == ["Withdraw", "Keep"]
    assert stage.rows(STANDING) == [("1042", 350000)]

    await reception.taps("Keep")
    assert "Undo" in reception.buttons
    await reception.taps("Undo")
    await reception.taps("Withdraw")
    assert "Withdrawn" in reception.sees
    assert stage.rows(STANDING) == []
    assert len(reception.heard) == heard, "all of it on one card"


async def test_undo_of_an_older_entry_asks_on_a_fresh_card(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    passes(stage, HOUR)
    heard = len(reception.heard)
    await reception.sends("/undo")
    assert reception.buttons == ["Withdraw", "Keep"]
    assert len(reception.heard) == heard + 1
    assert stage.rows(STANDING) == [("1042", 350000)]

    await reception.taps("Withdraw")
    assert stage.rows(STANDING) == []


@pytest.mark.parametrize("role", ["manager", "owner"])
async def test_who_reaches_others_entries_is_asked_even_at_once(
    stage: Stage, reception: Actor, joins, role: str
) -> None:
    mila = await joins("Mila", 505, role)
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await mila.sends("/day")
    await mila.taps("1")
    await mila.taps("Undo")
    assert "Logged · Rita 10:30" in mila.sees
    await mila.taps("Withdraw")
    assert "Withdrawn · Mila 10:30" in mila.sees

    assert stage.rows("SELECT voided_by FROM visit_lines") == [(505,)]
    assert "Withdrawn" in card.text
    assert card.keyboard == []
    assert stage.rows("SELECT action, author_id FROM audit ORDER BY number DESC LIMIT 1") == [
        ("visit voided", 505)
    ]


async def test_what_changed_between_question_and_answer_is_not_withdrawn(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await owner.sends("/day")
    await owner.taps("1")
    await owner.taps("Undo")
    question = owner.person.last
    button = carried(question, "Withdraw")
    await reception.replies(card, "4500")
    await owner.taps(button, question, stale=True)
    assert stage.rows(STANDING) == [("1042", 450000)]
    assert "changed meanwhile" in owner.sees
    assert "4,500" in plain(question.text)

    await owner.taps("Undo", question)
    await owner.taps("Withdraw", question)
    assert stage.rows(STANDING) == []


async def test_two_people_on_one_entry_at_once_withdraw_it_once(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await owner.sends("/day")
    await owner.taps("1")
    await owner.taps("Undo")
    owner.person.taps("Withdraw")
    reception.person.taps("Undo", card)
    await stage.settles()

    assert stage.rows(STANDING) == []
    assert stage.rows("SELECT count(*) FROM audit WHERE action = 'visit voided'") == [(1,)]
    assert any("withdrawn" in text.lower() for text in (owner.sees, reception.sees))


async def test_a_stale_card_says_so_and_is_fresh_again(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    button = carried(card, "Edit")
    await owner.sends("/day")
    await owner.taps("1")
    await owner.taps("Undo")
    await owner.taps("Withdraw")
    await reception.taps(button, card, stale=True)

    assert reception.sees.startswith("This entry is withdrawn.")
    assert "Withdrawn" in card.text
    assert card.keyboard == []


async def test_a_reply_that_came_after_the_undo_offers_the_fresh_card(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 filling 4000")
    reception.person.taps("Undo", card)
    reception.person.sends("4500", reply_to=card)
    await stage.settles()

    assert stage.rows(STANDING) == [("1043", 400000)]
    assert any(text.startswith("This entry is withdrawn.") for text in reception.heard)
    assert "1042" in reception.sees
