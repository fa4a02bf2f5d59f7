"""Long polling: offsets, waiting, one poller at a time, updates delivered again."""

import asyncio
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import errors
from playground.world import World


def numbers(answer) -> list[int]:
    return [update["update_id"] for update in answer.result]


def texts(answer) -> list[str]:
    return [update["message"]["text"] for update in answer.result]


async def test_an_update_stays_until_a_higher_offset_confirms_it(call, rita):
    rita.sends("one")
    rita.sends("two")
    first = await call("getUpdates")
    assert texts(first) == texts(await call("getUpdates")) == ["one", "two"]
    rest = await call("getUpdates", offset=numbers(first)[1])
    assert texts(rest) == ["two"]
    assert texts(await call("getUpdates")) == ["two"]
    assert (await call("getUpdates", offset=numbers(first)[1] + 1)).result == []


async def test_a_negative_offset_keeps_only_the_newest(call, rita):
    for word in ("one", "two", "three"):
        rita.sends(word)
    assert texts(await call("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await call("getUpdates")) == ["two", "three"]


async def test_a_limit_cuts_the_answer_and_the_rest_comes_next(call, rita):
    for word in ("one", "two", "three"):
        rita.sends(word)
    first = await call("getUpdates", limit=2)
    assert texts(first) == ["one", "two"]
    assert texts(await call("getUpdates", offset=numbers(first)[-1] + 1)) == ["three"]


async def test_when_ids_fall_an_old_offset_confirms_nothing(call, world, rita):
    rita.sends("before")
    last = numbers(await call("getUpdates"))[-1]
    await call("getUpdates", offset=last + 1)
    world.bot.queue.next_number = 5
    rita.sends("after a quiet week")
    assert texts(await call("getUpdates", offset=last + 1)) == ["after a quiet week"]


async def test_a_poller_waits_for_what_comes_and_gets_it_at_once(call, world, rita):
    waiting = asyncio.ensure_future(call("getUpdates", timeout=20))
    await polled(world)
    rita.sends("one")
    rita.sends("two")
    assert texts(await waiting) == ["one", "two"]


async def test_a_poller_that_waits_in_vain_gets_nothing(call, rita):
    assert (await call("getUpdates", timeout=1)).result == []


async def test_a_second_poller_ends_the_first_with_a_conflict(call, world, rita):
    first = asyncio.ensure_future(call("getUpdates", timeout=20))
    await polled(world)
    second = asyncio.ensure_future(call("getUpdates", timeout=20))
    answer = await first
    assert (answer.status, answer.words) == (409, errors.OTHER_POLLER.description)
    rita.sends("hello")
    assert texts(await second) == ["hello"]


async def test_a_webhook_ends_the_poller_and_refuses_the_next(call, world):
    first = asyncio.ensure_future(call("getUpdates", timeout=20))
    await polled(world)
    await call("setWebhook", url="http://127.0.0.1:1/hook")
    assert (await first).words == errors.WEBHOOK_CAME.description
    refused = await call("getUpdates")
    assert (refused.status, refused.words) == (409, errors.WEBHOOK_ACTIVE.description)
    await call("deleteWebhook")
    assert (await call("getUpdates")).result == []


async def test_only_kinds_that_were_asked_for_are_put_into_the_queue(call, rita):
    await call("getUpdates", allowed_updates=["edited_message"])
    message = rita.sends("one")
    rita.edits(message, "two")
    [update] = (await call("getUpdates")).result
    assert update["edited_message"]["text"] == "two"
    await call("getUpdates", allowed_updates=json.dumps([]))
    rita.reacts(message, "👍")
    assert len((await call("getUpdates")).result) == 1


async def test_pending_updates_are_dropped_only_when_asked(call, rita):
    rita.sends("one")
    await call("deleteWebhook")
    assert texts(await call("getUpdates")) == ["one"]
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates")).result == []


@given(
    seed=st.integers(0, 2**16),
    copies=st.tuples(st.integers(1, 3), st.integers(0, 2)),
    limit=st.integers(1, 9),
    sent=st.integers(1, 25),
)
def test_every_update_is_delivered_as_often_as_asked_and_first_in_order(seed, copies, limit, sent):
    world = World(seed=seed)
    queue = world.add_bot("1:" + "C" * 30).queue
    least, most = copies[0], copies[0] + copies[1]
    world.knobs.repeat(least, most)
    for _ in range(sent):
        world.add_person(id=5).sends("x")
    delivered, offset = [], 0
    while (queue.fresh or queue.again) and len(delivered) < 9 * sent:
        got = [json.loads(body)["update_id"] for body in queue.take(offset, limit)]
        delivered += got
        offset = max([offset, *(number + 1 for number in got)])
    assert list(dict.fromkeys(delivered)) == sorted(set(delivered))
    assert all(least <= times <= most for times in Counter(delivered).values())
    assert len(set(delivered)) == sent == queue.confirmed
    assert len(delivered) == queue.delivered


@given(
    seed=st.integers(0, 2**16), sent=st.integers(1, 8), luck=st.lists(st.booleans(), max_size=40)
)
def test_an_update_that_a_webhook_refuses_is_still_delivered_as_often_as_asked(seed, sent, luck):
    world = World(seed=seed)
    queue = world.add_bot("1:" + "C" * 30).queue
    world.knobs.repeat(3)
    for _ in range(sent):
        world.add_person(id=5).sends("x")
    delivered = Counter()
    while (waiting := queue.pick(set())) and delivered.total() < 9 * sent:
        if luck and luck.pop():
            queue.put_back(waiting)
        else:
            queue.taken(waiting)
            delivered[waiting.number] += 1
    assert set(delivered.values()) == {3}
    assert (len(delivered), queue.pending, queue.confirmed) == (sent, 0, sent)


async def test_repeats_come_between_new_updates_after_they_were_confirmed(call, world, rita):
    world.knobs.repeat(3)
    for place in range(20):
        rita.sends(str(place))
    first = await call("getUpdates", limit=10)
    for place in range(20, 30):
        rita.sends(str(place))
    second = await call("getUpdates", offset=numbers(first)[-1] + 1, limit=20)
    assert set(numbers(first)) & set(numbers(second))
    assert numbers(second) != sorted(numbers(second))


async def polled(world: World) -> None:
    """Return when somebody waits in getUpdates."""
    await world.until(lambda: world.bot.poll is not None)


async def test_a_poller_gone_for_good_does_not_keep_the_next_from_its_updates(call, world, rita):
    gone = asyncio.ensure_future(call("getUpdates", timeout=50))
    await polled(world)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    rita.sends("still here")
    assert texts(await call("getUpdates", timeout=5)) == ["still here"]
