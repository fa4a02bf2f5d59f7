"""Measures and steps as they lie on disk: each written once, whoever is faster."""

from dataclasses import replace

import pytest

from clinic.complaint import ComplaintDraft, Subject
from clinic.measure import Effect
from storage.complaining import log_complaint, owner_saw, take_step
from storage.complaint_lists import open_complaints
from storage.complaint_steps import started, steps_of
from storage.complaints import Complaint, complaint_by_id
from storage.measures import (
    Measure,
    add_measure,
    do_measure,
    drop_measure,
    judge_measure,
    kept_by,
    measure_by_id,
    measure_of,
)
from storage.unit import Stale
from tests.support.books import MORNING, RITA, TODAY, Books

MILA, DUE = 505, 20531


async def logged(books: Books) -> Complaint:
    unit = books.unit()
    entry = unit.ids.new()
    draft = ComplaintDraft(Subject.WAITING, TODAY, "1042", words="an hour")
    log_complaint(unit, books.journal, draft, RITA, f"form:{entry}", entry)
    await books.writer.commit(unit)
    return stands(books, entry)


def stands(books: Books, entry: int) -> Complaint:
    found = complaint_by_id(books.journal, entry)
    assert found is not None
    return found


async def planned(books: Books, complaint: Complaint) -> Measure:
    unit = books.unit()
    measure = Measure(unit.ids.new(), complaint.id, "rules", "", RITA, DUE, MILA, unit.now)
    add_measure(unit, measure)
    await books.writer.commit(unit)
    return measure


async def test_of_two_steps_from_the_same_state_one_is_taken(books: Books) -> None:
    complaint = await logged(books)
    units = [books.unit(), books.unit()]
    for unit, who in zip(units, (RITA, MILA), strict=True):
        taken = replace(complaint, status="acknowledged", assignee_id=who)
        take_step(unit, complaint, taken, who)
    told = await books.all_at_once(units)

    assert [type(each) for each in told] == [type(None), Stale]
    assert [step.status for step in steps_of(books.journal, complaint.id)] == [
        "new",
        "acknowledged",
    ]
    assert stands(books, complaint.id).assignee_id == RITA
    assert books.broken_link() is None


async def test_deadlines_run_anew_from_the_last_reopening(books: Books) -> None:
    complaint = await logged(books)
    for status in ("resolved", "reopened"):
        books.clock.move(1000)
        now, unit = stands(books, complaint.id), books.unit()
        take_step(unit, now, replace(now, status=status), MILA)
        await books.writer.commit(unit)
        assert bool(open_complaints(books.journal)) == (status == "reopened")

    assert started(steps_of(books.journal, complaint.id), complaint.logged) == MORNING + 2000
    assert started([], 7) == 7


async def test_a_measure_is_done_once_and_then_neither_dropped_nor_kept(books: Books) -> None:
    measure = await planned(books, await logged(books))
    assert kept_by(books.journal, RITA) == [measure]
    assert measure_of(books.journal, measure.complaint_id) == measure
    units = [books.unit(), books.unit()]
    do_measure(units[0], measure, RITA)
    drop_measure(units[1], measure, MILA)
    told = await books.all_at_once(units)

    assert [type(each) for each in told] == [type(None), Stale]
    assert kept_by(books.journal, RITA) == []
    found = measure_by_id(books.journal, measure.id)
    assert found is not None
    assert (found.done, found.dropped) == (MORNING, None)


async def test_an_effect_is_said_once_for_each_time(books: Books) -> None:
    measure = await planned(books, await logged(books))
    for days, effect in ((30, Effect.PARTLY), (90, Effect.WORKED)):
        unit = books.unit()
        judge_measure(unit, measure, days, effect, RITA)
        await books.writer.commit(unit)
        again = books.unit()
        judge_measure(again, measure, days, Effect.FAILED, RITA)
        with pytest.raises(Stale):
            await books.writer.commit(again)

    found = measure_by_id(books.journal, measure.id)
    assert found is not None
    assert (found.effect_after(30), found.effect_after(90)) == ("partly", "worked")


async def test_the_first_time_an_owner_saw_it_stays(books: Books) -> None:
    complaint = await logged(books)
    for _ in range(2):
        books.clock.move(1000)
        unit = books.unit()
        owner_saw(unit, complaint.id)
        await books.writer.commit(unit)

    assert stands(books, complaint.id).owner_saw == MORNING + 1000


async def test_a_neighbour_finds_no_measure_and_no_step(books: Books) -> None:
    measure = await planned(books, await logged(books))

    assert measure_by_id(books.neighbour, measure.id) is None
    assert kept_by(books.neighbour, RITA) == []
    assert steps_of(books.neighbour, measure.complaint_id) == []
    assert open_complaints(books.neighbour) == []
