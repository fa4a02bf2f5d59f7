"""Delivery: in order within a chat, chats side by side, nobody faster than Telegram allows."""

from bot.buckets import Limits, Rate
from clinic.calendar import SECOND
from storage.unit import Priority
from tests.support.post import post_office, text_to, texts_in
from tests.support.stage import world_of_one_bot

FREE = Rate(0, 1)
RESULTS = "SELECT result FROM outbox ORDER BY id"


async def test_letters_of_a_chat_arrive_in_their_order(post, rita):
    texts = [str(number) for number in range(30)]
    for text in texts:
        await post.says(502, text)
    await post.done()

    assert texts_in(rita) == texts
    assert post.outbox() == [("sent", 1)] * 30


async def test_the_outbox_keeps_the_number_of_the_message(post, rita):
    await post.says(502, "hello")
    await post.done()

    assert post.books.rows(RESULTS) == [(f'{{"message_id": {rita.last.message_id}}}',)]


async def test_a_chat_that_has_to_wait_holds_up_no_other(post, rita, olga):
    post.world.knobs.fail("sendMessage", 429, retry_after=60, chat=502, times=1)
    await post.says(502, "to Rita")
    assert await post.clock.asked() == 60 * SECOND

    await post.says(501, "to Olga")
    await olga.hears()

    assert (texts_in(olga), texts_in(rita)) == (["to Olga"], [])


async def test_letters_that_an_earlier_run_has_left_are_sent_first(tmp_path):
    world = world_of_one_bot()
    async with post_office(tmp_path, world=world) as post:
        rita = post.person(502)
        world.knobs.fail("sendMessage", 502)
        await post.says(502, "before 1", "before 2")
        await post.clock.asked()
    world.knobs.clear()
    async with post_office(tmp_path, world=world) as post:
        await post.says(502, "after")
        await post.done()

        assert texts_in(rita) == ["before 1", "before 2", "after"]
        assert [state for state, _ in post.outbox()] == ["sent"] * 3


async def test_told_to_stop_it_leaves_on_disk_what_it_has_not_begun(post, rita):
    post.world.knobs.fail("sendMessage", 502, times=1)
    await post.says(502, "under way", "not begun")
    await post.clock.asked()
    post.delivery.stop()
    post.clock.move(SECOND)
    await rita.hears()

    assert texts_in(rita) == ["under way"]


async def test_a_chat_gets_five_at_once_and_then_one_a_second(tmp_path):
    limits = Limits(FREE, Rate(SECOND, 5), FREE)
    async with post_office(tmp_path, limits) as post:
        rita = post.person(502)
        await post.says(502, *map(str, range(8)))

        assert [await post.clock.asked()] == [SECOND]
        assert len(texts_in(rita)) == 5
        post.clock.move(SECOND)
        waits = [await post.clock.let_pass() for _ in range(2)]
        await post.done()
        assert waits == [SECOND, SECOND]
        assert texts_in(rita) == list(map(str, range(8)))


async def test_a_group_has_a_limit_of_its_own(tmp_path):
    limits = Limits(FREE, FREE, Rate(3 * SECOND, 2))
    async with post_office(tmp_path, limits) as post:
        group = post.world.add_group("Smile", [post.person(501)])
        await post.says(group.chat_id, "1", "2", "3")

        assert await post.clock.let_pass() == 3 * SECOND
        await post.done()
        assert post.outbox() == [("sent", 1)] * 3


async def test_when_all_chats_together_are_too_many_answers_go_before_strangers(tmp_path):
    limits = Limits(Rate(SECOND, 1), FREE, FREE)
    async with post_office(tmp_path, limits) as post:
        for number in range(1, 7):
            post.person(number)
        priorities = [7, 7, 5, 3, 1, 1]
        texts = [text_to(n, str(n), priority=p) for n, p in enumerate(priorities, 1)]
        await post.keep(*texts)
        await post.sent(1)
        for number in range(2, 7):
            await post.clock.let_pass()
            await post.sent(number)

        order = [call["text"] for call in post.calls("sendMessage")]
        assert sorted(order[1:], key=lambda text: priorities[int(text) - 1]) == order[1:]
        assert order[1:3] == ["5", "6"]


async def test_in_a_long_rush_each_letter_goes_when_its_turn_comes(tmp_path):
    limits = Limits(Rate(SECOND, 1), FREE, FREE)
    async with post_office(tmp_path, limits) as post:
        for number in range(1, 5):
            post.person(number)
            await post.says(number, "hello")
        await post.sent(1)
        for number in (2, 3):
            await post.clock.let_pass()
            await post.sent(number)

        assert len(post.calls("sendMessage")) == 3


def test_priorities_are_answers_alerts_digests_strangers():
    order = [Priority.ANSWER, Priority.ALERT, Priority.DIGEST, Priority.STRANGER]

    assert order == sorted(order)
