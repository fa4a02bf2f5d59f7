"""What in a group is said to the bot, and what is said to somebody else."""

from typing import Any

import pytest
from aiogram.types import Update

from bot.addressed import Ear, may_be_answered
from storage.mail import Arrival

EAR = Ear("smile_bot", {"visit", "today"}, lambda number: number == 7, lambda token: ":9:" in token)


def update(kind: str = "message", number: int = 1, **fields: Any) -> Update:
    """A message of a group as Telegram tells it."""
    place = {"id": -1, "type": "group", "title": "Staff"}
    person = {"id": 5, "is_bot": False, "first_name": "R"}
    body = {"message_id": number, "date": 1, "chat": place, "from": person, **fields}
    return Update.model_validate({"update_id": 1, kind: body})


def heard(text: str) -> str | None:
    said = EAR.heard(update(text=text))
    return said.message.text if said and said.message else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/visit 1042", "/visit 1042"),
        ("/VISIT@Smile_Bot 1042", "/VISIT@Smile_Bot 1042"),
        ("/foo@smile_bot", "/foo@smile_bot"),
        ("@smile_bot 1042", "1042"),
        ("@SMILE_bot, 1042", "1042"),
        ("1042 hygiene @smile_bot", "1042 hygiene"),
        ("@smile_bot", "/help"),
    ],
)
def test_what_names_the_bot_or_is_its_command_is_heard(text: str, expected: str) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1042 hygiene",
        "/foo",
        "/visit@other_bot 1042",
        "/visits 1042",
        "// note",
        "/",
        "@smile_bot2 1042",
        "mail@smile_bot",
        "ask @smile_bot about it",
        "",
    ],
)
def test_what_is_said_to_others_is_not(text: str) -> None:
    assert heard(text) is None


def test_a_reply_counts_where_it_answers_a_card() -> None:
    for number, expected in ((7, True), (8, False)):
        card = update(number=number).message
        assert card is not None
        reply = update(text="4500", reply_to_message=card.model_dump(mode="json", by_alias=True))
        assert (EAR.heard(reply) is not None) is expected


@pytest.mark.parametrize(
    "passed_on",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "X", "date": 1}},
        {"sender_chat": {"id": -1, "type": "group", "title": "Staff"}},
        {"via_bot": {"id": 6, "is_bot": True, "first_name": "B"}},
    ],
)
def test_what_somebody_else_wrote_is_no_command(passed_on: dict[str, Any]) -> None:
    assert EAR.heard(update(text="/visit 1042", **passed_on)) is None


def test_an_edited_message_counts_where_it_has_written_an_entry() -> None:
    for number, expected in ((9, True), (10, False)):
        edited = update("edited_message", number, text="1042 hygiene")
        assert (EAR.heard(edited) is not None) is expected


def test_without_a_name_no_mention_is_its_own() -> None:
    assert Ear("", {"visit"}).heard(update(text="@ 1042")) is None
    assert Ear("", {"visit"}).heard(update(text="/visit@smile_bot 1042")) is None


@pytest.mark.parametrize(
    ("chat", "raw", "expected"),
    [
        (5, b'{"message": {"text": "lunch?"}}', True),
        (-5, b'{"message": {"text": "lunch?"}}', False),
        (-5, b'{"message": {"text": "/visit 1042"}}', True),
        (-5, b'{"message": {"text": "@smile_bot 1042"}}', True),
        (-5, b'{"message": {"text": 7}}', False),
        (-5, b'{"my_chat_member": {}}', False),
    ],
)
def test_what_nobody_could_read_is_answered_in_a_group_only_where_it_may_be_meant(
    chat: int, raw: bytes, expected: bool
) -> None:
    assert may_be_answered(Arrival(1, chat, raw)) is expected
