"""Complaints, praise, photos and withheld texts as they lie on disk."""

from dataclasses import replace

import pytest

from clinic.calendar import HOUR
from clinic.complaint import ComplaintDraft, Subject
from storage.attachments import attach, photos_of
from storage.complaining import amend_complaint, log_complaint, void_complaint
from storage.complaints import (
    Complaint,
    complaint_by_id,
    complaint_by_token,
    complaints_on,
    is_repeated,
    newest_complaint,
)
from storage.feed import Feed
from storage.mail import Mail
from storage.praises import (
    Praise,
    amend_praise,
    log_praise,
    newest_praise,
    praise_by_id,
    praise_by_token,
    praises_on,
    void_praise,
)
from storage.unit import Stale
from storage.withheld import Withheld, forget, forget_older, withheld, withhold
from tests.support.books import BOT, MORNING, NEIGHBOUR, RITA, TODAY, Books

DAY = 20524
TEXT = Withheld("complaint", 7, "call 8 916 123-45-67", "call …")


async def logged(books: Books, code: str | None = "1042", token: str = "") -> Complaint:
    unit = books.unit()
    draft = ComplaintDraft(Subject.WAITING, TODAY, code, words="an hour")
    entry = unit.ids.new()
    log_complaint(unit, books.journal, draft, RITA, token or f"form:{entry}", entry)
    await books.writer.commit(unit)
    return found(books, entry)


def found(books: Books, entry: int) -> Complaint:
    complaint = complaint_by_id(books.journal, entry)
    assert complaint is not None
    return complaint


async def praised(books: Books, entry: int = 5) -> Praise:
    unit = books.unit()
    facts = {"author_id": RITA, "logged": MORNING, "voided": None, "voided_by": None, "change": 0}
    praise = Praise(entry, None, None, DAY, doctor_id=None, note="kind", **facts)
    log_praise(unit, praise, f"form:{entry}")
    await books.writer.commit(unit)
    stands = praise_by_id(books.journal, entry)
    assert stands is not None
    return stands


async def test_a_complaint_is_found_as_it_was_logged(books: Books) -> None:
    complaint = await logged(books, token="4200:1:2:0")

    assert (complaint.code, complaint.subject, complaint.day) == ("1042", "waiting", DAY)
    assert (complaint.status, complaint.note, complaint.rude) == ("new", "an hour", 0)
    assert complaint_by_token(books.journal, "4200:1:2:0") == complaint
    assert complaints_on(books.journal, DAY) == [complaint]
    assert newest_complaint(books.journal, RITA, MORNING) == complaint
    assert newest_complaint(books.journal, RITA, MORNING + 1) is None
    steps = "SELECT complaint_id, status, author_id, at FROM complaint_steps"
    assert books.rows(steps) == [(complaint.id, "new", RITA, MORNING)]
    assert books.broken_link() is None


async def test_the_same_token_is_written_once(books: Books) -> None:
    await logged(books, token="4200:1:2:0")
    with pytest.raises(Stale):
        await logged(books, token="4200:1:2:0")

    assert len(complaints_on(books.journal, DAY)) == 1


async def test_an_amendment_keeps_before_and_after(books: Books) -> None:
    complaint = await logged(books)
    unit = books.unit()
    amend_complaint(unit, complaint, replace(complaint, gravity=3, note="two hours"), RITA)
    await books.writer.commit(unit)

    assert found(books, complaint.id).gravity == 3
    kept = "SELECT kind, field, before, after, typed FROM amendments ORDER BY field"
    assert books.rows(kept) == [
        ("complaint", "gravity", "null", "3", 0),
        ("complaint", "note", '"an hour"', '"two hours"', 0),
    ]
    unit = books.unit()
    assert amend_complaint(unit, complaint, complaint, RITA) is complaint
    assert unit.writes == []


@pytest.mark.parametrize("later", ["amend", "void"])
async def test_whoever_read_an_older_state_is_stale(books: Books, later: str) -> None:
    complaint = await logged(books)
    first, second = books.unit(), books.unit()
    amend_complaint(first, complaint, replace(complaint, gravity=1), RITA)
    if later == "amend":
        amend_complaint(second, complaint, replace(complaint, gravity=2), RITA)
    else:
        void_complaint(second, complaint, RITA)
    told = await books.all_at_once([first, second])

    assert told[0] is None
    assert isinstance(told[1], Stale)
    assert found(books, complaint.id).gravity == 1


