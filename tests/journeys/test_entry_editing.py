"""[Edit] on a card: a field, then a chip or a typed value; the row is the card's own."""

import pytest

from tests.support.stage import Actor, Stage

EXPENSE = "SELECT category, bucket, amount, note FROM expenses"


@pytest.mark.parametrize(
    ("line", "field", "chip", "shown"),
    [
        ("/expense ads 20000", "Category", "Rent", "category Advertising → Rent"),
        ("/expense ads 20000", "Kind of cost", "taxes and fees", "kind of cost to win patients →"),
        ("/expense ads 20000", "Date", "Yesterday", "Mar 12 → Mar 11"),
        ("/booked 1042 friday", "Day", "In a week", "day March 13 → March 19"),
        ("/promise 1042 call", "Keeper", "Olga", "keeper Rita → Olga"),
        ("/left 1042 moved", "Reason", "rudeness", "reason moved away → rudeness"),
        ("/review google 2/5 rude", "Stars", "★4", "stars 2/5 → 4/5"),
        ("/review google 2/5 rude", "Stars", "None", "stars 2/5 → —"),
    ],
)
async def test_a_field_is_changed_by_two_taps(
    reception: Actor, line: str, field: str, chip: str, shown: str
) -> None:
    await reception.sends(line)
    card = reception.person.last
    await reception.taps("Edit")
    await reception.taps(field)
    await reception.taps(chip)

    assert reception.person.last is card
    assert shown in reception.sees
    assert reception.buttons[:2] == ["Undo", "Edit"]


@pytest.mark.parametrize(
    ("field", "typed", "saved"),
    [
        ("Amount", "25 000", ("ads", "acquire", 2500000, "")),
        ("Category", "parking", ("parking", "acquire", 2000000, "")),
        ("Category", "аренда", ("rent", "fixed", 2000000, "")),
        ("Kind of cost", "переменные", ("ads", "variable", 2000000, "")),
        ("Note", "for May, paid in cash", ("ads", "acquire", 2000000, "for May, paid in cash")),
    ],
)
async def test_a_value_is_typed(
    stage: Stage, reception: Actor, field: str, typed: str, saved: tuple[object, ...]
) -> None:
    await reception.sends("/expense ads 20000")
    await reception.taps("Edit")
    await reception.taps(field)
    await reception.sends(typed)

    assert stage.rows(EXPENSE) == [saved]


async def test_what_is_no_value_is_refused_and_asked_again(stage: Stage, reception: Actor) -> None:
    await reception.sends("/paid 1042 3500")
    await reception.taps("Edit")
    await reception.taps("Amount")
    await reception.sends("a lot")
    assert "I can't read a lot as amount. For example: /paid 1042 3500" in reception.sees
    await reception.sends("4000")

    assert stage.rows("SELECT amount FROM payments") == [(400000,)]


async def test_a_visit_typed_meanwhile_is_a_visit(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    await reception.taps("Edit")
    await reception.taps("Category")
    await reception.sends("1042 hygiene 3500")
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]
    await reception.sends("rent")

    assert stage.rows(EXPENSE)[0][0] == "rent"


async def test_back_and_cancel_leave_it_as_it_was(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    card = reception.person.last
    await reception.taps("Edit")
    await reception.taps("Amount")
    await reception.taps("Back")
    await reception.taps("Back")
    assert reception.buttons[:2] == ["Undo", "Edit"]
    await reception.taps("Edit")
    await reception.taps("Amount")
    await reception.sends("/cancel")
    assert "Dropped. The entry stays as it was." in reception.sees
    assert card.text.startswith("Expense · Advertising")

    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_two_people_on_one_card_change_it_in_turn(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("/expense ads 20000")
    entry = stage.rows("SELECT id FROM expenses")[0][0]
    card = reception.person.last
    await owner.sends("/expense lab 1")
    stale = owner.person.last
    owner.person.taps(f"1ns:{entry}:category:rent", stale, stale=True)
    reception.person.taps(f"1ns:{entry}:category:rent", card, stale=True)
    await stage.settles()

    assert stage.rows(EXPENSE)[0][:2] == ("rent", "fixed")
    changed = "SELECT count(*) FROM amendments WHERE field = 'category'"
    assert stage.rows(changed) == [(1,)], "the second tap finds nothing to change"


@pytest.mark.parametrize("made_up", ["category:nothing", "bucket:", "due:1", "amount:5", "day:7"])
async def test_a_made_up_value_is_no_value(stage: Stage, reception: Actor, made_up: str) -> None:
    await reception.sends("/expense ads 20000")
    entry = stage.rows("SELECT id FROM expenses")[0][0]
    await reception.taps(f"1ns:{entry}:{made_up}", reception.person.last, stale=True)

    assert "This button is too old" in reception.sees
    assert stage.rows(EXPENSE) == [("ads", "acquire", 2000000, "")]


async def test_personal_words_stay_out_and_can_be_put_back(stage: Stage, reception: Actor) -> None:
    await reception.sends("/promise 1042 call back +7 916 123-45-67 friday")
    assert stage.rows("SELECT note FROM promises") == [("call back …",)]
    await reception.taps("Put it back")

    assert stage.rows("SELECT note FROM promises") == [("call back +7 916 123-45-67",)]


async def test_a_category_is_nobodys_name(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense Иванова Мария Петровна 20000")

    assert "I keep no names and numbers of people here" in reception.sees
    assert stage.rows(EXPENSE) == []


async def test_a_day_has_one_cash_total(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/cash 84000")
    await reception.sends("касса 85000")
    assert "RUB 84,000 → RUB 85,000" in reception.sees
    await colleague.sends("/cash 1")
    assert "written down already, by somebody else" in colleague.sees
    await reception.sends("/cash 7000 yesterday")
    await reception.replies(reception.person.last, "today")
    assert "March 12 has a cash total already" in reception.sees

    assert stage.rows("SELECT amount FROM cash_totals ORDER BY day") == [(700000,), (8500000,)]
