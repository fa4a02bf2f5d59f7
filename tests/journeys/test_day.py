"""/day: a day's entries with its pages and days; a number opens the entry's card."""

from contextlib import closing

from storage.outside import outside
from tests.support.stage import Actor, Stage


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
    assert owner.buttons == ["Undo", "Edit"]


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

    assert "Nothing was logged on this day." in reception.sees


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
