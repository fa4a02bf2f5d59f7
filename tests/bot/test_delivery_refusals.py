"""Delivery: whatever Telegram answers, a letter is sent in the end or marked dead."""

import logging

from bot.postman import FIRST_PAUSE, LIFE
from clinic.calendar import HOUR, SECOND
from storage.unit import Letter
from tests.support.post import SECONDS, PatientClock, post_office, text_to, texts_in
from tests.support.stage import world_of_one_bot

GONE = "SELECT id, gone, moved_to FROM chats"


async def test_retry_after_is_obeyed_and_the_chats_order_holds(post, rita):
    post.world.knobs.fail("sendMessage", 429, retry_after=7, times=2)
    await post.says(502, "1", "2", "3")

    assert [await post.clock.let_pass() for _ in range(2)] == [7 * SECOND] * 2
    await post.done()
    assert texts_in(rita) == ["1", "2", "3"]
    assert post.outbox() == [("sent", 3), ("sent", 1), ("sent", 1)]


async def test_a_broken_server_is_asked_again_after_ever_longer_pauses(post, rita):
    post.world.knobs.fail("sendMessage", 500, times=2)
    post.world.knobs.fail("sendMessage", 502, times=2)
    await post.says(502, "1", "2")

    pauses = [await post.clock.let_pass() for _ in range(4)]
    await post.done()
    assert pauses == [FIRST_PAUSE << doubling for doubling in range(4)]
    assert texts_in(rita) == ["1", "2"]


async def test_pauses_stop_growing_after_a_minute(post, rita):
    post.world.knobs.fail("sendMessage", 502, times=10)
    await post.says(502, "1")

    pauses = [await post.clock.let_pass() for _ in range(10)]
    await post.done()
    assert pauses[-1] == pauses[-2] == 64 * SECOND


async def test_a_connection_that_breaks_before_the_sending_loses_nothing(post, rita):
    post.world.knobs.drop("sendMessage", times=1)
    await post.says(502, "1", "2")
    await post.clock.let_pass()
    await post.done()

    assert texts_in(rita) == ["1", "2"]


async def test_a_connection_that_breaks_after_the_sending_repeats_that_message_only(post, rita):
    post.world.knobs.drop("sendMessage", after=True, times=1)
    await post.says(502, "1", "2")
    await post.clock.let_pass()
    await post.done()

    assert texts_in(rita) == ["1", "1", "2"]


async def test_whoever_blocked_the_bot_gets_nothing_until_he_speaks(post, rita):
    rita.blocks()
    await post.says(502, "1", "2")
    await post.done()
    assert post.outbox() == [("dead", 1), ("dead", 1)]
    assert len(post.calls("sendMessage")) == 1
    assert post.books.rows(GONE) == [(502, 1, None)]

    rita.unblocks()
    await post.postman.chats.spoke(502)
    await post.says(502, "3")
    await post.done()
    assert texts_in(rita) == ["3"]
    assert post.books.rows(GONE) == [(502, 0, None)]


async def test_a_chat_that_is_gone_is_remembered_over_a_restart(tmp_path):
    world = world_of_one_bot()
    async with post_office(tmp_path, world=world) as post:
        post.person(502).blocks()
        await post.says(502, "1")
        await post.done()
    async with post_office(tmp_path, world=world) as post:
        await post.says(502, "2")
        await post.done()
        assert len(post.calls("sendMessage")) == 1


async def test_letters_follow_a_group_that_became_a_supergroup(post, olga):
    group = post.world.add_group("Smile", [olga])
    grown = post.world.migrate(group)
    await post.says(group.chat_id, "1", "2")
    await post.done()

    assert [message.text for message in grown.screen if message.from_bot] == ["1", "2"]
    assert post.books.rows(GONE) == [(group.chat_id, 0, grown.chat_id)]
    assert len(post.calls("sendMessage")) == 3


