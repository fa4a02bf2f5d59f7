"""/day: a day's entries with its pages and days; a number opens the entry's card."""

import re
from contextlib import closing

from playground.messages import Message
from storage.outside import outside
from tests.support.stage import Actor, Stage, plain


async def test_the_day_lists_entries_in_order_and_opens_their_cards(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("1043 filling 4000")
    await owner.sends("/day")
    assert owner.sees.splitlines() == [
        "March 12 · 2 visits · RUB 7,500",
        "1. 10:30 1042 · Hygiene · RUB 3,500 · Rita",
        "2. 10:30 1043 · Filling · RUB 4,000 · Rita",
    ]

    await owner.taps("2")
    assert "1043 · Filling" in owner.sees
    assert owner.buttons[-1] == "Back to the list"


async def test_long_days_have_pages(reception: Actor) -> None:
    await reception.sends("\n".join(f"{code} hygiene" for code in range(1001, 1020)))
    await reception.sends("/day")
    assert "1. 10:30 1001" in reception.sees
    assert "▶" in reception.buttons

    await reception.taps("▶")
    assert "9. 10:30 1009" in reception.sees
    assert "◀" in reception.buttons
    await reception.taps("▶")
    assert "19. 10:30 1019" in reception.sees
    assert "▶" not in reception.buttons
    await reception.taps("19")
    assert "1019 · Hygiene" in reception.sees


async def test_the_day_before_is_a_tap_away_and_tomorrow_is_not(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 yesterday")
    await reception.sends("/day")
    assert "Nothing was logged on this day." in reception.sees
    assert reception.buttons == ["« Mar 11"]

    await reception.taps("« Mar 11")
    assert "March 11 · 1 visit" in reception.sees
    assert reception.buttons == ["1", "« Mar 10", "Mar 12 »"]


async def test_staff_see_their_own_entries_and_how_many_visits_there_were(
    owner: Actor, reception: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    await reception.sends("/day")
    assert reception.sees == "March 12 · 1 visit\nYou logged nothing on this day."

    await reception.sends("1043 hygiene 4000")
    await reception.sends("/day")
    assert "March 12 · 2 visits\nYour own entries:\n1. 10:30 1043" in reception.sees


async def test_a_withdrawn_entry_leaves_the_list(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Undo")
    await reception.sends("/day")

    assert "Nothing was logged on this day.\n1 withdrawn" in reception.sees


async def test_long_imported_names_and_notes_never_break_list_or_card(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("\n".join(f"{code} hygiene 3500" for code in range(1001, 1009)))
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        for table in ("services", "channels"):
            connection.exec_driver_sql(f"UPDATE {table} SET name = ? || id", ("ж" * 110,))  # noqa: S608 - a name above
        connection.exec_driver_sql("UPDATE visit_lines SET note = ?", ("&" * 4000,))
        connection.exec_driver_sql("UPDATE patients SET code = code || hex(zeroblob(30))")
    await owner.sends("/day")
    assert len(owner.sees) <= 900

    await owner.taps("1")
    assert 500 < len(owner.sees) <= 900
    assert "…" in owner.sees
    assert "1 visit" not in owner.sees
    assert "8 visits today" in owner.sees


async def codes(reception: Actor) -> None:
    await reception.sends("\n".join(f"{code} hygiene" for code in range(1001, 1020)))


def listed(message: Message) -> list[str]:
    """The codes on the page that a message shows."""
    return re.findall(r"\b10\d\d\b(?! visits)", message.text.split("\n", 1)[1].replace("10:30", ""))


async def test_an_opened_entry_goes_back_to_its_page_with_nothing_shifted(
    stage: Stage, reception: Actor
) -> None:
    await codes(reception)
    first = reception.person.last
    await reception.sends("/day")
    page = reception.person.last
    await reception.taps("▶")
    assert listed(page) == [str(code) for code in range(1009, 1017)]

    await reception.taps("1", first)
    await reception.taps("Undo")  # an entry of the page before
    await reception.taps("12", page)
    assert "1012 · Hygiene" in page.text
    await reception.taps("Edit", page)
    await reception.taps("Amount", page)
    await reception.sends("4500")
    await reception.taps("Undo", page)
    await reception.taps("Back to the list", page)

    assert listed(page) == ["1009", "1010", "1011", *(str(code) for code in range(1013, 1018))]
    assert "17 visits" in page.text
    assert page.text.endswith("2 withdrawn")


async def test_the_message_of_a_list_is_a_card_only_while_it_shows_one(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 hygiene 3500")
    await owner.sends("/day")
    page = owner.person.last
    await owner.taps("1")
    await reception.replies(card, "4500")
    assert "RUB 4,500" in plain(page.text)
    assert "Back to the list" in page.buttons[-1][0]["text"]

    await owner.taps("Back to the list")
    await reception.replies(card, "5500")
    assert page.text.startswith("March 12")
    await owner.replies(page, "6500")
    assert "which entry you mean" in owner.sees

    await owner.taps("2", page)
    await owner.replies(page, "7500")
    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id") == [(550000,), (750000,)]


async def test_the_only_entry_of_the_last_page_may_go(reception: Actor) -> None:
    await reception.sends("\n".join(f"{code} hygiene" for code in range(1001, 1010)))
    await reception.sends("/day")
    page = reception.person.last
    for label in ("▶", "9", "Undo", "Back to the list"):
        await reception.taps(label, page)

    assert listed(page) == [str(code) for code in range(1001, 1009)]


async def test_the_key_opens_the_day_too(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("The day")

    assert reception.sees.startswith("March 12 · 1 visit")


async def test_an_entry_opened_from_an_old_page_may_be_withdrawn_already(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await owner.sends("/day")
    await reception.taps("Undo", card)
    await owner.taps("1")
    assert "Withdrawn" in owner.sees
    assert owner.buttons == ["Back to the list"]

    await owner.taps("Back to the list")
    assert "Nothing was logged on this day.\n1 withdrawn" in owner.sees
