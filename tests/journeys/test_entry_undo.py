"""Taking entries back: [Undo] and /undo, at once while they are young; by role afterwards."""

from clinic.calendar import HOUR, MINUTE
from tests.support.stage import Actor, Stage

STANDING = "SELECT category FROM expenses WHERE voided IS NULL ORDER BY id"


async def test_undo_withdraws_the_row_of_its_own_card(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    first = reception.person.last
    await reception.sends("/expense rent 50000")
    await reception.taps("Undo", first)

    assert stage.rows(STANDING) == [("rent",)]
    assert "Withdrawn · Rita 10:30" in first.text
    assert first.keyboard == []


async def test_a_second_tap_is_the_same(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    card = reception.person.last
    button = card.button("Undo")["callback_data"]
    reception.person.taps(button, card, stale=True)
    reception.person.taps(button, card, stale=True)
    await stage.settles()

    assert stage.rows("SELECT count(*) FROM audit WHERE action = 'expense voided'") == [(1,)]
    assert "Withdrawn" in reception.sees


async def test_after_ten_minutes_it_asks_first(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    card = reception.person.last
    stage.clock.move(11 * MINUTE)
    await reception.taps("Undo")
    assert stage.rows(STANDING) == [("ads",)]
    assert "withdrawn?" in card.text
    await reception.taps("Keep")
    assert reception.buttons[:2] == ["Undo", "Edit"]
    await reception.taps("Undo")
    await reception.taps("Withdraw")

    assert stage.rows(STANDING) == []


async def test_a_question_about_what_was_changed_meanwhile_is_stale(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("/expense ads 20000")
    stage.clock.move(11 * MINUTE)
    await reception.taps("Undo")
    card = reception.person.last
    asked = card.button("Withdraw")["callback_data"]
    await reception.edits(typed, "/expense ads 21000")
    await reception.taps(asked, card, stale=True)

    assert stage.rows(STANDING) == [("ads",)]
    assert any("changed meanwhile" in heard for heard in reception.heard)


async def test_undo_takes_the_newest_of_all_kinds(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    stage.clock.move(MINUTE)
    await reception.sends("/expense ads 20000")
    stage.clock.move(MINUTE)
    await reception.sends("/complaint 1042 waited an hour")
    stage.clock.move(MINUTE)
    await reception.sends("/cash 84000")

    said = []
    for _each in range(4):
        await reception.sends("/undo")
        said.append(reception.sees.split(" ·")[0].split("\n")[0])

    assert said == ["Cash total", "Complaint", "Expense", "1042"]
    await reception.sends("/undo")
    assert "You have logged nothing in the last 24 hours" in reception.sees


async def test_undo_asks_about_an_old_entry_and_forgets_one_of_yesterday(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/expense ads 20000")
    stage.clock.move(2 * HOUR)
    await reception.sends("/undo")
    assert "withdrawn?" in reception.sees
    stage.clock.move(23 * HOUR)
    await reception.sends("/undo")

    assert "You have logged nothing in the last 24 hours" in reception.sees
    assert stage.rows(STANDING) == [("ads",)]


async def test_a_colleagues_entry_is_out_of_reach_but_not_the_owners(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/expense ads 20000")
    entry = stage.rows("SELECT id FROM expenses")[0][0]
    await colleague.sends("/expense rent 50000")
    mine = colleague.person.last
    for data in (f"1nu:{entry}", f"1ne:{entry}", f"1nb:{entry}", f"1ns:{entry}:category:rent"):
        await colleague.taps(data, mine, stale=True)
        assert "Somebody else wrote this entry" in colleague.sees
    assert stage.rows(STANDING) == [("ads",), ("rent",)]

    await owner.sends("/expense lab 700")
    await owner.taps(f"1nu:{entry}", owner.person.last, stale=True)
    assert "Expense · Advertising · RUB 20,000 → withdrawn?" in owner.sees
    assert "Rita" in owner.sees
    await owner.taps("Withdraw")

    assert stage.rows(STANDING) == [("rent",), ("lab",)]
    assert stage.rows("SELECT voided_by FROM expenses WHERE voided IS NOT NULL") == [(owner.id,)]
    told = [heard for heard in reception.heard if "Withdrawn" in heard]
    assert ["Olga" in heard for heard in told] == [True], "the author's card says so"


async def test_a_made_up_button_finds_nothing(reception: Actor) -> None:
    await reception.sends("/expense ads 20000")
    card = reception.person.last
    for data in ("1nu:77", "1ne:-5", f"1nw:{1 << 70}:0", "1no:77:0:0", "1nf:77:amount"):
        await reception.taps(data, card, stale=True)
        assert "I don't find this entry in your clinic's journal" in reception.sees
