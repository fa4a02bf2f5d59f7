"""The call list over days: it is renewed once a day, calls come back, and reasons come and go."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from clinic.calendar import HOUR, HandClock, day_number
from storage.entry_tables import promises
from storage.outside import outside, touch
from storage.tables import complaints, patients
from tests.support.books import TODAY
from tests.support.cast import OLGA
from tests.support.stage import MORNING, Actor, Stage, staged, world_of_one_bot

CALLS = "SELECT reason, attempts, closed IS NULL FROM calls ORDER BY id"
OPEN = """
    SELECT p.code, c.reason FROM calls c
    JOIN patients p ON p.clinic_id = c.clinic_id AND p.id = c.patient_id
    WHERE c.closed IS NULL ORDER BY p.code
"""
RENEWED = "SELECT key FROM jobs WHERE kind = 'call list' AND clinic_id = 1 ORDER BY key"
CHORES = """
    SELECT substr(key, 1, 10), done IS NULL FROM jobs
    WHERE kind = 'calls' AND clinic_id = 1 ORDER BY key
"""
LONG_AGO = "2025-05-01"


async def days_pass(stage: Stage, days: int) -> None:
    """Let so many days pass, one at a time: half past ten in the clinic it was and is."""
    for _ in range(days):
        stage.clock.move(24 * HOUR)
        await stage.settles()


def meanwhile(stage: Stage, change: Any, **values: object) -> None:
    """Change the journal from outside."""
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        stamp = touch(connection, 1)
        connection.execute(change.values(change=stamp, **values))


async def opens_card(person: Actor) -> str:
    await person.sends("/calls")
    if "First patient" in person.buttons:
        await person.taps("First patient")
    return person.sees


@pytest.fixture
async def overdue(owner: Actor) -> str:
    await owner.sends(f"1001 hygiene 3000 {LONG_AGO}")
    return "1001"


async def test_whoever_does_not_answer_comes_back_on_working_days_and_then_rests(
    stage: Stage, overdue: str, reception: Actor
) -> None:
    asked = []
    for days in (0, 1, 1, 3 + 4, 7, 7, 0):
        await days_pass(stage, days)
        shown = await opens_card(reception)
        asked.append(shown.startswith("1001 "))
        if asked[-1]:
            await reception.taps("No answer")
            last = reception.sees

    assert asked == [True] * 6 + [False]
    assert "no answer after 6 attempts" in last
    assert stage.rows(CALLS) == [("recall", 6, 0)]
    await days_pass(stage, 89)
    assert not (await opens_card(reception)).startswith("1001 ")


async def test_the_days_of_the_next_attempt_are_said(
    stage: Stage, overdue: str, reception: Actor
) -> None:
    said = []
    for days in (0, 1, 1):
        await days_pass(stage, days)
        await opens_card(reception)
        await reception.taps("No answer")
        said.append(reception.sees.split("on ")[-1])
    assert said == ["March 13.", "March 14.", "March 21."]
    await days_pass(stage, 6)
    assert not (await opens_card(reception)).startswith("1001 ")


async def test_the_list_is_renewed_once_a_day_whoever_asks_and_however_often_it_starts(
    tmp_path: Path,
) -> None:
    world, clock = world_of_one_bot(), HandClock(MORNING)
    for days in range(3):
        async with staged(tmp_path, clock, world=world) as stage:
            owner = stage.actor("Olga", OLGA)
            if not days:
                stage.add_clinic("Smile", OLGA)
                stage.has_written(OLGA)
                await owner.sends(f"1001 hygiene 3000 {LONG_AGO}")
            for _ in range(2):
                await owner.sends("/calls")
            clock.move(12 * HOUR)
            await stage.settles()
            assert owner.sees.startswith("1 patient to call.")
            renewed = stage.rows(RENEWED)
        clock.move(12 * HOUR)

    assert renewed == [("2026-03-12",), ("2026-03-13",), ("2026-03-14",)]
    assert stage.rows(CALLS) == [("recall", 0, 1)]


async def test_it_is_renewed_in_the_morning_though_nobody_asks(stage: Stage, overdue: str) -> None:
    await days_pass(stage, 3)
    days = [("2026-03-13",), ("2026-03-14",), ("2026-03-15",)]
    assert stage.rows(RENEWED) == days
    assert stage.rows(OPEN) == [("1001", "recall")]


async def test_asked_for_before_opening_it_is_not_renewed_again_at_opening(
    stage: Stage, overdue: str, reception: Actor
) -> None:
    stage.clock.move(22 * HOUR)
    await opens_card(reception)
    stage.clock.move(HOUR)
    await stage.settles()

    assert stage.rows(RENEWED) == [("2026-03-13",)]
    assert stage.rows(CHORES) == [("2026-03-13", 0), ("2026-03-14", 1)]
    assert stage.rows("SELECT holder_id, opened < held_until FROM calls") == [(reception.id, 1)]


async def test_whoever_is_booked_is_called_again_only_when_he_did_not_come(
    stage: Stage, overdue: str, reception: Actor
) -> None:
    await opens_card(reception)
    await reception.taps("Booked")
    await reception.taps("Mon Mar 16")
    await days_pass(stage, 4)
    assert stage.rows(OPEN) == []
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == [("1001", "recall")]
    assert "Last call: March 12, booked." in await opens_card(reception)


@pytest.mark.parametrize(("label", "stays"), [("moved away", 200), ("too expensive", 90)])
async def test_whoever_refuses_is_left_in_peace_or_for_good(
    stage: Stage, overdue: str, reception: Actor, label: str, stays: int
) -> None:
    await opens_card(reception)
    await reception.taps("Refused")
    await reception.taps(label)
    stage.clock.move(stays * 24 * HOUR)
    await stage.settles()
    assert stage.rows(OPEN) == []
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == ([] if stays > 90 else [("1001", "recall")])


async def test_a_complaint_brings_him_onto_the_list_first_until_it_is_resolved(
    stage: Stage, overdue: str, owner: Actor, reception: Actor
) -> None:
    await owner.sends("1002 hygiene 100 2026-03-10")
    await owner.sends("/complaint 1002 rude doctor")
    assert (await opens_card(reception)).startswith("1002 has an unresolved complaint\n")
    meanwhile(stage, update(complaints), status="resolved", resolved=20524)
    await reception.taps("Next")
    assert reception.sees.startswith("1001 ")
    await reception.taps("Next")
    assert reception.sees.startswith("1001 ")
    assert stage.rows(OPEN) == [("1001", "recall")]


async def test_a_complaint_after_the_call_ends_the_peace(
    stage: Stage, overdue: str, owner: Actor, reception: Actor
) -> None:
    await opens_card(reception)
    await reception.taps("Called")
    await days_pass(stage, 2)
    assert stage.rows(OPEN) == []
    await owner.sends("/complaint 1001 rude doctor")
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == [("1001", "complaint")]
    assert (await opens_card(reception)).startswith("1001 has an unresolved complaint, is due")


async def test_a_low_rating_of_the_last_visit_is_a_reason_and_a_better_one_ends_it(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await owner.sends("1003 consultation 1000 2026-03-10 4/10")
    await owner.sends("1004 consultation 1000 2026-03-10 3/5")
    assert "1003 gave a low rating" in await opens_card(reception)
    await owner.sends("1003 consultation 1000 2026-03-11 5/5")
    assert "Nobody is left" in await opens_card(reception)


async def test_a_broken_promise_is_a_reason_until_the_next_visit(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await owner.sends("1005 consultation 1000 2026-03-10")
    [(patient,)] = stage.rows("SELECT id FROM patients WHERE code = '1005'")
    day = day_number(TODAY) - 1
    promise = {"clinic_id": 1, "id": 1, "day": day, "author_id": OLGA, "logged": 1, "token": "t"}
    promise |= {"patient_id": patient, "due": day, "keeper_id": OLGA, "note": "call back"}
    meanwhile(stage, insert(promises), **promise, state="broken", closed=2)
    assert "1005 was let down on a promise" in await opens_card(reception)
    await owner.sends("1005 consultation 1000")
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == []


async def test_a_merged_code_is_not_called_and_its_visits_count_for_the_other(
    stage: Stage, overdue: str, owner: Actor, reception: Actor
) -> None:
    await opens_card(reception)
    card = reception.person.last
    await owner.sends("1002 hygiene 3000 2026-03-01")
    [(first,), (second,)] = stage.rows("SELECT id FROM patients ORDER BY code")
    meanwhile(stage, update(patients).where(patients.c.id == second), merged_into=first)
    await reception.taps("Next", card)
    assert "Nobody is left" in reception.sees
    meanwhile(stage, update(patients).where(patients.c.id == second), merged_into=None)
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == [("1001", "recall")]
    meanwhile(stage, update(patients).where(patients.c.id == first), merged_into=second)
    await days_pass(stage, 1)
    assert stage.rows(OPEN) == []


async def test_what_came_of_it_counts_patients_and_their_money(
    stage: Stage, overdue: str, owner: Actor, reception: Actor
) -> None:
    await owner.sends(f"1002 hygiene 5000 {LONG_AGO}")
    for _ in range(2):
        await opens_card(reception)
        await reception.taps("Called")
    await days_pass(stage, 5)
    await owner.sends("1001 treatment 7000")
    await owner.sends("/calls")
    await owner.taps("What came of it")

    assert "Reached in the last 365 days: 2 patients." in owner.sees
    assert "Came within 90 days: 1 of 2" in owner.sees
    assert "May still come: 1" in owner.sees
    assert "Those visits brought RUB 7,000." in owner.sees
    await days_pass(stage, 91)
    await owner.sends("1002 treatment 9000")
    await owner.sends("/calls")
    await owner.taps("What came of it")
    assert "Came within 90 days: 1 of 2" in owner.sees
    assert "May still come: 0" in owner.sees


async def test_in_practice_the_list_is_the_rooms_own(
    stage: Stage, overdue: str, owner: Actor
) -> None:
    await owner.sends("/practice")
    assert "Nobody is left" in await opens_card(owner)
    await owner.sends(f"1001 hygiene 3000 {LONG_AGO}")
    await days_pass(stage, 1)
    assert (await opens_card(owner)).startswith("Practice: this does not count.\n1001 ")
    await owner.taps("Called")
    assert owner.sees.startswith("Practice: this does not count.\n1001: spoken to.")
    assert stage.rows("SELECT count(*) FROM call_attempts WHERE clinic_id > 0") == [(0,)]
