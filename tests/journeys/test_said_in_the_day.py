"""/undo and /day know complaints and praise too."""

import pytest

from clinic.calendar import HOUR, MINUTE, HandClock
from tests.support.stage import Actor, Stage

STANDING = """
    SELECT (SELECT count(*) FROM visit_lines WHERE voided IS NULL),
    (SELECT count(*) FROM complaints WHERE voided IS NULL),
    (SELECT count(*) FROM praises WHERE voided IS NULL)
"""


async def test_undo_withdraws_the_newest_of_all_kinds_each_time(
    stage: Stage, reception: Actor
) -> None:
    assert isinstance(stage.clock, HandClock)
    for typed in ("/praise kind", "1042 hygiene 3500", "/complaint waited"):
        await reception.sends(typed)
        stage.clock.move(MINUTE)
    left = []
    for _ in range(3):
        await reception.sends("/undo")
        left += stage.rows(STANDING)

    assert left == [(1, 0, 1), (0, 0, 1), (0, 0, 0)]
    await reception.sends("/undo")
    assert "nothing in the last 24 hours" in reception.sees


async def test_undo_asks_first_after_ten_minutes(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited")
    card = reception.person.last
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(11 * MINUTE)
    await reception.sends("/undo")
    assert "→ withdrawn?" in reception.sees
    assert reception.person.last is not card, "the question stands below whatever came since"
    await reception.taps("Keep")
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Undo")
    await reception.sends("/undo")
    assert "→ withdrawn?" in reception.sees, "below another card it is asked anew"
    await reception.taps("Withdraw")

    assert stage.rows(STANDING) == [(0, 0, 0)]
    assert "Withdrawn · Rita" in reception.sees


async def test_undo_reaches_neither_others_entries_nor_another_day(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await owner.sends("/complaint waited")
    await reception.sends("/undo")
    assert "nothing in the last 24 hours" in reception.sees
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await owner.sends("/undo")

    assert stage.rows(STANDING) == [(0, 1, 0)]


async def test_the_day_lists_them_below_the_visits_and_opens_them(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/complaint 1042 waited")
    await reception.sends("/praise kind")
    await owner.sends("/day")

    lines = owner.sees.splitlines()
    assert "1 complaint · 1 time praised" in lines
    assert lines[-2:] == ["A. 10:30 Complaint · waiting · 1042", "B. 10:30 Praise · anonymous"]
    await owner.taps("A")
    assert owner.sees.startswith("Complaint · waiting · 1042\nwaited")


async def test_a_day_of_complaints_alone_is_not_empty(reception: Actor) -> None:
    await reception.sends("/complaint waited")
    await reception.sends("/day")

    assert "Nothing was logged" not in reception.sees
    assert "logged nothing" not in reception.sees
    assert "A. 10:30 Complaint · waiting · anonymous" in reception.sees


async def test_staff_see_their_own_only(owner: Actor, reception: Actor) -> None:
    await owner.sends("/complaint waited")
    await reception.sends("/day")

    assert "omplaint" not in reception.sees


@pytest.mark.parametrize("visits", [9, 16])
async def test_on_a_long_day_they_are_counted_first_and_listed_last(
    reception: Actor, visits: int
) -> None:
    await reception.sends("\n".join(f"{1000 + n} hygiene 3500" for n in range(visits)))
    for _ in range(12):
        await reception.sends("/complaint waited")
    await reception.sends("/day")
    assert "12 complaints" in reception.sees
    assert "A. 10:30" not in reception.sees
    await reception.taps("▶")

    assert "A. 10:30 Complaint" in reception.sees
