"""/day lists everything that was written down; a number opens that very entry's card."""

from tests.support.stage import Actor, Stage


async def test_all_kinds_stand_in_the_list_in_their_order(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/expense ads 20000")
    await reception.sends("/promise 1042 call back at noon about the crown friday")
    await reception.sends("/family 1042 1043")
    await reception.sends("/day")

    assert reception.sees.split("\n")[1:] == [
        "1. 10:30 1042 · Hygiene · RUB 3,500",
        "2. 10:30 Expense · Advertising · RUB 20,000",
        "3. 10:30 Promise · 1042 · call back at noon a…",
        "4. 10:30 Household · 1042 · 1043",
    ]
    assert reception.buttons[:4] == ["1", "2", "3", "4"]


async def test_a_number_opens_the_card_and_leads_back(reception: Actor) -> None:
    for number in range(1, 11):
        await reception.sends(f"/expense lab {number}00")
    await reception.sends("/day")
    page = reception.person.last
    await reception.taps("▶")
    assert page.text.split("\n")[1].startswith("9. ")
    await reception.taps("10")
    assert page.text.startswith("Expense · Laboratory")
    assert reception.buttons[::3] == ["Undo", "Back to the list"]
    await reception.replies(page, "1100")
    assert "1,000 → RUB 1,100" in reception.sees
    await reception.taps("Back to the list", page)

    assert page.text.split("\n")[1].startswith("9. ")
    assert "10. 10:30 Expense · Laboratory" in page.text


async def test_withdrawn_in_the_list_it_leads_back_too(stage: Stage, reception: Actor) -> None:
    await reception.sends("/expense lab 100")
    await reception.sends("/expense ads 200")
    await reception.sends("/day")
    page = reception.person.last
    await reception.taps("1")
    await reception.taps("Undo", page)
    await reception.taps("Back to the list", page)

    assert "1. 10:30 Expense · Advertising" in page.text
    assert "Laboratory" not in page.text
    assert stage.rows("SELECT count(*) FROM expenses WHERE voided IS NULL") == [(1,)]


async def test_money_shows_to_its_author_and_the_owner(
    owner: Actor, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("/cash 84000")
    await owner.sends("/day")
    assert "Cash total · RUB 84,000 · Rita" in owner.sees

    await colleague.sends("/day")
    assert "Cash" not in colleague.sees
    assert "You logged nothing on this day." in colleague.sees


async def test_another_day_has_its_own(reception: Actor) -> None:
    await reception.sends("/expense ads 200 yesterday")
    await reception.sends("/day")
    assert "Nothing was logged on this day." in reception.sees
    await reception.sends("/day yesterday")

    assert "1. 10:30 Expense · Advertising · RUB 200" in reception.sees
