"""Replies and edited messages correct that very entry; what was there before is shown beside it."""

from datetime import date

import pytest

from clinic.calendar import day_number
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

EXPENSE = "SELECT category, bucket, amount, note FROM expenses"
CHANGES = "SELECT field, before, after, typed FROM amendments ORDER BY id"


@pytest.mark.parametrize(
    ("reply", "saved", "shown"),
    [
        ("25000", ("ads", "acquire", 2500000, ""), "RUB 20,000 → RUB 25,000 · Rita 10:30"),
        ("rent", ("rent", "fixed", 2000000, ""), "category Advertising → Rent"),
        ("аренда 30 тыс", ("rent", "fixed", 3000000, ""), "RUB 20,000 → RUB 30,000"),
        ("parking", ("parking", "acquire", 2000000, ""), "category Advertising → parking"),
        ("// for May", ("ads", "acquire", 2000000, "for May"), "Note: for May"),
        ("yesterday", ("ads", "acquire", 2000000, ""), "Mar 12 → Mar 11 · Rita 10:30"),
        ("fixed", ("ads", "fixed", 2000000, ""), "kind of cost to win patients → fixed"),
    ],
)
async def test_a_reply_corrects_the_card(
    stage: Stage, reception: Actor, reply: str, saved: tuple[object, ...], shown: str
) -> None:
    await reception.sends("/expense ads 20000")
    card = reception.person.last
    await reception.replies(card, reply)

    assert stage.rows(EXPENSE) == [saved]
    assert reception.person.last is card, "the card itself is brought up to date"
    assert shown in reception.sees


@pytest.mark.parametrize(
    ("line", "reply", "shown"),
    [
        ("/paid 1042 3500", "#1043", "patient 1042 → 1043"),
        ("/booked 1042 friday", "20.03", "day March 13 → March 20"),
        ("/promise 1042 call back friday", "monday", "by when March 13 → March 16"),
        ("/promise 1042 call back friday", "send the picture", "note call back → send the picture"),
        ("/left 1042 moved", "too expensive", "reason moved away → too expensive"),
        ("/review google 2/5 rude", "4/5", "stars 2/5 → 4/5"),
        ("/wish whitening", "whitening at home", "note whitening → whitening at home"),
        ("/cash 84000", "84500", "RUB 84,000 → RUB 84,500"),
        ("/missed 1042", "вчера", "Mar 12 → Mar 11"),
    ],
)
async def test_every_kind_is_corrected_by_what_it_has(
    reception: Actor, line: str, reply: str, shown: str
) -> None:
    await reception.sends(line)
    await reception.replies(reception.person.last, reply)

    assert shown in reception.sees


async def test_who_did_not_come_was_expected_on_the_corrected_day(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/missed 1042")
    await reception.replies(reception.person.last, "yesterday")

    day = day_number(date(2026, 3, 11))
    assert stage.rows("SELECT day, planned FROM appointments") == [(day, day)]


async def test_a_reply_to_the_typed_line_is_one_to_its_card(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("expense ads 20000")
    await reception.sends("1042 hygiene 3500")
    await reception.replies(typed, "25000")

    assert stage.rows(EXPENSE)[0][2] == 2500000
    assert reception.sees.startswith("Expense"), "a fresh card, where the person looks"


async def test_what_means_nothing_is_refused_with_what_does(stage: Stage, reception: Actor) -> None:
    await reception.sends("/missed 1042")
    await reception.replies(reception.person.last, "1043 or so")
    assert reception.sees == (
        "I did not understand “1043 or so”. A correction of this looks like: "
        "#1043, yesterday, // a note"
    )

    await reception.sends("/expense ads 20000")
    await reception.replies(reception.person.last, "nobody knows why")
    assert "25000, Advertising, Wages, to win patients" in reception.sees
    assert stage.rows(CHANGES) == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ("0", "The amount must be above zero"),
        ("31.02", "There is no such day: “31.02”"),
        ("-500 ₽", "The amount must be above zero"),
        ("50 EUR", "The clinic counts in RUB"),
    ],
)
async def test_a_value_out_of_bounds_is_refused(
    stage: Stage, reception: Actor, reply: str, says: str
) -> None:
    await reception.sends("/expense ads 20000")
    await reception.replies(reception.person.last, reply)

    assert says in reception.sees
    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_a_household_stays_of_two(stage: Stage, reception: Actor) -> None:
    await reception.sends("/family 1042 1043")
    await reception.replies(reception.person.last, "#1043")

    assert "Both card numbers are the same patient's" in reception.sees
    assert stage.rows(CHANGES) == []


async def test_an_edited_line_is_followed(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/expense ads 20000")
    await reception.replies(reception.person.last, "// poster")
    await reception.edits(typed, "/expense rent 21000")

    assert stage.rows(EXPENSE) == [("rent", "fixed", 2100000, "poster")]
    assert {row[3] for row in stage.rows(CHANGES)} == {0, 1}
    assert "category Advertising → Rent" in reception.sees


async def test_an_edit_keeps_what_was_settled_for_a_promise(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("promise 1042 call back friday")
    before = stage.rows("SELECT keeper_id FROM promises")
    await reception.edits(typed, "promise 1042 call back at noon")

    assert stage.rows("SELECT note, keeper_id FROM promises") == [("call back at noon", *before[0])]


@pytest.mark.parametrize(
    ("edited", "says"),
    [
        ("/cash 20000", "This message wrote: Expense. It stays as it was."),
        ("thanks", "This message wrote: Expense."),
        ("/expense ads", "I need an amount: /expense ads 20000 instagram"),
        ("/expense", "There is no text in this message any more"),
    ],
)
async def test_an_edit_that_is_no_such_entry_changes_nothing(
    stage: Stage, reception: Actor, edited: str, says: str
) -> None:
    typed = await reception.sends("/expense ads 20000")
    await reception.edits(typed, edited)

    assert says in reception.sees
    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_an_edit_makes_an_entry_of_what_was_none(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("expnse ads 20000")
    assert stage.rows(EXPENSE) == []
    await reception.edits(typed, "expense ads 20000")

    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_a_withdrawn_entry_is_not_corrected(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/expense ads 20000")
    card = reception.person.last
    await reception.taps("Undo")
    await reception.replies(card, "25000")
    assert any("This entry is withdrawn" in heard for heard in reception.heard)
    await reception.edits(typed, "/expense ads 21000")

    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_russian_words_are_shown_and_read(joins: Joins) -> None:
    rita = await joins("Rita", 502, language="ru")
    await rita.sends("расход реклама 20000")
    await rita.replies(rita.person.last, "25 тыс")
    await rita.replies(rita.person.last, "вчера")

    assert "20 000" in rita.heard[-1] or "25 000" in rita.heard[-1]
