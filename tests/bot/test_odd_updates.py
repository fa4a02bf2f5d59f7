"""Updates of an odd shape, and updates that come twice at once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.full_disk import language_of
from bot.intake import chat_of, read_update
from bot.lanes import Lanes
from bot.tasks import Tasks
from storage.mail import Arrival
from tests.support.stage import Stage, staged

ODD: list[dict[str, Any]] = [
    {"message": {"chat": "here"}},
    {"message": {"chat": {"id": "seven"}}},
    {"message": {"chat": {"id": 1 << 70}}},
    {"message": {"from": 7}},
    {"message": None},
    {"callback_query": {"message": 5}},
    {"message": {"text": "half a letter: \ud800"}},
]


async def good_line_after(stage: Stage, odd: dict[str, Any]) -> str:
    """What Olga sees after the odd update and a good line of hers."""
    number = stage.world.bot.queue.next_number + 1000
    await stage.app.intake.take([{"update_id": number, **odd}])
    olga = stage.actor("Olga", 501)
    olga.person.sends("1042 hygiene 3500")
    await olga.person.hears()
    return olga.sees


@pytest.mark.parametrize("odd", ODD, ids=repr)
async def test_an_update_of_an_odd_shape_stops_nobody(odd: dict[str, Any], tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", 501)
        stage.has_written(501)
        assert "1042" in await good_line_after(stage, odd)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_an_odd_update_belongs_to_no_chat(odd: dict[str, Any]) -> None:
    assert chat_of(odd) == 0


def test_a_chat_is_found_in_messages_buttons_and_blocks() -> None:
    assert chat_of({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 6}}}) == 5
    assert chat_of({"callback_query": {"message": {"chat": {"id": 5}}, "from": {"id": 6}}}) == 5
    assert chat_of({"callback_query": {"inline_message_id": "x", "from": {"id": 6}}}) == 6
    assert chat_of({"my_chat_member": {"chat": {"id": -7}}}) == -7


def test_a_sender_who_is_a_number_speaks_no_language() -> None:
    assert language_of(b'{"update_id": 1, "message": {"from": 7}}') is None
    assert language_of(b'{"message": {"from": {"language_code": "uk"}}}') == "uk"


async def test_a_repeat_is_received_only_when_its_first_delivery_is_on_disk(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage, asyncio.TaskGroup() as tasks:
        update = read_update(b'{"update_id": 77, "message": {"chat": {"id": 501}}}')
        assert update is not None
        tasks.create_task(stage.app.intake.take([update]))
        await asyncio.sleep(0)
        await stage.app.intake.take([update])
        assert stage.app.office.mail.known([77])


async def test_a_failure_of_one_update_leaves_the_next_of_its_chat_its_turn() -> None:
    handled: list[int] = []

    async def handle(arrival: Arrival) -> None:
        if arrival.update_id == 1:
            raise ValueError("nobody foresaw this")
        handled.append(arrival.update_id)

    tasks = Tasks()
    lanes = Lanes(tasks, handle, lambda chat: chat == 501)
    lanes.put([Arrival(number, chat, b"") for number in (1, 2) for chat in (501, 502)])
    await tasks.end(5)
    assert handled == [2, 2]
    assert lanes.busy.count == 0
