"""The post: each update once, in its order of arrival; letters, forms and chats of one bot."""

import pytest

from clinic.calendar import HOUR
from storage.mail import (
    ATTEMPTED,
    FORGET_UPDATE,
    HANDLED,
    KEEP_CHAT,
    KEEP_FORM,
    LEARN_NAME,
    PRUNE_INBOX,
    PRUNE_OUTBOX,
    SENT,
    Arrival,
    Mail,
    bot_name,
    receive,
)
from storage.statements import Statement
from storage.unit import Letter, Stale
from tests.support.books import BOT, RITA, Books

WEEK = 7 * 24 * HOUR


@pytest.fixture
def mail(books: Books) -> Mail:
    return Mail(books.reader, BOT)


async def write(books: Books, statement: Statement, **values: object) -> None:
    unit = books.unit(None)
    unit.write(statement, bot_id=BOT, **values)
    await books.writer.commit(unit)


async def received(books: Books, *numbers: int, chat_id: int = RITA, raw: bytes = b"{}") -> None:
    unit = books.unit(None)
    receive(unit, [Arrival(number, chat_id, raw) for number in numbers])
    await books.writer.commit(unit)


async def sent(books: Books, *texts: str) -> list[int]:
    unit = books.unit(None)
    for text in texts:
        unit.send(Letter(RITA, "sendMessage", {"text": text}))
    await books.writer.commit(unit)
    return [number for (number,) in books.rows("SELECT id FROM outbox ORDER BY id")]


async def test_updates_wait_in_their_order_of_arrival_not_of_their_ids(books, mail):
    await received(books, 9, 5)
    await received(books, 7)

    assert [arrival.update_id for arrival in mail.waiting()] == [9, 5, 7]


async def test_an_update_that_comes_twice_is_kept_once_as_it_first_came(books, mail):
    await received(books, 7, raw=b'{"text": "first"}')
    await received(books, 7, 8, raw=b'{"text": "second"}')

    assert [arrival.raw for arrival in mail.waiting()] == [
        b'{"text": "first"}',
        b'{"text": "second"}',
    ]


async def test_raw_bytes_are_kept_as_they_are(books, mail):
    odd = '{"from": "Рита", "x": "\\u0000"}'.encode() + b"\xed\xa0\xbd"
    await received(books, 7, raw=odd)

    assert mail.waiting()[0].raw == odd


async def test_a_handled_update_waits_no_more_but_is_known(books, mail):
    await received(books, 7)
    await write(books, HANDLED, update_id=7, handled=1)

    assert mail.waiting() == []
    assert mail.known([7])
    assert not mail.known([8])


async def test_an_update_is_handled_once(books):
    await received(books, 7)
    await write(books, HANDLED, update_id=7, handled=1)

    with pytest.raises(Stale):
        await write(books, HANDLED, update_id=7, handled=2)
    with pytest.raises(Stale):
        await write(books, ATTEMPTED, update_id=7, attempts=1)


async def test_failed_attempts_are_kept_over_a_restart(books, mail):
    await received(books, 7)
    await write(books, ATTEMPTED, update_id=7, attempts=2, fault="ValueError")

    assert mail.waiting()[0].attempts == 2


async def test_a_forgotten_update_leaves_nothing(books, mail):
    await received(books, 7)
    await write(books, FORGET_UPDATE, update_id=7)

    assert not mail.known([7])
    assert books.rows("SELECT count(*) FROM inbox") == [(0,)]


async def test_another_bots_post_is_not_ours(books):
    await received(books, 7)
    await sent(books, "hello")
    await write(books, KEEP_FORM, chat_id=1, person_id=1, state="x", content="{}")
    await write(books, KEEP_CHAT, id=1, gone=1, moved_to=None)
    theirs = Mail(books.reader, BOT + 1)

    assert (theirs.waiting(), theirs.outgoing(), theirs.chats()) == ([], [], [])
    assert not theirs.known([7])
    assert theirs.form(1, 1) == (None, "{}")


async def test_letters_wait_oldest_first_until_they_are_sent_or_dead(books, mail):
    first, second, third = await sent(books, "1", "2", "3")
    assert [row["id"] for row in mail.outgoing()] == [first, second, third]

    await write(books, SENT, letter_id=first, state="sent", attempts=1, result=None)
    await write(books, SENT, letter_id=third, state="dead", attempts=1, result=None)
    assert [row["payload"] for row in mail.outgoing()] == ['{"text": "2"}']


async def test_old_papers_go_and_what_waits_stays(books, mail):
    await received(books, 1, 2)
    letters = await sent(books, "1", "2")
    await write(books, HANDLED, update_id=1, handled=1)
    await write(books, SENT, letter_id=letters[0], state="sent", attempts=1, result=None)
    books.clock.move(WEEK + 1)

    for statement in (PRUNE_INBOX, PRUNE_OUTBOX):
        unit = books.unit(None)
        unit.write(statement, None, before=books.clock.now() - WEEK)
        await books.writer.commit(unit)

    assert [arrival.update_id for arrival in mail.waiting()] == [2]
    assert [row["id"] for row in mail.outgoing()] == [letters[1]]
    assert books.rows("SELECT count(*) FROM inbox") == [(1,)]


async def test_a_form_is_kept_for_a_person_in_a_chat(books, mail):
    assert mail.form(5, 6) == (None, "{}")
    for state, content in (("amount", '{"line": 1}'), ("note", '{"line": 2}')):
        await write(books, KEEP_FORM, chat_id=5, person_id=6, state=state, content=content)

    assert mail.form(5, 6) == ("note", '{"line": 2}')
    assert mail.form(5, 7) == (None, "{}")


async def test_chats_that_cannot_be_reached_are_remembered(books, mail):
    await write(books, KEEP_CHAT, id=5, gone=1, moved_to=None)
    await write(books, KEEP_CHAT, id=-6, gone=0, moved_to=-1006)
    await write(books, KEEP_CHAT, id=5, gone=0, moved_to=None)

    assert sorted(mail.chats()) == [(-6, False, -1006), (5, False, None)]


async def test_the_newest_name_of_the_bot_is_known(books):
    assert bot_name(books.reader, BOT) is None
    for name in ("old_bot", "smile_bot"):
        unit = books.unit(None)
        unit.write(LEARN_NAME, id=BOT, username=name)
        await books.writer.commit(unit)

    assert bot_name(books.reader, BOT) == "smile_bot"
