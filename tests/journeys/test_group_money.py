"""Money stays out of a staff group, whatever is done there and whoever does it."""

import pytest

from playground.chats import Chat
from playground.messages import Message
from tests.support.stage import Actor, Stage, plain

AMOUNTS = ("3517", "3,517", "4519", "4,519", "35170", "35,170", "RUB", "2718", "2,718")


@pytest.fixture
async def group(stage: Stage, owner: Actor, reception: Actor) -> Chat:
    bound = stage.world.add_group("Smile staff", [owner.person, reception.person])
    stage.world.bot.reads_groups = True
    await stage.settles()
    return bound


async def says(actor: Actor, chat: Chat, text: str, reply_to: Message | None = None) -> Message:
    message = actor.person.sends(text, chat=chat, reply_to=reply_to)
    await actor.stage.settles()
    return message


async def taps(actor: Actor, chat: Chat, button: str) -> None:
    query = actor.person.taps(button, chat=chat)
    await actor.stage.settles()
    await actor.stage.world.until(lambda: query.answered)


def shown_in(chat: Chat) -> list[str]:
    """All that was ever sent to or changed in the group, words and buttons."""
    calls = [call.parameters for call in chat.bot.world.calls]
    return [plain(str(each)) for each in calls if str(each.get("chat_id")) == str(chat.chat_id)]


def money_in(texts: list[str]) -> list[str]:
    return [text for text in texts if any(amount in text for amount in AMOUNTS)]


@pytest.mark.parametrize("who", ["owner", "reception"])
async def test_a_day_of_work_in_the_group_shows_none(
    stage: Stage, group: Chat, owner: Actor, reception: Actor, who: str
) -> None:
    actor = {"owner": owner, "reception": reception}[who]
    written = await says(actor, group, "/visit 1042 hygiene 3517")
    await says(actor, group, "4519", reply_to=group.last_of_bot())
    await says(actor, group, "/visit 1042 hygiene 35170")
    await says(actor, group, "/visit 1042 hygiene 35170")
    actor.person.edits(written, "/visit 1042 hygiene 2718")
    await stage.settles()
    await says(actor, group, "/visit 1044 hygiene 3517\n1045 hygiene 3517")
    for text in ("/today", "/day", "/week", "/chart", "/undo", "/complaint he paid 12 and waited"):
        await says(actor, group, text)

    assert len(stage.rows("SELECT 1 FROM visit_lines")) == 5
    assert money_in(shown_in(group)) == []


async def test_wait_and_rating_are_tapped_on_a_card_of_the_group(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    await says(reception, group, "/visit 1042 hygiene 3517")
    await taps(reception, group, "Wait")
    await taps(reception, group, "20")
    await taps(reception, group, "Rating")
    await taps(reception, group, "★5")

    assert stage.rows("SELECT wait_min, rating FROM visit_lines") == [(20, 5.0)]
    assert money_in(shown_in(group)) == []


async def test_an_edited_line_of_the_group_amends_its_entry(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    for first, then in (
        ("/visit 1042 hygiene 3517", "/visit 1042 hygiene 4519"),
        ("@smile_bot 1043 hygiene 3517", "@smile_bot 1043 hygiene 4519"),
        ("@smile_bot 1044 hygiene 3517", "1044 hygiene 4519"),
    ):
        written = await says(reception, group, first)
        reception.person.edits(written, then)
        await stage.settles()

    assert stage.rows("SELECT amount FROM visit_lines") == [(451900,)] * 3
    assert money_in(shown_in(group)) == []


async def test_what_is_corrected_in_private_shows_money_there_and_none_here(
    stage: Stage, group: Chat, owner: Actor, reception: Actor
) -> None:
    await says(reception, group, "/visit 1042 hygiene 3517")
    await reception.sends("/day")
    await reception.taps("1")
    await reception.replies(reception.person.last, "4519")

    assert "RUB 4,519" in reception.sees
    assert "1042" in group.last_of_bot().text
    assert money_in(shown_in(group)) == []
