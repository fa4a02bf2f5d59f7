"""Who sees and does what with entries: money, groups, what is left out, what is no entry."""

import pytest

from playground.chats import Chat
from tests.support.cast import RITA, Joins
from tests.support.stage import Actor, Stage, plain

EXPENSE = "SELECT category, amount, author_id FROM expenses WHERE voided IS NULL"


@pytest.fixture
async def group(stage: Stage, owner: Actor, reception: Actor, colleague: Actor) -> Chat:
    """Smile's staff group, to which Olga has added the bot."""
    people = [each.person for each in (owner, reception, colleague)]
    bound = stage.world.add_group("Smile staff", people)
    await stage.settles()
    return bound


async def test_a_group_logs_and_corrects_and_shows_no_money(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    typed = await reception.sends("/expense@smile_bot ads 20000", chat=group)
    card = group.last_of_bot()
    assert plain(card.text).startswith("Expense · Advertising\n")
    await reception.sends("25000", chat=group, reply_to=card)
    assert stage.rows(EXPENSE) == [("ads", 2500000, RITA)]
    assert "amount changed" in card.text
    await reception.edits(typed, "/expense@smile_bot rent 25000")
    assert stage.rows(EXPENSE) == [("rent", 2500000, RITA)]

    assert not [m for m in group.screen if m.from_bot and ("20,0" in m.text or "25,0" in m.text)]


async def test_a_bare_line_counts_in_a_group_where_it_names_the_bot(
    stage: Stage, group: Chat, reception: Actor
) -> None:
    stage.world.bot.reads_groups = True
    await reception.sends("expense ads 20000", chat=group)
    assert stage.rows(EXPENSE) == []
    typed = await reception.sends("@smile_bot expense ads 20000", chat=group)
    await reception.edits(typed, "@smile_bot expense ads 21000")

    assert stage.rows(EXPENSE) == [("ads", 2100000, RITA)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/paid@smile_bot 1042", "I need an amount: /paid 1042 3500"),
        ("/missed@smile_bot today", "I need a card number: /missed 1042"),
        ("/promise@smile_bot 1042", "I need a few words: /promise 1042 call back tomorrow"),
        ("/left@smile_bot 1042 so so", "I don't see which it is. One of: too expensive, student"),
        ("/expense@smile_bot 500", "I need a name first: /expense ads 20000 instagram"),
        ("/booked@smile_bot 1042", "I need a day, today or ahead: /booked 1042 15.12"),
    ],
)
async def test_what_lacks_something_is_refused_in_a_group_with_an_example(
    group: Chat, reception: Actor, typed: str, says: str
) -> None:
    await reception.sends(typed, chat=group)

    assert says in plain(group.last_of_bot().text)


async def test_in_ones_own_chat_what_is_missing_is_asked(stage: Stage, reception: Actor) -> None:
    await reception.sends("/left 1042")
    assert "Why?" in reception.sees
    await reception.taps("rudeness")

    assert stage.rows("SELECT reason FROM leavings") == [("rudeness",)]


async def test_a_manager_mends_a_colleagues_entry_without_its_money(
    stage: Stage, reception: Actor, joins: Joins
) -> None:
    await reception.sends("/expense ads 20000")
    manager = await joins("Max", 504, "manager")
    await manager.sends("/day")
    await manager.taps("1")
    assert "Expense · Advertising" in manager.sees
    await manager.replies(manager.person.last, "25000")
    assert "amount changed · Max" in manager.sees
    assert not [text for text in manager.heard if "20,000" in text or "25,000" in text]

    assert stage.rows(EXPENSE) == [("ads", 2500000, RITA)]
    assert any("RUB 20,000 → RUB 25,000 · Max" in text for text in reception.heard)
    assert stage.rows("SELECT author_id FROM amendments") == [(504,)]


async def test_another_clinics_card_is_not_found(
    stage: Stage, reception: Actor, neighbour: Actor
) -> None:
    await reception.sends("/expense ads 20000")
    entry = stage.rows("SELECT id FROM expenses")[0][0]
    await neighbour.sends("/expense rent 1000")
    for data in (f"1nu:{entry}", f"1ne:{entry}", f"1no:{entry}:0:0"):
        await neighbour.taps(data, neighbour.person.last, stale=True)
        assert "I don't find this entry" in neighbour.sees

    assert len(stage.rows(EXPENSE)) == 2


@pytest.mark.parametrize(
    "text", ["1042 hygiene 3500", "today", "/complaint left waiting", "/praise cash desk was kind"]
)
async def test_what_is_something_else_stays_so(stage: Stage, reception: Actor, text: str) -> None:
    await reception.sends(text)

    for table in ("leavings", "cash_totals", "marks", "expenses"):
        assert stage.rows(f"SELECT id FROM {table}") == []  # noqa: S608 - our own names


async def test_russian_words_say_the_whole_card(joins: Joins) -> None:
    rita = await joins("Rita", RITA, language="ru")
    await rita.sends("расход реклама 20000")

    assert "20 000" in rita.sees
    assert "10:30" in rita.sees
