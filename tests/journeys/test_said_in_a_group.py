"""Complaints and praise in the staff's group: by command, by taps, by replies to their cards."""

import pytest

from playground.chats import Chat
from tests.support.stage import Actor, Stage, plain

SAID = "SELECT subject, rude, note, author_id FROM complaints WHERE voided IS NULL"


@pytest.fixture
async def group(stage: Stage, owner: Actor, reception: Actor, colleague: Actor) -> Chat:
    """Smile's staff group, to which Olga has added the bot."""
    people = [each.person for each in (owner, reception, colleague)]
    bound = stage.world.add_group("Smile staff", people)
    await stage.settles()
    return bound


async def taps(stage: Stage, actor: Actor, button: str, group: Chat) -> None:
    query = actor.person.taps(button, chat=group)
    await stage.settles()
    await stage.world.until(lambda: query.answered)


async def test_a_line_is_saved_and_its_card_takes_words(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    await reception.sends("/complaint@smile_bot waited an hour", chat=group)
    card = group.last_of_bot()
    await reception.sends("nobody said sorry", chat=group, reply_to=card)

    assert stage.rows(SAID) == [("waiting", 0, "waited an hour\nnobody said sorry", reception.id)]
    assert "nobody said sorry" in card.text


async def test_taps_save_it_and_no_text_is_awaited(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    await reception.sends("/complaint@smile_bot", chat=group)
    await taps(stage, reception, "Waiting", group)
    assert group.last_of_bot().text == "Who complains?"
    await taps(stage, reception, "Anonymous", group)
    await reception.sends("/praise@smile_bot", chat=group)
    await taps(stage, reception, "Anonymous", group)

    assert stage.rows(SAID) == [("waiting", 0, "", reception.id)]
    assert len(stage.rows("SELECT id FROM praises")) == 1
    assert plain(group.last_of_bot().text).startswith("Praise · anonymous")


async def test_a_colleague_s_tap_on_the_card_changes_nothing(
    stage: Stage, group: Chat, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/complaint@smile_bot waited an hour", chat=group)
    card = group.last_of_bot()
    shown = card.text
    await taps(stage, colleague, "Rude", group)
    await taps(stage, colleague, "Undo", group)

    assert stage.rows(SAID) == [("waiting", 0, "waited an hour", reception.id)]
    assert card.text == shown


async def test_a_rude_one_is_told_to_the_owner_in_his_own_chat(
    stage: Stage, group: Chat, owner: Actor, reception: Actor
) -> None:
    await reception.sends("/complaint@smile_bot they shouted", chat=group)
    assert owner.sees.startswith("Complaint · rudeness")
    await owner.taps("Grave")

    assert "grave" in group.last_of_bot().text


async def test_what_was_left_out_is_answered_by_its_author_alone(
    stage: Stage, group: Chat, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/complaint@smile_bot waited, says Mary Poppins", chat=group)
    await taps(stage, colleague, "Put it back", group)
    assert stage.rows(SAID)[0][2] == "waited, says …"
    await taps(stage, reception, "Put it back", group)

    assert stage.rows(SAID)[0][2] == "waited, says Mary Poppins"
