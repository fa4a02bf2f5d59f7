"""The writer: many units in one commit, and a refused unit fails alone."""

import asyncio
from dataclasses import replace

import pytest

from storage.unit import Letter, Outcome, Stale, Unit
from storage.visits import amend_line, void_line
from tests.support.books import NEIGHBOUR, RITA, Books, counted

STANDING = "SELECT count(*) FROM visit_lines WHERE voided IS NULL"
CODES = "SELECT code FROM patients WHERE clinic_id = 1 ORDER BY code"


def visit(books: Books, code: str, **more: object) -> Unit:
    unit = books.unit()
    books.log(unit, code, **more)
    return unit


def clashing(books: Books) -> Unit:
    """A unit whose second line has the token of its first."""
    unit = books.unit()
    books.log(unit, "bad1", token="the same")
    books.log(unit, "bad2", token="the same")
    return unit


async def test_units_of_many_handlers_are_one_commit(books):
    verdicts = await books.all_at_once([visit(books, str(code)) for code in range(100)])

    assert verdicts == [None] * 100
    assert books.writer.commits == 1
    assert books.rows(STANDING) == [(100,)]


async def test_a_unit_is_on_disk_when_its_handler_goes_on(books):
    await books.writer.commit(visit(books, "1042"))

    assert books.rows(CODES) == [("1042",)]


async def test_a_refused_unit_fails_alone_while_the_others_are_saved(books):
    units = [visit(books, "1"), clashing(books), visit(books, "2")]

    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale, type(None)]
    assert books.rows(CODES) == [("1",), ("2",)]
    assert books.writer.replays == 1
    assert books.broken_link() is None


async def test_after_a_refusal_the_next_units_share_a_commit_again(books):
    await books.all_at_once([visit(books, "1"), clashing(books)])
    commits = books.writer.commits

    assert await books.all_at_once([visit(books, "2"), visit(books, "3")]) == [None, None]
    assert books.writer.commits == commits + 1


async def test_a_new_patient_of_two_units_at_once_becomes_one_patient(books):
    [first, second] = await books.all_at_once([visit(books, "1042"), visit(books, "1042")])

    assert first is None
    assert isinstance(second, Stale)
    assert await books.all_at_once([visit(books, "1042")]) == [None]
    assert books.rows(CODES) == [("1042",)]
    assert books.rows(STANDING) == [(2,)]


async def test_who_saw_an_older_line_is_refused(books):
    seen = await books.logged("1042")
    await books.amended(seen, replace(seen, amount=4500))

    for write in (
        void_line,
        lambda unit, line, by: amend_line(unit, line, replace(line, day=1), by),
    ):
        unit = books.unit()
        write(unit, seen, RITA)
        with pytest.raises(Stale):
            await books.writer.commit(unit)
    assert books.line(seen.id).amount == 4500
    assert books.line(seen.id).voided is None


async def test_of_two_who_mend_a_line_at_once_one_is_refused(books):
    line = await books.logged("1042")
    units = [books.unit(), books.unit()]
    void_line(units[0], line, RITA)
    amend_line(units[1], line, replace(line, amount=4500), RITA)

    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert books.line(line.id).amount == 3500
    assert books.rows("SELECT count(*) FROM amendments") == [(0,)]


async def test_a_voided_line_cannot_be_voided_again(books):
    line = await books.voided(await books.logged("1042"))

    with pytest.raises(Stale):
        await books.voided(line)


async def test_a_unit_whose_answer_raises_fails_alone_and_writes_nothing(books):
    def fail(_outcome: Outcome) -> Letter:
        raise LookupError("no words")

    broken = visit(books, "2")
    broken.answer(fail)

    verdicts = await books.all_at_once([visit(books, "1"), broken, visit(books, "3")])

    assert [type(verdict) for verdict in verdicts] == [type(None), LookupError, type(None)]
    assert books.rows(CODES) == [("1",), ("3",)]


async def test_a_value_that_sqlite_cannot_hold_fails_alone(books):
    verdicts = await books.all_at_once([visit(books, "1"), visit(books, "2", amount=1 << 70)])

    assert [type(verdict) for verdict in verdicts] == [type(None), OverflowError]
    assert books.rows(CODES) == [("1",)]


async def test_letters_of_refused_units_are_not_handed_to_delivery(books):
    handed: list[str] = []
    books.writer.listen(
        lambda units: handed.extend(str(row["payload"]) for unit in units for row in unit.outgoing)
    )
    good, bad = visit(books, "1"), clashing(books)
    for unit, text in ((good, "good"), (bad, "bad")):
        unit.send(Letter(RITA, "sendMessage", {"text": text}))

    await books.all_at_once([good, bad])

    assert handed == ['{"text": "good"}']
    assert books.rows("SELECT payload FROM outbox") == [('{"text": "good"}',)]


async def test_who_stops_waiting_leaves_the_others_saved(books):
    waiting = asyncio.ensure_future(books.writer.commit(visit(books, "1")))
    others = asyncio.ensure_future(books.all_at_once([visit(books, "2"), visit(books, "3")]))
    waiting.cancel()

    assert await others == [None, None]
    assert set(books.rows(CODES)) >= {("2",), ("3",)}


async def test_an_empty_unit_is_committed(books):
    await books.writer.commit(books.unit(None))

    assert books.writer.commits == 1


async def test_two_clinics_in_one_commit_do_not_count_each_other(books):
    heard: list[Outcome] = []
    ours, theirs = counted(visit(books, "1"), heard), counted(books.unit(NEIGHBOUR), heard)
    books.log(theirs, "1", 700)

    assert await books.all_at_once([ours, theirs]) == [None, None]
    assert [(count.visits, count.money) for (count,) in heard] == [(1, 3500), (1, 700)]
    assert books.broken_link() is None


async def test_a_listener_that_fails_stops_neither_the_writer_nor_the_others(books):
    heard: list[int] = []

    def stumble(_units):
        raise LookupError

    books.writer.listen(stumble)
    books.writer.listen(lambda units: heard.append(len(units)))

    await books.logged("1")
    await books.logged("2")

    assert heard == [1, 1]
