"""The journal: what one clinic has written down, and nothing of its neighbour."""

from dataclasses import replace
from datetime import timedelta

from clinic.calendar import day_number
from clinic.rating import Rating
from storage.amendments import Change, changes_of, code_of, withdrawn_on
from storage.visits import amend_line, patient_of, void_line
from tests.support.books import MORNING, NEIGHBOUR, RITA, TODAY

AMENDED = "SELECT field, before, after, author_id FROM amendments ORDER BY field"


async def test_a_line_reads_back_as_it_was_logged(books):
    catalogue = books.journal.catalogue()
    typed = {
        "service": catalogue.services[0],
        "channel": catalogue.channels[0],
        "wait_min": 15,
        "rating": Rating(4.5, 5),
        "note": "ж🦷'; --",
    }
    line = await books.logged("№42-б", 350000, token="5:6:0", **typed)

    assert books.journal.line_by_token("5:6:0") == line
    assert (line.code, line.amount, line.paid, line.money) == ("№42-б", 350000, None, 350000)
    assert (line.service_id, line.channel_id) == (typed["service"].id, typed["channel"].id)
    assert (line.wait_min, line.rating, line.rating_scale, line.note) == (15, 4.5, 5, "ж🦷'; --")
    assert (line.author_id, line.logged, line.day) == (RITA, MORNING, day_number(TODAY))
    assert (line.voided, line.voided_by) == (None, None)


async def test_a_refund_moves_money_and_is_no_visit(books):
    refund = await books.logged("1042", -3500)

    assert (refund.money, refund.counts) == (-3500, 0)


async def test_a_line_without_an_amount_is_a_visit_for_nothing(books):
    line = await books.logged("1042", None)

    assert (line.money, line.counts) == (0, 1)


async def test_one_patient_whatever_the_case_of_his_code(books):
    first, second = await books.logged("AB-7б"), await books.logged("ab-7Б")

    assert first.patient_id == second.patient_id
    assert second.code == "AB-7б"


async def test_two_lines_of_a_new_patient_in_one_unit_are_one_patient(books):
    unit = books.unit()
    lines = [books.log(unit, "1042"), books.log(unit, "1042")]
    await books.writer.commit(unit)

    assert lines[0].patient_id == lines[1].patient_id
    assert books.rows("SELECT count(*) FROM patients") == [(1,)]


async def test_a_voided_line_stays_with_who_and_when(books):
    line = await books.logged("1042")
    books.clock.move(1000)
    gone = await books.voided(line)

    assert (gone.voided, gone.voided_by) == (MORNING + 1000, RITA)
    assert books.journal.lines_of(line.day) == []
    assert replace(gone, voided=None, voided_by=None, change=line.change) == line


async def test_an_amendment_keeps_what_was_there_before(books):
    line = await books.logged("1042", 3500, note="old")
    changed = await books.amended(line, replace(line, amount=4500, note="new"))

    assert (changed.amount, changed.note) == (4500, "new")
    assert books.rows(AMENDED) == [
        ("amount", "3500", "4500", RITA),
        ("note", '"old"', '"new"', RITA),
    ]


async def test_the_changes_of_an_entry_come_newest_first_and_only_its_own(books):
    line, other = await books.logged("1042", 3500), await books.logged("1043", 3500)
    books.clock.move(1000)
    changed = await books.amended(line, replace(line, amount=4500))
    books.clock.move(1000)
    await books.amended(changed, replace(changed, note="new"))

    assert changes_of(books.journal, line.id) == [
        Change("note", "", "new", RITA, MORNING + 2000),
        Change("amount", 3500, 4500, RITA, MORNING + 1000),
    ]
    assert changes_of(books.journal, other.id) == []
    assert changes_of(books.neighbour, line.id) == []


async def test_what_the_message_says_now_is_kept_though_a_reply_said_so_before(books):
    line, unit = await books.logged("1042", 4500), books.unit()
    amend_line(unit, line, replace(line), RITA, {"amount"})
    await books.writer.commit(unit)

    assert changes_of(books.journal, line.id) == [
        Change("amount", 4500, 4500, RITA, MORNING, typed=True)
    ]
    assert books.line(line.id).amount == 4500


async def test_a_line_that_vanished_from_its_message_is_told_from_one_that_was_undone(books):
    lines, unit = [await books.logged("1042"), await books.logged("1043")], books.unit()
    for line, vanished in zip(lines, (True, False), strict=True):
        void_line(unit, line, RITA, vanished=vanished)
    await books.writer.commit(unit)

    assert [bool(changes_of(books.journal, line.id)) for line in lines] == [True, False]
    assert withdrawn_on(books.journal, lines[0].day) == [RITA, RITA]
    assert withdrawn_on(books.journal, lines[0].day - 1) == []


async def test_the_code_behind_a_patients_id_is_the_clinics_own(books):
    line = await books.logged("1042")

    assert code_of(books.journal, line.patient_id) == "1042"
    assert code_of(books.neighbour, line.patient_id) is None


async def test_an_amendment_without_a_difference_writes_nothing(books):
    line, unit = await books.logged("1042"), books.unit()

    assert amend_line(unit, line, replace(line), RITA) is line
    assert (unit.writes, unit.effects, unit.notes) == ([], [], [])


async def test_a_line_given_to_another_code_shows_that_code(books):
    line, unit = await books.logged("1042"), books.unit()
    changed = replace(line, patient_id=patient_of(unit, books.journal, "2000"), code="2000")
    amend_line(unit, line, changed, RITA)
    await books.writer.commit(unit)

    assert books.line(line.id).code == "2000"


async def test_the_lines_of_a_day_come_in_the_order_they_were_logged(books):
    yesterday = TODAY - timedelta(days=1)
    first, late = await books.logged("1"), await books.logged("2", day=yesterday)
    second = await books.logged("3")

    assert books.journal.lines_of(day_number(TODAY)) == [first, second]
    assert books.journal.lines_of(day_number(yesterday)) == [late]


async def test_the_newest_standing_line_of_an_author_is_what_undo_takes(books):
    first, second = await books.logged("1"), await books.logged("2")
    assert books.journal.newest_of(RITA, MORNING) == second

    await books.voided(second)
    assert books.journal.newest_of(RITA, MORNING) == first
    assert books.journal.newest_of(RITA, MORNING + 1) is None
    assert books.journal.newest_of(RITA + 1, 0) is None


async def test_a_neighbour_reads_nothing_of_ours(books):
    line = await books.logged("1042", token="t")
    theirs = books.neighbour

    assert theirs.line(line.id) is None
    assert theirs.line_by_token("t") is None
    assert theirs.patient("1042") is None
    assert theirs.lines_of(line.day) == []
    assert theirs.newest_of(RITA, 0) is None
    assert {each.id for each in theirs.catalogue().services}.isdisjoint(
        each.id for each in books.journal.catalogue().services
    )


async def test_a_neighbour_cannot_change_our_line(books):
    line = await books.logged("1042")
    unit = books.unit(NEIGHBOUR)
    amend_line(unit, line, replace(line, amount=1), RITA)
    [verdict] = await books.all_at_once([unit])

    assert verdict is not None
    assert books.line(line.id) == line


async def test_the_same_code_and_token_may_stand_in_both_clinics(books):
    ours, theirs = books.unit(), books.unit(NEIGHBOUR)
    lines = [books.log(unit, "1042", token="t") for unit in (ours, theirs)]

    assert await books.all_at_once([ours, theirs]) == [None, None]
    assert lines[0].patient_id != lines[1].patient_id
