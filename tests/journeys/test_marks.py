"""A mark from which numbers are compared anew: one a day, on a day that is here and has data.

Seen to fail when a mark's own day counts as taken, when days before the first visit are let
through, and when a corrected day is not looked at.
"""

import pytest

from tests.support.stage import Actor, Stage

MARKS = "SELECT note, day - (SELECT min(day) FROM visit_lines) FROM marks WHERE voided IS NULL"
TODAY = "March 12"
"""The stage's today; the records of these tests begin on March 2."""


@pytest.fixture
async def begun(owner: Actor) -> Actor:
    """Olga, whose records begin on the second of March."""
    await owner.sends("1042 hygiene 3500 2026-03-02")
    return owner


@pytest.mark.parametrize("typed", ["2027-01-01", "2026-03-13"])
async def test_a_mark_ahead_is_refused_in_one_line(stage: Stage, begun: Actor, typed: str) -> None:
    await begun.sends(f"/change new receptionist {typed}")

    assert "is still ahead" in begun.sees
    assert "\n" not in begun.sees
    assert stage.rows(MARKS) == []


async def test_a_mark_before_the_data_is_told_the_bound(stage: Stage, begun: Actor) -> None:
    await begun.sends("/change new receptionist 2026-03-01")

    assert begun.sees == "Your records begin on March 2: mark a change on that day or later."
    assert stage.rows(MARKS) == []

    await begun.sends("/change new receptionist 2026-03-02")
    assert stage.rows(MARKS) == [("new receptionist", 0)]


async def test_a_day_has_one_mark_and_the_second_names_it(stage: Stage, begun: Actor) -> None:
    await begun.sends("/change new receptionist 2026-03-05")
    await begun.sends("/change new hours 2026-03-05")

    assert begun.sees == (
        "March 5 has a change already: new receptionist. Add to it or withdraw it: /day"
    )
    assert stage.rows(MARKS) == [("new receptionist", 3)]

    await begun.sends("/change new hours 2026-03-06")
    assert len(stage.rows(MARKS)) == 2


async def test_a_mark_can_be_moved_to_a_free_day_alone(stage: Stage, begun: Actor) -> None:
    await begun.sends("/change new receptionist 2026-03-05")
    await begun.sends("/change new hours 2026-03-06")
    for typed, left in (
        ("2026-03-05", "March 5 has a change already"),
        ("2026-03-01", "Your records begin on March 2"),
    ):
        await begun.taps("Edit")
        await begun.taps("Date")
        await begun.sends(typed)
        assert left in begun.sees
        await begun.sends("/cancel")
    assert stage.rows(MARKS) == [("new receptionist", 3), ("new hours", 4)]


async def test_a_mark_may_be_reworded_on_its_own_day(stage: Stage, begun: Actor) -> None:
    typed = await begun.sends("/change new receptionist 2026-03-05")
    await begun.edits(typed, "/change a new receptionist 2026-03-05")
    await begun.taps("Edit")
    await begun.taps("Date")
    await begun.sends("2026-03-05")

    assert begun.sees.startswith("Change")
    assert stage.rows(MARKS) == [("a new receptionist", 3)]


async def test_a_clinic_without_visits_yet_may_mark_today(stage: Stage, owner: Actor) -> None:
    await owner.sends("/change new receptionist")

    assert owner.sees.startswith("Change")
