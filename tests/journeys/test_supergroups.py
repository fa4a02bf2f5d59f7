"""A staff group that becomes a supergroup goes on, whichever of the two says so first."""

import pytest

from playground.chats import Chat
from tests.support.stage import Actor, Stage


@pytest.fixture
async def group(stage: Stage, owner: Actor, reception: Actor) -> Chat:
    bound = stage.world.add_group("Smile staff", [owner.person, reception.person])
    await stage.settles()
    return bound


def grown_in_silence(stage: Stage, group: Chat, told: str = "nothing") -> Chat:
    """The supergroup, of which the bot is told by no update but the one with this field."""
    queue = stage.world.bot.queue
    first = queue.next_number
    grown = stage.world.migrate(group)
    left = [one for one in queue.fresh if one.number < first or told in one.body]
    queue.fresh.clear()
    queue.fresh.extend(left)
    queue.next_number = max([first - 1, *(one.number for one in left)]) + 1
    return grown


def bound(stage: Stage) -> list[tuple[int, int]]:
    return stage.rows("SELECT id, clinic_id FROM groups")


async def says(stage: Stage, actor: Actor, text: str, chat: Chat, reply_to: int = 0) -> None:
    actor.person.sends(text, chat=chat, reply_to=reply_to or None)
    await stage.settles()


async def test_the_binding_follows_and_lines_are_logged_there(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    grown = stage.world.migrate(group)
    reception.person.sends("/visit 1042 hygiene 3500", chat=grown)
    await stage.settles()

    assert bound(stage) == [(grown.chat_id, 1)]
    assert "1042" in grown.last_of_bot().text


@pytest.mark.parametrize("first", ["migrate_to_chat_id", "migrate_from_chat_id"])
async def test_either_service_message_alone_is_enough(
    stage: Stage, group: Chat, first: str
) -> None:
    grown = grown_in_silence(stage, group, first)
    await stage.settles()

    assert bound(stage) == [(grown.chat_id, 1)]


async def test_answers_under_way_move_the_binding_before_any_update_tells(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    for number in range(3):
        reception.person.sends(f"/visit 104{number} hygiene 3500", chat=group)
    grown = grown_in_silence(stage, group)
    await stage.settles()
    assert bound(stage) == [(grown.chat_id, 1)]
    cards = [message for message in grown.screen if message.from_bot]
    assert len(cards) == 3

    first = next(card for card in cards if "1040" in card.text)
    await says(stage, reception, "w25", grown, reply_to=first.message_id)
    assert stage.rows("SELECT wait_min FROM visit_lines ORDER BY id") == [(25,), (None,), (None,)]
    stage.world.bot.queue.put("message", group.messages[max(group.messages)].wire)
    await stage.settles()
    assert bound(stage) == [(grown.chat_id, 1)]


async def test_a_card_of_before_becomes_a_new_message_that_can_be_replied_to(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    await says(stage, reception, "/visit 1042 hygiene 3500", group)
    grown = stage.world.migrate(group)
    await stage.settles()
    for number in range(12):  # the old card's number is another message's in the new group
        await says(stage, reception, f"/visit {2000 + number} hygiene", grown)
    shown = [message.text for message in grown.screen if message.from_bot]
    [line_id] = stage.rows("SELECT min(id) FROM visit_lines")[0]
    await reception.sends("/day")
    await reception.taps("1")
    await reception.replies(reception.person.last, "w20")

    assert [message.text for message in grown.screen if message.from_bot][: len(shown)] == shown
    card = grown.last_of_bot()
    assert "1042" in card.text
    assert "wait: 20 min" in card.text
    await says(stage, reception, "w25", grown, reply_to=card.message_id)
    assert stage.rows("SELECT wait_min FROM visit_lines WHERE id = ?", line_id) == [(25,)]


async def test_a_group_bound_there_meanwhile_is_one_row(stage: Stage, group: Chat) -> None:
    """The supergroup tells that an owner brought the bot, perhaps before it tells that it moved."""
    grown = stage.world.migrate(group)
    await stage.settles()

    assert bound(stage) == [(grown.chat_id, 1)]
    assert len({message.text for message in grown.screen if message.from_bot}) <= 1


async def test_put_out_of_the_group_the_bot_forgets_it(
    stage: Stage, group: Chat, owner: Actor, reception: Actor
) -> None:
    owner.person.puts_bot_out(group)
    await stage.settles()
    assert bound(stage) == []

    owner.person.brings_bot(group)
    await stage.settles()
    await says(stage, reception, "/visit 1042 hygiene 3500", group)
    assert bound(stage) == [(group.chat_id, 1)]
    assert "1042" in group.last_of_bot().text