async def test_a_letter_that_telegram_refuses_for_good_is_dead_and_the_next_one_goes(post, rita):
    broken = Letter(502, "sendMessage", {"chat_id": 502, "text": "<b>", "parse_mode": "HTML"})
    await post.keep(broken, text_to(502, "next"))
    await post.done()

    assert post.outbox() == [("dead", 1), ("sent", 1)]
    assert texts_in(rita) == ["next"]


async def test_words_of_a_refusal_that_quote_the_letter_do_not_reach_the_log(post, rita, caplog):
    quoting = {"chat_id": 502, "text": "<CANARY77>", "parse_mode": "HTML"}
    await post.keep(Letter(502, "sendMessage", quoting))
    await post.done()
    post.delivery.say_now("sendMessage", quoting)
    await post.tasks.end(SECONDS)

    assert "is dead: 400" in caplog.text
    assert "was not done" in caplog.text
    assert "canary77" not in caplog.text.lower()


async def test_a_letter_nobody_foresaw_leaves_the_next_of_its_chat_its_turn(post, rita, caplog):
    post.delivery.take([{**_row(post), "payload": "no JSON", "method": "editMessageText"}])
    await post.says(502, "next")
    await post.done()

    assert texts_in(rita) == ["next"]
    assert "waits for the next start" in caplog.text


async def test_a_withdrawn_token_kills_no_letter(post, rita):
    bots = post.world.bots
    [(token, bot)] = bots.items()
    bots.clear()
    await post.says(502, "1")
    await post.clock.asked()
    bots[token] = bot
    post.clock.move(SECOND)
    await post.done()

    assert texts_in(rita) == ["1"]


async def test_a_letter_whose_time_is_over_is_dead_without_being_sent(post, rita):
    await post.says(502, "too late", expires=post.clock.now() - 1)
    await post.says(502, "in time", expires=post.clock.now())
    await post.done()

    assert texts_in(rita) == ["in time"]
    assert post.outbox() == [("dead", 0), ("sent", 1)]


async def test_a_letter_that_expires_while_it_waits_is_dead(post, rita):
    post.world.knobs.fail("sendMessage", 429, retry_after=60, times=1)
    await post.says(502, "1", expires=post.clock.now() + SECOND)
    await post.clock.let_pass()
    await post.done()

    assert (texts_in(rita), post.outbox()) == ([], [("dead", 1)])


async def test_a_letter_refused_for_a_day_is_dead(post, rita):
    post.world.knobs.fail("sendMessage", 502)
    await post.says(502, "1")
    await post.clock.asked()
    post.clock.move(LIFE + 1)
    await post.done()

    assert [state for state, _ in post.outbox()] == ["dead"]


async def test_a_letter_left_by_an_earlier_run_is_sent_however_long_ago(tmp_path):
    world, clock = world_of_one_bot(), PatientClock()
    async with post_office(tmp_path, world=world, clock=clock) as post:
        rita = post.person(502)
        world.knobs.fail("sendMessage", 502)
        await post.says(502, "saved")
        await clock.asked()
    world.knobs.clear()
    clock.move(3 * 24 * HOUR)
    async with post_office(tmp_path, world=world, clock=clock) as post:
        await post.done()
        assert texts_in(rita) == ["saved"]


async def test_answers_to_buttons_are_best_effort_and_said_once_in_the_log(post, caplog):
    caplog.set_level(logging.WARNING)
    for _ in range(3):
        post.delivery.say_now("answerCallbackQuery", {"callback_query_id": "1"})
    await post.tasks.end(SECONDS)

    assert len(post.calls("answerCallbackQuery")) == 3
    assert len(caplog.records) == 1
    assert "query is too old" in caplog.text


def _row(post):
    return dict.fromkeys(("clinic_id", "expires", "card_id", "picture_id"), None) | {
        "id": post.office.ids.new(),
        "chat_id": 502,
        "priority": 1,
        "attempts": 0,
        "due": 0,
    }
