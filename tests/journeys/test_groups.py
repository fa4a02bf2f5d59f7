"""Group mode: staff log in their group, by what is said to the bot; else it is silent there."""

from dataclasses import dataclass
from typing import Any

import pytest

from playground.chats import Chat
from playground.messages import Message
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage, plain


@dataclass
class StaffGroup:
    """A Telegram group as the cast uses it."""

    chat: Chat
    stage: Stage

    async def says(self, actor: Actor, text: str, **more: Any) -> Message:
        message = actor.person.sends(text, chat=self.chat, **more)
        await self.stage.settles()
        return message

    async def taps(self, actor: Actor, button: str, message: Message | None = None) -> None:
        query = actor.person.taps(button, message, chat=self.chat)
        await self.stage.settles()
        await self.stage.world.until(lambda: query.answered)

    @property
    def heard(self) -> list[str]:
        return [plain(message.text) for message in self.chat.screen if message.from_bot]

    @property
    def card(self) -> Message:
        return self.chat.last_of_bot()


@pytest.fixture
async def group(
    stage: Stage, owner: Actor, reception: Actor, neighbour: Actor, stranger: Actor
) -> StaffGroup:
    """Smile's staff group, with a stranger and the neighbour in it; Olga has added the bot."""
    people = [each.person for each in (owner, reception, neighbour, stranger)]
    bound = StaffGroup(stage.world.add_group("Smile staff", people), stage)
    await stage.settles()
    return bound


