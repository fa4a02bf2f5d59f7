"""Intake by polling: an update is on disk before Telegram hears that it was received."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.full_disk import FullDisk
from bot.intake import BATCH, FIRST_PAUSE, Intake, Poller
from clinic.calendar import SECOND
from playground.people import Person
from storage.mail import Arrival
from tests.support.books import full_disk
from tests.support.post import SECONDS, PostOffice

KEPT = "SELECT count(*) FROM inbox"


@dataclass
class Desk:
    """Takes what the intake hands on, and looks whether it is on disk by then."""

    post: PostOffice
    texts: list[str] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, arrivals: list[Arrival]) -> None:
        for arrival in arrivals:
            [(raw,)] = self.post.books.rows(
                "SELECT raw FROM inbox WHERE update_id = ?", arrival.update_id
            )
            assert raw == arrival.raw
            self.texts.append(raw.decode().partition('"text": "')[2].partition('"')[0])
        self.came.set()

    def say(self, _method: str, payload: dict[str, object]) -> None:
        self.told.append(int(str(payload["chat_id"])))

    async def has(self, count: int) -> list[str]:
        """Return the texts when so many came."""
        async with asyncio.timeout(SECONDS):
            while len(self.texts) < count:
                self.came.clear()
                await self.came.wait()
        return self.texts


@asynccontextmanager
async def polling(post: PostOffice) -> AsyncIterator[Desk]:
    desk = Desk(post)
    intake = Intake(post.office, desk.take, FullDisk(desk.say, lambda _chat: True))
    task = asyncio.ensure_future(Poller(post.api, intake, post.clock).poll())
    try:
        yield desk
    finally:
        task.cancel()
        await asyncio.wait([task])


def starter(post: PostOffice, number: int = 502) -> Person:
    return post.world.add_person(number, language_code="en")


def offsets(post: PostOffice) -> list[int]:
    return [call["offset"] for call in post.calls("getUpdates")]


async def test_updates_are_handed_on_in_order_once_they_are_on_disk(post):
    rita = starter(post)
    async with polling(post) as desk:
        for number in range(20):
            rita.sends(str(number))
        assert await desk.has(20) == list(map(str, range(20)))


async def test_a_backlog_is_taken_in_whole_batches_of_one_commit_each(post):
    rita, commits = starter(post), post.office.writer.commits
    for number in range(BATCH + 20):
        rita.sends(str(number))
    async with polling(post) as desk:
        await desk.has(BATCH + 20)

    assert post.office.writer.commits == commits + 2


async def test_the_offset_moves_only_after_the_commit(post):
    rita = starter(post)
    async with full_disk(post.books), polling(post) as desk:
        rita.sends("x" * 4000)
        rita.sends("y" * 4000)
        assert await post.clock.asked() == FIRST_PAUSE
        assert (desk.texts, set(offsets(post))) == ([], {0})
        assert post.world.bot.queue.confirmed == 0
        assert desk.told == [502]

        await post.books.connection.execute("PRAGMA max_page_count=4294967294")
        post.clock.move(FIRST_PAUSE)
        await desk.has(2)
        assert post.books.rows(KEPT) == [(2,)]


async def test_what_came_before_is_dropped(post):
    rita = starter(post)
    post.world.knobs.repeat(4)
    async with polling(post) as desk:
        for number in range(10):
            rita.sends(str(number))
        await desk.has(10)
        post.world.knobs.repeat(1)
        rita.sends("last")
        await desk.has(11)

    assert sorted(desk.texts) == sorted([*map(str, range(10)), "last"])
    assert post.books.rows(KEPT) == [(11,)]


async def test_a_new_start_knows_what_an_earlier_one_took(post):
    rita = starter(post)
    rita.sends("once")
    async with polling(post) as desk:
        await desk.has(1)
    async with polling(post) as desk:
        rita.sends("new")
        assert await desk.has(1) == ["new"]


async def test_ids_that_fall_after_a_silence_are_taken(post):
    rita, queue = starter(post), post.world.bot.queue
    async with polling(post) as desk:
        rita.sends("before")
        await desk.has(1)
        await _polled(post)
        post.world.bot.end_poll(None)
        await _polled(post)
        queue.next_number = 17
        rita.sends("after")

        assert await desk.has(2) == ["before", "after"]
    assert 0 in offsets(post)[1:]


async def _polled(post: PostOffice) -> None:
    """Return when the bot waits in getUpdates."""
    await post.world.until(lambda: post.world.bot.poll is not None)


async def test_another_poller_is_waited_out_and_polling_goes_on(post):
    rita = starter(post)
    post.world.knobs.fail("getUpdates", 409, times=2)
    async with polling(post) as desk:
        assert [await post.clock.let_pass() for _ in range(2)] == [FIRST_PAUSE, 2 * FIRST_PAUSE]
        rita.sends("hello")
        await desk.has(1)


async def test_pauses_grow_to_ten_seconds_and_begin_anew_after_an_answer(post):
    rita = starter(post)
    fault = post.world.knobs.fail("getUpdates", 502, times=8)
    async with polling(post) as desk:
        pauses = [await post.clock.let_pass() for _ in range(8)]
        rita.sends("hello")
        await desk.has(1)
        fault.times = 1
        rita.sends("again")
        assert await post.clock.let_pass() == FIRST_PAUSE
        await desk.has(2)

    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == 10 * SECOND


async def test_a_poll_asks_again_when_telegram_says(post):
    post.world.knobs.fail("getUpdates", 429, retry_after=9, times=1)
    async with polling(post):
        assert await post.clock.let_pass() == 9 * SECOND


async def test_a_connection_that_breaks_loses_no_update(post):
    rita = starter(post)
    rita.sends("1")
    post.world.knobs.drop("getUpdates", after=True, times=1)
    async with polling(post) as desk:
        await post.clock.let_pass()
        assert await desk.has(1) == ["1"]


async def test_the_bot_asks_only_for_kinds_of_updates_that_it_handles(post):
    async with polling(post):
        await _polled(post)

    kinds = post.calls("getUpdates")[0]["allowed_updates"]
    assert set(kinds) == {"message", "edited_message", "callback_query", "my_chat_member"}
