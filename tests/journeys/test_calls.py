"""The call list: reception works through it, and no two people call the same patient."""

import asyncio

import pytest

from clinic.calendar import HOUR, MINUTE, HandClock, moment_of
from tests.support.cast import Joins
from tests.support.stage import MORNING, Actor, Stage, staged

OPEN = "SELECT reason, attempts, later FROM calls WHERE closed IS NULL ORDER BY id"
ATTEMPTS = "SELECT outcome, reason, author_id FROM call_attempts ORDER BY id"
CODES = """
    SELECT p.code FROM calls c JOIN patients p ON p.clinic_id = c.clinic_id AND p.id = c.patient_id
    WHERE c.closed IS NULL ORDER BY p.code
"""
DAY = 24 * HOUR


async def visited(author: Actor, *lines: str) -> None:
    """Log visits of long ago: hygiene is due again after 180 days."""
    for line in lines:
        await author.sends(line)


@pytest.fixture
async def overdue(owner: Actor) -> None:
    await visited(
        owner,
        "1001 hygiene 3000 2025-05-01",
        "1002 hygiene 9000 2025-05-01",
        "1003 hygiene 6000 2025-05-01",
        "1004 hygiene 6000 2026-03-01",
    )


@pytest.fixture
async def caller(overdue: None, reception: Actor) -> Actor:
    """Reception has the first patient's card before her."""
    await reception.sends("/calls")
    await reception.taps("First patient")
    return reception


async def test_reception_works_through_three_cards(stage: Stage, caller: Actor) -> None:
    assert caller.sees.startswith("1002 is due again\nLast visit: May 1, 2025, 315 days ago, Hyg")
    assert "Not called yet." in caller.sees
    assert "RUB" not in caller.sees
    await caller.taps("Called")
    assert caller.sees.startswith("1002: spoken to.")
    await caller.taps("Next")
    assert caller.sees.startswith("1003 ")
    await caller.taps("No answer")
    assert "Comes back on March 13" in caller.sees
    await caller.taps("Next")
    assert caller.sees.startswith("1001 ")
    await caller.taps("Booked")
    await caller.taps("Mon Mar 16")
    assert caller.sees.startswith("1001: booked for March 16.")
    await caller.taps("Next")

    assert "Nobody is left to call now." in caller.sees
    made = [(outcome, None, caller.id) for outcome in ("reached", "no_answer", "booked")]
    assert stage.rows(ATTEMPTS) == made
    assert stage.rows("SELECT kind, planned FROM appointments") == [("booked", 20528)]


async def test_the_list_says_how_many_and_puts_the_worthiest_first(
    overdue: None, owner: Actor
) -> None:
    await owner.sends("/calls")
    assert owner.sees.startswith("3 patients to call.")
    await owner.taps("First patient")
    assert owner.sees.startswith("1002 ")
    assert "A call is worth about RUB 2,571.42 a year." in owner.sees
