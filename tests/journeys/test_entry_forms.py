"""Entries by taps: [More] → what → its fields, on one living message that becomes the card."""

import pytest

from playground.chats import Chat
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

NEXT_WEEK = 20_531
"""19 March 2026, a week from the stage's day."""

BY_TAPS = [
    ("Cash total", ["84000"], ("SELECT amount FROM cash_totals", (8_400_000,)), 2),
    ("Payment of a debt", ["#1042", "3500"], ("SELECT kind FROM payments", ("debt",)), 3),
    ("Prepayment", ["#1042", "3500"], ("SELECT amount FROM payments", (350_000,)), 3),
    ("Booked", ["#1042", "#In a week"], ("SELECT planned FROM appointments", (NEXT_WEEK,)), 4),
    ("Did not come", ["#1042"], ("SELECT kind FROM appointments", ("missed",)), 3),
    ("Cancelled", ["#1042"], ("SELECT kind FROM appointments", ("cancelled",)), 3),
    ("Waiting", ["#1042"], ("SELECT seated FROM arrivals", (None,)), 3),
    (
        "Does not come back",
        ["#1042", "#moved away"],
        ("SELECT reason FROM leavings", ("moved",)),
        4,
    ),
    ("Asked for, not here", ["implants"], ("SELECT note FROM wishes", ("implants",)), 2),
    ("Public review", ["#Google", "#★5", "#Skip"], ("SELECT stars FROM reviews", (5,)), 5),
    ("Change", ["new receptionist"], ("SELECT note FROM marks", ("new receptionist",)), 2),
    ("Household", ["#1042", "1043"], ("SELECT count(*) FROM kinships", (1,)), 3),
]


@pytest.fixture
async def group(stage: Stage, reception: Actor, owner: Actor) -> Chat:
    """Smile's staff group, to which Olga has added the bot."""
    bound = stage.world.add_group("Smile staff", [owner.person, reception.person])
    await stage.settles()
    return bound


async def opens(person: Actor, title: str) -> None:
    """Ask for a kind from the list."""
    await person.presses("More")
    await person.taps(title)


async def does(person: Actor, steps: list[str]) -> None:
    """Tap what begins with #, type the rest."""
    for step in steps:
        await (person.taps(step[1:]) if step.startswith("#") else person.sends(step))


async def test_an_expense_takes_three_taps_and_the_amount(stage: Stage, reception: Actor) -> None:
    reception.recounts()
    await opens(reception, "Expense")
    await does(reception, ["#Rent", "20000"])

    assert (reception.counted.taps, reception.counted.characters) == (3, 5)
    assert stage.rows("SELECT category, bucket, amount FROM expenses") == [
        ("rent", "fixed", 2_000_000)
    ]
    assert "Rent" in reception.sees
    assert "Undo" in reception.buttons


@pytest.mark.parametrize(("title", "steps", "kept", "taps"), BY_TAPS)
async def test_every_kind_is_written_by_taps(
    stage: Stage,
    reception: Actor,
    title: str,
    steps: list[str],
    kept: tuple[str, tuple[object, ...]],
    taps: int,
) -> None:
    await reception.sends("1042 hygiene 3500")
    reception.recounts()
    await opens(reception, title)
    await does(reception, steps)

    assert stage.rows(kept[0]) == [kept[1]]
    assert reception.counted.taps == taps
    assert title in reception.sees
    assert "Undo" in reception.buttons


async def test_a_bucket_is_asked_where_the_category_tells_none(
    stage: Stage, reception: Actor
) -> None:
    await opens(reception, "Expense")
    await does(reception, ["flowers", "900", "#to win patients", "#Instagram"])

    assert stage.rows("SELECT category, bucket, channel_id IS NULL FROM expenses") == [
        ("flowers", "acquire", 0)
    ]


async def test_what_drew_a_patient_elsewhere_is_asked_and_can_be_skipped(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await opens(reception, "Does not come back")
    await does(reception, ["#1042", "#went elsewhere"])
    assert "better there" in reception.sees
    await reception.taps("Skip")

    assert stage.rows("SELECT reason, rival FROM leavings") == [("competitor", None)]


async def test_one_text_may_answer_several_questions(stage: Stage, reception: Actor) -> None:
    await opens(reception, "Expense")
    await reception.sends("materials 4500")

    assert stage.rows("SELECT category, amount FROM expenses") == [("materials", 450_000)]


async def test_two_patients_of_a_household_are_two(stage: Stage, reception: Actor) -> None:
    await opens(reception, "Household")
    await does(reception, ["1042", "1042"])
    assert "same patient" in reception.sees
    await reception.sends("1043")

    assert stage.rows("SELECT count(*) FROM kinships") == [(1,)]


@pytest.mark.parametrize("typed", ["-5", "nothing", "a lot of money for it"])
async def test_what_is_no_answer_is_quoted_and_the_form_waits(
    stage: Stage, reception: Actor, typed: str
) -> None:
    await opens(reception, "Cash total")
    await reception.sends(typed)
    assert stage.rows("SELECT * FROM cash_totals") == []
    await reception.sends("84000")

    assert stage.rows("SELECT amount FROM cash_totals") == [(8_400_000,)]


async def test_a_new_day_ahead_is_typed_as_people_say_it(stage: Stage, reception: Actor) -> None:
    await opens(reception, "Booked")
    await does(reception, ["1042", "today"])

    assert stage.rows("SELECT planned FROM appointments") == [(NEXT_WEEK - 7,)]


async def test_money_of_others_is_not_shown(stage: Stage, reception: Actor, joins: Joins) -> None:
    zoe = await joins("Zoe", 503)
    await opens(reception, "Cash total")
    await reception.sends("84000")
    await opens(zoe, "Cash total")
    await zoe.sends("90000")

    assert not any("84,000" in text for text in zoe.heard)
    assert stage.rows("SELECT amount FROM cash_totals") == [(8_400_000,)]


async def test_a_second_cash_total_corrects_the_first(stage: Stage, reception: Actor) -> None:
    for amount in ("84000", "85000"):
        await opens(reception, "Cash total")
        await reception.sends(amount)

    assert stage.rows("SELECT amount FROM cash_totals") == [(8_500_000,)]
    assert "84,000 → " in reception.sees


async def test_a_group_is_asked_for_what_can_be_tapped_alone(
    stage: Stage, reception: Actor, group: Chat
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/more", chat=group)
    await reception.taps("Booked", chat=group)
    await reception.taps("1042", chat=group)
    await reception.taps("In a week", chat=group)

    assert stage.rows("SELECT planned FROM appointments") == [(NEXT_WEEK,)]
    assert "Booked" in reception.sees_in(group)
    await reception.sends("/expense", chat=group)
    assert "one line" in reception.sees_in(group)
