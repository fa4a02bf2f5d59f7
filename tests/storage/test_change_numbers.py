"""Change numbers and the chain: what a commit touched is stamped, and others' writes are seen."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from storage import chain
from storage.feed import Feed
from storage.outside import outside, touch
from storage.registry import set_setting
from storage.unit import Effect, Outcome, Stale, Unit
from storage.visits import amend_line
from tests.support.books import NEIGHBOUR, RITA, Books, counted

ACTIONS = "SELECT number, action FROM audit WHERE clinic_id = 1 ORDER BY number"


def on(number: int) -> date:
    """The n-th day of the year."""
    return date.fromordinal(date(2025, 12, 31).toordinal() + number)


def touched_since(books: Books, change: int) -> set[int]:
    feed = Feed(books.path)
    try:
        return set(feed.touched(1, change))
    finally:
        feed.close()


async def test_a_commit_of_many_units_raises_the_change_number_once(books):
    before, units = books.change(), [books.unit() for _ in range(5)]
    lines = [books.log(unit, str(code)) for code, unit in enumerate(units)]

    await books.all_at_once(units)

    assert books.change() == before + 1
    assert {books.line(line.id).change for line in lines} == {before + 1}


async def test_a_clinic_nobody_wrote_in_keeps_its_number(books):
    before = books.change(NEIGHBOUR)
    await books.logged("1042")

    assert books.change(NEIGHBOUR) == before


async def test_a_unit_that_only_answers_keeps_the_number(books):
    line, heard = await books.logged("1042"), []
    before, unit = books.change(), counted(books.unit(), heard)
    unit.effects.append(Effect(line.day, line.patient_id, 0, 0))

    await books.writer.commit(unit)

    assert books.change() == before
    assert heard[0][-1].visits == 1


async def test_readers_find_what_was_touched_since_a_change(books):
    first = await books.logged("1")
    seen = books.change()
    second = await books.logged("2")
    assert touched_since(books, seen) == {second.patient_id}

    seen = books.change()
    await books.voided(first)
    assert touched_since(books, seen) == {first.patient_id}


async def test_a_line_given_to_another_patient_touches_both(books):
    line, other = await books.logged("1"), await books.logged("2")
    seen = books.change()
    await books.amended(line, replace(line, patient_id=other.patient_id))

    assert touched_since(books, seen) == {line.patient_id, other.patient_id}


async def test_the_chain_holds_over_the_bots_and_other_processes_writes(books):
    line = await books.logged("1042")
    with outside(books.path).begin() as connection:
        set_setting(connection, 1, 1, "name", "Smile 2")
    await books.amended(line, replace(line, amount=4500))

    assert [action for _, action in books.rows(ACTIONS)] == [
        "clinic added",
        "visit logged",
        "setting changed",
        "visit amended",
    ]
    assert books.broken_link() is None


async def test_the_chain_sees_a_figure_changed_behind_the_bots_back(books):
    await books.logged("1042")
    await books.connection.execute(
        "UPDATE audit SET detail = replace(detail, '3500', '350') WHERE clinic_id = 1"
    )

    assert books.broken_link() == chain.Break(1, 2)


async def test_another_processs_lines_are_in_the_next_count(books):
    await books.logged("1")
    with outside(books.path).begin() as connection:
        number = touch(connection, 1)
        for statement in (
            "INSERT INTO patients (clinic_id, id, code, key, legacy, change)"
            " VALUES (1, 77, '77', '77', 0, :change)",
            "INSERT INTO visit_lines (clinic_id, id, patient_id, day, amount, author_id, logged,"
            " token, change) SELECT 1, 78, 77, day, 1000, 0, 0, 'import', :change"
            " FROM visit_lines LIMIT 1",
        ):
            connection.execute(text(statement), {"change": number})
    heard: list[Outcome] = []
    unit = counted(books.unit(), heard)
    books.log(unit, "3")

    await books.writer.commit(unit)

    assert [(count.visits, count.money) for count in heard[-1]] == [(3, 8000)]
    assert books.change() == number + 1


async def test_another_processs_void_is_in_a_count_that_changes_nothing(books):
    line = await books.logged("1")
    await books.logged("2")
    with outside(books.path).begin() as connection:
        number = touch(connection, 1)
        statement = "UPDATE visit_lines SET voided = 1, voided_by = 0, change = :change"
        connection.execute(text(f"{statement} WHERE id = :id"), {"change": number, "id": line.id})
    heard: list[Outcome] = []
    unit = counted(books.unit(), heard)
    unit.effects.append(Effect(line.day, line.patient_id, 0, 0))

    await books.writer.commit(unit)

    assert [count.visits for count in heard[-1]] == [1]
    assert books.change() == number


async def test_rights_that_are_older_than_the_staff_make_a_unit_stale(books):
    unit = books.unit()
    unit.staff_seen = -1
    books.log(unit, "1042")

    with pytest.raises(Stale):
        await books.writer.commit(unit)
    assert books.rows("SELECT count(*) FROM visit_lines") == [(0,)]


async def test_days_beyond_those_kept_are_counted_too(books):
    lines = [await books.logged(str(day), day=on(day)) for day in range(1, 33)]
    heard: list[Outcome] = []
    unit = counted(books.unit(), heard)
    amend_line(unit, lines[0], replace(lines[0], day=lines[0].day + 60), RITA)
    replays = books.writer.replays

    await books.writer.commit(unit)

    assert [count.visits for count in heard[-1]] == [0, 1]
    assert books.writer.replays == replays


async def test_one_unit_may_touch_more_days_than_are_kept(books):
    heard: list[Outcome] = []
    unit: Unit = counted(books.unit(), heard)
    for day in range(40):
        books.log(unit, str(day), day=on(1 + day))

    await books.writer.commit(unit)

    assert [count.visits for count in heard[-1]] == [1] * 40
