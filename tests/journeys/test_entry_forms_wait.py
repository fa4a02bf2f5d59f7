"""A form of an entry waits, is dropped, survives a restart, and is not answered by other things."""

from pathlib import Path

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.cast import OLGA
from tests.support.stage import MORNING, Actor, Stage, staged, world_of_one_bot

EXPENSES = "SELECT category, amount FROM expenses"


async def asks_for_an_amount(person: Actor) -> None:
    """Begin an expense for rent; what it lacks is the amount."""
    await person.sends("/expense rent")
    assert "How much" in person.sees


async def test_a_visit_a_complaint_and_a_question_typed_meanwhile_are_themselves(
    stage: Stage, reception: Actor
) -> None:
    await asks_for_an_amount(reception)
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/complaint rude at the desk")
    await reception.sends("/cash 84000")
    await reception.sends("today")
    assert stage.rows(EXPENSES) == []
    await reception.sends("20000")

    assert stage.rows(EXPENSES) == [("rent", 2_000_000)]
    assert stage.rows("SELECT amount FROM visit_lines") == [(350_000,)]


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("2077 3500", ("2077", 350_000)),
        ("2077 hygiene", ("2077", None)),
        ("#2077 3500", ("2077", 350_000)),
        ("no-show 2077", None),
        ("expense ads 2000", None),
    ],
)
async def test_a_code_and_more_typed_for_an_amount_is_an_entry_and_the_form_stays(
    stage: Stage, reception: Actor, line: str, logged: tuple[str, int | None] | None
) -> None:
    await asks_for_an_amount(reception)
    await reception.sends(line)
    visits = "SELECT code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id"
    assert stage.rows(visits) == ([logged] if logged else [])
    missed = stage.rows("SELECT count(*) FROM appointments WHERE kind = 'missed'")
    assert missed == [(int(line.startswith("no-show")),)]
    await reception.sends("20 000")

    spent = [("ads", 200_000)] if line.startswith("expense") else []
    assert sorted(stage.rows(EXPENSES)) == [*spent, ("rent", 2_000_000)]


async def test_an_amount_with_words_of_the_expense_stays_the_answer(
    stage: Stage, reception: Actor
) -> None:
    for line in ("3 500 google", "20000 rent", "10 500 rent"):
        await asks_for_an_amount(reception)
        await reception.sends(line)

    assert [amount for _name, amount in stage.rows(EXPENSES)] == [350_000, 2_000_000, 1_050_000]
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(0,)]


async def test_a_visit_s_form_in_between_lets_it_wait(stage: Stage, reception: Actor) -> None:
    await asks_for_an_amount(reception)
    await reception.presses("+ Visit")
    await reception.sends("1042")
    await reception.taps("New patient 1042")
    await reception.taps("Hygiene")
    await reception.sends("3500")
    await reception.sends("20000")

    assert stage.rows(EXPENSES) == [("rent", 2_000_000)]
    assert stage.rows("SELECT amount FROM visit_lines") == [(350_000,)]


async def test_a_dropped_form_saves_nothing(stage: Stage, reception: Actor) -> None:
    await asks_for_an_amount(reception)
    await reception.taps("Cancel")
    assert "Dropped" in reception.sees
    await asks_for_an_amount(reception)
    await reception.sends("/cancel")
    await reception.sends("20000")

    assert stage.rows(EXPENSES) == []


async def test_another_one_begun_closes_the_first(stage: Stage, reception: Actor) -> None:
    await reception.sends("/more")
    await reception.taps("Expense")
    first = reception.person.last
    await reception.sends("/cash")
    assert "Dropped" in first.text
    await reception.sends("84000")

    assert stage.rows("SELECT amount FROM cash_totals") == [(8_400_000,)]
    assert stage.rows(EXPENSES) == []


async def test_a_double_tap_saves_once(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/more")
    await reception.taps("Did not come")
    form = reception.person.last
    for _tap in range(2):
        reception.person.taps("1042", form)
    await stage.settles()

    assert len(stage.rows("SELECT id FROM appointments")) == 1
    assert "Did not come · 1042" in reception.sees


async def test_an_old_question_is_not_answered_by_tomorrow_s_text(
    stage: Stage, reception: Actor
) -> None:
    await asks_for_an_amount(reception)
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(2 * HOUR)
    await reception.sends("20000")

    assert stage.rows(EXPENSES) == []


async def test_a_restart_lets_it_wait(tmp_path: Path) -> None:
    world, clock = world_of_one_bot(), HandClock(MORNING)
    async with staged(tmp_path, clock, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        await asks_for_an_amount(stage.actor("Olga", OLGA))
    async with staged(tmp_path, clock, world=world) as stage:
        olga = stage.actor("Olga", OLGA)
        await olga.sends("20000")
        assert stage.rows(EXPENSES) == [("rent", 2_000_000)]


async def test_a_colleague_s_button_is_no_form_of_one_s_own(
    stage: Stage, reception: Actor, colleague: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/more")
    await reception.taps("Did not come")
    carried = reception.person.last.buttons[0][0]["callback_data"]
    await colleague.sends("/privacy")
    await colleague.taps(carried, colleague.person.last, stale=True)

    assert stage.rows("SELECT id FROM appointments") == []
