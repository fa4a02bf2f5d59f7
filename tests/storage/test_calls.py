"""The call list in storage: one open call a patient, one holder a call, and figures."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from clinic.calendar import HOUR, Calendar, day_number
from clinic.calling import Outcome, Reason
from storage.call_outcomes import Outcomes, outcomes
from storage.calling import hold, is_renewed, note_attempt, renew
from storage.calls import Call, call_by_id, free_calls, last_attempt, open_calls
from storage.rhythms import Rhythms, Wanted
from storage.unit import Stale
from tests.support.books import RITA, TODAY, Books

ZOE = 503
LONG_AGO = TODAY - timedelta(days=200)


def rhythms(books: Books, day: date = TODAY) -> Rhythms:
    journal = books.journal
    calendar = Calendar(ZoneInfo("Europe/Moscow"), books.clock)
    return Rhythms(journal, journal.catalogue(), calendar, 548)


def all_wanted(books: Books) -> dict[int, Wanted]:
    return {each.patient_id: each for chunk in rhythms(books).chunks() for each in chunk}


async def hygiene(books: Books, code: str, amount: int, day: date = LONG_AGO) -> None:
    [service] = [each for each in books.journal.catalogue().services if each.name == "Hygiene"]
    await books.logged(code, amount, day=day, service=service)


async def renewed(books: Books) -> None:
    unit = books.unit()
    standing = {call.patient_id: call for call in open_calls(books.journal)}
    today = Calendar(ZoneInfo("Europe/Moscow"), books.clock).today()
    renew(unit, today, standing, all_wanted(books))
    await books.writer.commit(unit)


async def one_call(books: Books) -> Call:
    await hygiene(books, "1001", 3000)
    await renewed(books)
    [call] = open_calls(books.journal)
    return call


async def test_a_chunk_after_another_finds_every_patient_once(books: Books) -> None:
    for number in range(450):
        await hygiene(books, f"c{number}", number)
    found = [each.patient_id for chunk in rhythms(books).chunks() for each in chunk]
    assert len(found) == len(set(found)) == 450
    assert {each.reasons for each in all_wanted(books).values()} == {(Reason.RECALL,)}


async def test_a_second_renewal_of_a_day_is_refused(books: Books) -> None:
    await one_call(books)
    unit = books.unit()
    renew(unit, TODAY, {}, all_wanted(books))
    [told] = await books.all_at_once([unit])
    assert isinstance(told, Stale)
    assert len(open_calls(books.journal)) == 1
    assert is_renewed(books.journal, TODAY)
    assert not is_renewed(books.neighbour, TODAY)


async def test_two_renewals_at_once_open_one_call_a_patient(books: Books) -> None:
    await hygiene(books, "1001", 3000)
    units = [books.unit(), books.unit()]
    for unit in units:
        renew(unit, TODAY, {}, all_wanted(books))
    told = await books.all_at_once(units)
    assert [type(each) for each in told].count(type(None)) == 1
    assert len(open_calls(books.journal)) == 1


async def test_of_two_who_reach_for_a_call_one_gets_it(books: Books) -> None:
    call = await one_call(books)
    units = [books.unit(), books.unit()]
    for unit, person in zip(units, (RITA, ZOE), strict=True):
        hold(unit, call, person)
    told = await books.all_at_once(units)
    assert [isinstance(each, Stale) for each in told] == [False, True]
    now, today = books.clock.now(), day_number(TODAY)
    assert free_calls(books.journal, ZOE, now, today) == []
    assert len(free_calls(books.journal, RITA, now, today)) == 1
    assert len(free_calls(books.journal, ZOE, now + HOUR, today)) == 1
    assert free_calls(books.neighbour, RITA, now, today) == []
    assert call_by_id(books.neighbour, call.id) is None


async def test_a_renewal_keeps_attempts_and_brings_the_worth_up_to_date(books: Books) -> None:
    call = await one_call(books)
    unit = books.unit()
    note_attempt(unit, call, Outcome.NO_ANSWER, RITA, later=TODAY + timedelta(days=1))
    await books.writer.commit(unit)
    books.clock.move(48 * HOUR)
    await renewed(books)
    [after] = open_calls(books.journal)
    assert (after.id, after.attempts, after.outcome) == (call.id, 1, "no_answer")
    assert after.worth is not None
    assert call.worth is not None
    assert after.worth < call.worth
    attempt = last_attempt(books.journal, call.patient_id)
    assert attempt is not None
    assert (attempt.outcome, attempt.author_id) == ("no_answer", RITA)


async def test_a_visit_since_frees_nobody_to_call_and_the_renewal_closes_it(books: Books) -> None:
    call = await one_call(books)
    books.clock.move(HOUR)
    await hygiene(books, "1001", 5000, TODAY)
    assert free_calls(books.journal, RITA, books.clock.now(), day_number(TODAY)) == []
    books.clock.move(24 * HOUR)
    await renewed(books)
    assert open_calls(books.journal) == []
    closed = call_by_id(books.journal, call.id)
    assert closed is not None
    assert closed.outcome is None


async def test_an_old_visit_written_down_late_ends_no_call(books: Books) -> None:
    await one_call(books)
    books.clock.move(HOUR)
    await hygiene(books, "1001", 5000, LONG_AGO - timedelta(days=30))
    assert len(free_calls(books.journal, RITA, books.clock.now(), day_number(TODAY))) == 1


async def test_a_refund_is_money_and_no_visit(books: Books) -> None:
    await hygiene(books, "1001", 3000)
    await hygiene(books, "1001", -1000, TODAY)
    [found] = all_wanted(books).values()
    assert found.story.days == (day_number(LONG_AGO),)
    assert found.story.money == 2000


async def test_outcomes_count_a_patient_once_and_his_lines_once(books: Books) -> None:
    call = await one_call(books)
    calendar = Calendar(ZoneInfo("Europe/Moscow"), books.clock)
    unit = books.unit()
    note_attempt(unit, call, Outcome.REACHED, RITA, later=TODAY)
    await books.writer.commit(unit)
    again = call_by_id(books.journal, call.id)
    assert again is not None
    unit = books.unit()
    note_attempt(unit, again, Outcome.BOOKED, RITA)
    await books.writer.commit(unit)
    books.clock.move(2 * HOUR)
    await hygiene(books, "1001", 7000, TODAY)
    await hygiene(books, "1001", 500, TODAY - timedelta(days=1))

    found = outcomes(books.journal, calendar, TODAY, TODAY)
    assert found == Outcomes(attempts=2, contacted=1, booked=1, returned=1, revenue=7000)
    before = TODAY - timedelta(days=1)
    assert outcomes(books.journal, calendar, before, before) == Outcomes()
    assert outcomes(books.neighbour, calendar, TODAY, TODAY) == Outcomes()
