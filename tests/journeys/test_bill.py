"""A visit's money besides its amount: quote against bill, discount, part payment."""

import pytest

from tests.support.cast import RITA, Joins
from tests.support.stage import Actor, Stage

MONEY = "SELECT amount, paid, discount, quote FROM visit_lines ORDER BY id"
LINE = "1042 hygiene 3600 quote 5000 скидка 10% paid 2000"


async def test_a_line_holds_quote_discount_and_what_was_paid(stage: Stage, owner: Actor) -> None:
    await owner.sends(LINE)

    assert stage.rows(MONEY) == [(360000, 200000, 40000, 500000)]
    assert "1042 · Hygiene · RUB 3,600" in owner.sees
    assert "paid: RUB 2,000 · discount: RUB 400 · quote: RUB 5,000" in owner.sees
    assert "1 visit today · RUB 2,000" in owner.sees


async def test_a_reply_corrects_it_and_says_what_was_before(stage: Stage, owner: Actor) -> None:
    await owner.sends(LINE)
    card = owner.person.last
    await owner.replies(card, "paid 3000")
    assert "paid RUB 2,000 → RUB 3,000" in owner.heard[-1]
    await owner.replies(card, "1800 скидка 50%")
    assert stage.rows(MONEY) == [(180000, 300000, 180000, 500000)]
    audit = stage.rows("SELECT detail FROM audit WHERE action = 'visit amended'")
    assert any("paid" in detail for (detail,) in audit)


@pytest.mark.parametrize(
    ("button", "typed", "held"),
    [
        ("Paid", "2 500", (360000, 250000, None, None)),
        ("Discount", "10%", (360000, None, 40000, None)),
        ("Discount", "12.03", (360000, None, 1203, None)),
        ("Quote", "quote 5000", (360000, None, None, 500000)),
    ],
)
async def test_edit_asks_for_each(
    stage: Stage, owner: Actor, button: str, typed: str, held: tuple[int | None, ...]
) -> None:
    await owner.sends("1042 hygiene 3600")
    await owner.taps("Edit")
    await owner.taps(button)
    await owner.sends(typed)

    assert stage.rows(MONEY) == [held]


async def test_words_are_no_answer_and_a_share_needs_an_amount(stage: Stage, owner: Actor) -> None:
    await owner.sends("1042 hygiene")
    await owner.taps("Edit")
    await owner.taps("Discount")
    await owner.sends("much")
    assert "did not understand" in owner.sees
    await owner.sends("10%")
    assert "10% of which amount?" in owner.sees
    assert stage.rows(MONEY) == [(None, None, None, None)]


async def test_an_edited_message_changes_it_and_leaves_what_a_reply_said(
    stage: Stage, owner: Actor
) -> None:
    written = await owner.sends("1042 hygiene 3600 paid 2000")
    await owner.replies(owner.person.last, "quote 5000")
    await owner.edits(written, "1042 hygiene 3600 paid 2500")
    assert stage.rows(MONEY) == [(360000, 250000, None, 500000)]
    await owner.edits(written, "1042 hygiene 3600")
    assert stage.rows(MONEY) == [(360000, None, None, 500000)]


async def test_the_form_keeps_what_is_typed_into_it(stage: Stage, owner: Actor) -> None:
    await owner.sends("1041 hygiene 100")
    await owner.sends("+ Visit")
    await owner.sends("#1041")
    await owner.taps("Hygiene")
    await owner.sends("quote 4000 paid 2000")
    assert "paid: RUB 2,000 · quote: RUB 4,000" in owner.sees
    await owner.sends("3600 скидка 10%")
    assert stage.rows(MONEY)[1:] == [(360000, 200000, 40000, 400000)]


async def test_whoever_may_not_see_the_money_sees_none_of_it(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor, joins: Joins
) -> None:
    await reception.sends(LINE)
    (line,) = stage.rows("SELECT id, author_id FROM visit_lines")
    assert line[1] == RITA
    await colleague.sends("/day")
    assert "RUB" not in colleague.sees
    await owner.sends("/day")
    await owner.taps("1")
    assert "paid: RUB 2,000" in owner.sees
    manager = await joins("Max", 504, "manager")
    await manager.sends("/day")
    await manager.taps("1")

    assert "1042 · Hygiene\n" in manager.sees
    assert all(word not in manager.sees for word in ("2,000", "5,000", "400", "quote"))
