"""Lanes: oldest first within a chat, chats side by side, strangers in nobody's way."""

import asyncio
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.lanes import GUESTS_AT_ONCE, Lanes
from bot.tasks import Tasks
from storage.mail import Arrival

STAFF = 10
"""Chats up to this number belong to somebody with a role."""


class Handlers:
    """Handlers that each wait until they are let go, or not at all."""

    def __init__(self, holding: bool = False) -> None:
        self.tasks = Tasks()
        self.lanes = Lanes(self.tasks, self.handle, lambda chat_id: chat_id <= STAFF)
        self.begun: list[tuple[int, int]] = []
        self.ended: dict[int, list[int]] = defaultdict(list)
        self.gates: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.holding = holding

    async def handle(self, arrival: Arrival) -> None:
        self.begun.append((arrival.chat_id, arrival.update_id))
        if self.holding:
            await self.gates[arrival.update_id].wait()
        else:
            await asyncio.sleep(0)
        self.ended[arrival.chat_id].append(arrival.update_id)

    def put(self, *places: tuple[int, int]) -> None:
        """Take updates as (chat, update id)."""
        self.lanes.put([Arrival(update_id, chat_id, b"") for chat_id, update_id in places])

    async def turn(self) -> None:
        """Let everything go on that can."""
        for _ in range(10):
            await asyncio.sleep(0)


@given(st.lists(st.lists(st.integers(8, 13), min_size=1, max_size=8), max_size=6))
def test_each_chat_keeps_its_order_however_updates_come(bursts):
    async def play() -> dict[int, list[int]]:
        handlers, number = Handlers(), 0
        for chats in bursts:
            arrivals = [(chat_id, number + place) for place, chat_id in enumerate(chats)]
            number += len(chats)
            handlers.put(*arrivals)
            await asyncio.sleep(0)
        await handlers.lanes.busy.idle()
        await handlers.tasks.end(5)
        return handlers.ended

    ended = asyncio.run(play())
    assert all(numbers == sorted(numbers) for numbers in ended.values())
    assert sum(map(len, ended.values())) == sum(map(len, bursts))


async def test_the_next_of_a_chat_begins_when_the_one_before_has_ended():
    handlers = Handlers(holding=True)
    handlers.put((1, 1), (1, 2))
    await handlers.turn()
    assert handlers.begun == [(1, 1)]

    handlers.gates[1].set()
    await handlers.turn()
    assert handlers.begun == [(1, 1), (1, 2)]
    handlers.gates[2].set()
    await handlers.lanes.busy.idle()


async def test_chats_go_side_by_side():
    handlers = Handlers(holding=True)
    handlers.put((1, 1), (2, 2), (3, 3))
    await handlers.turn()
    assert len(handlers.begun) == 3

    handlers.gates[2].set()
    await handlers.turn()
    assert handlers.ended == {2: [2]}
    await handlers.tasks.end(0)


async def test_a_crowd_of_strangers_holds_up_no_staff():
    handlers = Handlers(holding=True)
    handlers.put(*((STAFF + 1 + guest, guest) for guest in range(100)))
    await handlers.turn()
    assert len(handlers.begun) == GUESTS_AT_ONCE

    handlers.put((1, 1000))
    await handlers.turn()
    assert handlers.begun[-1] == (1, 1000)
    handlers.gates[1000].set()
    await handlers.turn()
    assert handlers.ended == {1: [1000]}
    await handlers.tasks.end(0)


async def test_every_stranger_has_his_turn():
    handlers = Handlers()
    handlers.put(*((STAFF + 1 + guest, guest) for guest in range(50)))
    await handlers.lanes.busy.idle()

    assert len(handlers.ended) == 50


async def test_told_to_stop_it_finishes_what_is_under_way_and_begins_no_more():
    handlers = Handlers(holding=True)
    handlers.put((1, 1), (1, 2), (2, 3))
    await handlers.turn()
    handlers.lanes.stop()
    for gate in (1, 2, 3):
        handlers.gates[gate].set()
    await handlers.tasks.end(5)

    assert handlers.ended == {1: [1], 2: [3]}


async def test_a_chat_that_was_idle_begins_anew():
    handlers = Handlers()
    for number in (1, 2):
        handlers.put((1, number))
        await handlers.lanes.busy.idle()

    assert handlers.ended == {1: [1, 2]}
    assert handlers.lanes.taken == 2