async def test_a_withdrawn_one_stays_with_who_and_when(books: Books) -> None:
    complaint = await logged(books)
    unit = books.unit()
    void_complaint(unit, complaint, RITA)
    await books.writer.commit(unit)

    gone = found(books, complaint.id)
    assert (gone.voided, gone.voided_by) == (MORNING, RITA)
    assert complaints_on(books.journal, DAY) == []
    assert newest_complaint(books.journal, RITA, 0) is None


async def test_only_a_standing_one_of_the_same_patient_makes_the_next_a_repetition(
    books: Books,
) -> None:
    first = await logged(books)
    assert not is_repeated(books.journal, first)
    second, other = await logged(books), await logged(books, "1043")
    assert is_repeated(books.journal, second)
    assert not is_repeated(books.journal, other)
    assert not is_repeated(books.journal, await logged(books, None))
    assert not is_repeated(books.journal, replace(second, day=DAY + 91))
    unit = books.unit()
    void_complaint(unit, first, RITA)
    await books.writer.commit(unit)

    assert not is_repeated(books.journal, second)


async def test_the_worker_is_fed_what_stands_and_what_was_withdrawn(books: Books) -> None:
    complaint = await logged(books)
    change = books.change()
    unit = books.unit()
    void_complaint(unit, complaint, RITA)
    await books.writer.commit(unit)
    feed = Feed(books.path)

    assert [row[:5] for row in feed.complaints(1, since=change)] == [
        (complaint.id, 0, DAY, complaint.patient_id, "waiting")
    ]
    feed.close()


async def test_praise_is_logged_amended_and_withdrawn(books: Books) -> None:
    praise = await praised(books)
    assert praise_by_token(books.journal, "form:5") == praise
    assert praises_on(books.journal, DAY) == [praise]
    unit = books.unit()
    amend_praise(unit, praise, replace(praise, note="very kind"), RITA)
    await books.writer.commit(unit)
    [changed] = praises_on(books.journal, DAY)
    assert changed.note == "very kind"
    unit = books.unit()
    void_praise(unit, changed, RITA)
    await books.writer.commit(unit)

    assert praises_on(books.journal, DAY) == []
    assert newest_praise(books.journal, RITA, 0) is None
    with pytest.raises(Stale):
        await praised(books)


async def test_photos_are_kept_in_their_order_and_each_once(books: Books) -> None:
    complaint = await logged(books)
    for number in (1, 2):
        unit = books.unit()
        attach(unit, "complaint", complaint.id, (f"file {number}", f"key {number}"), RITA)
        await books.writer.commit(unit)
    again = books.unit()
    attach(again, "complaint", complaint.id, ("file 3", "key 1"), RITA)
    with pytest.raises(Stale):
        await books.writer.commit(again)

    assert photos_of(books.journal, complaint.id) == ["key 1", "key 2"]


async def test_a_neighbour_finds_nothing_of_it(books: Books) -> None:
    complaint, praise = await logged(books), await praised(books)

    assert books.neighbour.clinic_id == NEIGHBOUR
    assert complaint_by_id(books.neighbour, complaint.id) is None
    assert complaints_on(books.neighbour, DAY) == []
    assert praise_by_id(books.neighbour, praise.id) is None
    assert photos_of(books.neighbour, complaint.id) == []


async def test_a_withheld_text_is_found_by_its_author_until_it_is_forgotten(books: Books) -> None:
    unit, mail = books.unit(), Mail(books.reader, BOT)
    held = withhold(unit, RITA, TEXT)
    await books.writer.commit(unit)
    assert withheld(mail, held, RITA) == TEXT
    assert withheld(mail, held, RITA + 1) is None
    assert withheld(mail, RITA, RITA) is None
    for times in (1, 2):
        unit = books.unit()
        forget(unit, held, RITA)
        if times == 1:
            await books.writer.commit(unit)
            continue
        with pytest.raises(Stale):
            await books.writer.commit(unit)

    assert withheld(mail, held, RITA) is None


async def test_withheld_texts_go_after_their_time_and_forms_stay(books: Books) -> None:
    unit = books.unit()
    old = withhold(unit, RITA, TEXT)
    await books.writer.commit(unit)
    books.clock.move(HOUR + 1)
    unit = books.unit()
    young = withhold(unit, RITA, TEXT)
    forget_older(unit, HOUR)
    await books.writer.commit(unit)
    mail = Mail(books.reader, BOT)

    assert withheld(mail, old, RITA) is None
    assert withheld(mail, young, RITA) == TEXT