def lines(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.rows(
        "SELECT clinic_id, code, amount, wait_min, author_id FROM visit_lines JOIN patients "
        "USING (clinic_id) WHERE patients.id = patient_id AND voided IS NULL "
        "ORDER BY visit_lines.id"
    )


async def test_an_owner_who_adds_the_bot_binds_the_group(stage: Stage, group: StaffGroup) -> None:
    [said] = group.heard

    assert "Smile" in said
    assert "/visit 1042 hygiene 3500" in said
    assert stage.rows("SELECT id, clinic_id, title FROM groups") == [
        (group.chat.chat_id, 1, "Smile staff")
    ]


async def test_a_line_by_command_is_logged_and_shown_without_money(
    stage: Stage, group: StaffGroup, reception: Actor
) -> None:
    await group.says(reception, "/visit 1042 hygiene 3500")
    await group.says(reception, "/visit@Smile_Bot 1043 hygiene 2700")

    assert [row[1:3] for row in lines(stage)] == [("1042", 350000), ("1043", 270000)]
    assert "1043 · Hygiene" in group.heard[-1]
    assert "2 visits today" in group.heard[-1]
    assert not [text for text in group.heard[1:] if "500" in text or "700" in text]


@pytest.mark.parametrize("line", ["@smile_bot 1042 hygiene", "1042 hygiene @SMILE_bot"])
async def test_a_line_that_names_the_bot_is_logged(
    stage: Stage, group: StaffGroup, reception: Actor, line: str
) -> None:
    stage.world.bot.reads_groups = True
    await group.says(reception, line)

    assert [row[1] for row in lines(stage)] == ["1042"]


async def test_a_reply_to_a_card_corrects_its_entry(
    stage: Stage, group: StaffGroup, owner: Actor, reception: Actor
) -> None:
    await group.says(reception, "/visit 1042 hygiene 3500")
    await group.says(owner, "w20", reply_to=group.card)

    assert lines(stage)[0][3] == 20
    assert "wait: 20 min" in group.heard[-1]


CHATTER = (
    "1042 hygiene 3500",
    "today",
    "lunch at 12.30?",
    "/weather",
    "/visit@other_bot 1042 hygiene 3500",
    "/today@other_bot",
    "ask @smile_bot_fans about it",
)


@pytest.mark.parametrize("reads_groups", [False, True])
async def test_the_bot_says_nothing_to_what_is_not_said_to_it(
    stage: Stage, group: StaffGroup, owner: Actor, reception: Actor, reads_groups: bool
) -> None:
    stage.world.bot.reads_groups = reads_groups
    greeting = group.card
    for text in CHATTER:
        await group.says(reception, text)
    await group.says(owner, "nice", reply_to=greeting)
    forward: Any = {"type": "hidden_user", "sender_user_name": "X", "date": 1}
    await group.says(owner, "/visit 1042 hygiene", fields={"forward_origin": forward})
    await group.says(owner, "/visit 1042 hygiene", fields={"sender_chat": group.chat.wire()})

    assert len(group.heard) == 1
    assert owner.heard[1:] == []
    assert lines(stage) == []
    assert stage.rows("SELECT 1 FROM inbox WHERE chat_id = ? AND handled IS NULL", -1) == []


async def test_strangers_and_others_staff_are_ignored_and_leave_nothing(
    stage: Stage, group: StaffGroup, reception: Actor, neighbour: Actor, stranger: Actor
) -> None:
    await group.says(reception, "/visit 1042 hygiene 3500")
    said, kept = len(group.heard), stage.rows("SELECT count(*) FROM inbox")
    for actor in (neighbour, stranger):
        await group.says(actor, "/visit 1050 hygiene 3500")
        await group.says(actor, "4500", reply_to=group.card)
        await group.taps(actor, "Undo")
        await group.taps(actor, "Amount")

    assert len(lines(stage)) == 1
    assert len(group.heard) == said
    assert stage.rows("SELECT count(*) FROM inbox") == kept
    assert [alert["text"] for alert in stranger.person.alerts + neighbour.person.alerts] == [""] * 4


async def test_an_amount_is_shown_to_whom_it_concerns_and_in_an_alert(
    stage: Stage, group: StaffGroup, owner: Actor, reception: Actor, joins: Joins
) -> None:
    colleague = await joins("Zoe", 503)
    group.chat.people[colleague.id] = colleague.person
    await group.says(reception, "/visit 1042 hygiene 3500")
    for actor in (owner, reception, colleague):
        await group.taps(actor, "Amount")

    shown = [plain(actor.person.alerts[-1]["text"]) for actor in (owner, reception, colleague)]
    assert ["3,500" in text for text in shown] == [True, True, False]
    assert "whoever wrote the entry" in shown[2]
    assert not any("500" in text for text in group.heard[1:])


async def test_the_author_works_for_the_groups_clinic_wherever_he_is_now(
    stage: Stage, group: StaffGroup, reception: Actor, neighbour: Actor
) -> None:
    await neighbour.sends("/invite")
    code = neighbour.sees.split("start=")[1].split()[0]
    await reception.sends(f"/start {code}")
    await group.says(reception, "/visit 1042 hygiene 3500")
    await reception.sends("7777 hygiene")

    assert [row[:2] for row in lines(stage)] == [(1, "1042"), (2, "7777")]


async def test_counts_in_a_group_hold_no_money(group: StaffGroup, owner: Actor) -> None:
    await group.says(owner, "/visit 1042 hygiene 3500")
    await group.says(owner, "/today")
    await group.says(owner, "/day")

    assert not any("500" in text or "RUB" in text for text in group.heard[1:])
    assert any("1042" in text for text in group.heard[-1:])
    assert owner.heard[1:] == []


async def test_a_chart_in_a_group_is_sent_there(group: StaffGroup, owner: Actor) -> None:
    await group.says(owner, "/visit 1042 hygiene 3500")
    await group.says(owner, "/chart")

    assert group.card.wire.get("photo")


async def test_a_refusal_answers_the_message_in_the_group(
    group: StaffGroup, reception: Actor
) -> None:
    wrong = await group.says(reception, "/visit hygiene")

    assert group.card.wire["reply_to_message"]["message_id"] == wrong.message_id
    assert reception.heard[-1] != plain(group.card.text)


@pytest.mark.parametrize("command", ["/invite", "/language", "/team", "/practice", "/cancel"])
async def test_what_is_nobody_elses_business_is_sent_to_the_own_chat(
    group: StaffGroup, owner: Actor, command: str
) -> None:
    await group.says(owner, command)

    assert "own chat" in group.heard[-1]


async def test_a_form_is_not_begun_in_a_group(
    stage: Stage, group: StaffGroup, reception: Actor
) -> None:
    await group.says(reception, "/visit 1042 hygiene 3500")
    await group.taps(reception, "Edit")

    assert "Reply to the card" in reception.person.alerts[-1]["text"]
    assert stage.rows("SELECT * FROM forms WHERE chat_id < 0") == []


async def test_undo_in_a_group_updates_every_card(
    stage: Stage, group: StaffGroup, reception: Actor
) -> None:
    await group.says(reception, "/visit 1042 hygiene 3500")
    await group.taps(reception, "Undo")

    assert lines(stage) == []
    assert "Withdrawn" in group.heard[-1]


async def test_only_an_owner_or_a_manager_binds_a_group(
    stage: Stage, owner: Actor, reception: Actor, stranger: Actor
) -> None:
    people = [reception.person, owner.person, stranger.person]
    group = StaffGroup(stage.world.add_group("Talk", people), stage)
    await stage.settles()
    assert "Let the clinic's owner" in group.heard[0]
    assert len(group.heard) == 1
    for actor in (reception, stranger):
        await group.says(actor, "/start")
    assert len(group.heard) == 1
    assert stage.rows("SELECT * FROM groups") == []

    await group.says(owner, "/start@smile_bot")
    assert stage.rows("SELECT clinic_id FROM groups") == [(1,)]
    await group.says(reception, "/visit 1042 hygiene")
    assert len(lines(stage)) == 1


async def test_an_owner_ends_it_by_settings_and_the_bot_is_silent(
    stage: Stage, group: StaffGroup, owner: Actor, reception: Actor
) -> None:
    await group.says(reception, "/settings")
    assert "owner" in group.heard[-1]
    await group.says(owner, "/settings")
    await group.taps(reception, "Stop here")
    assert stage.rows("SELECT count(*) FROM groups") == [(1,)]
    await group.taps(owner, "Stop here")
    await group.says(reception, "/visit 1042 hygiene")

    assert stage.rows("SELECT * FROM groups") == []
    assert lines(stage) == []
    assert "no more" in group.heard[-1]
