"""Gentle checks: one line after saving, never before, and never in the way."""

from contextlib import closing

import pytest

from clinic.calendar import MINUTE, HandClock
from storage.outside import outside, touch
from storage.tables import services
from tests.support.stage import Actor, Stage

LINES = "SELECT count(*) FROM visit_lines WHERE voided IS NULL"
TWICE = "The same was saved at 10:30 already"


@pytest.fixture
def no_prices(stage: Stage) -> None:
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        connection.execute(services.update().values(price=None, change=touch(connection, 1)))


async def test_the_same_within_five_minutes_is_asked_about_and_undone_by_a_tap(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(5 * MINUTE)
    await reception.sends("1042 hygiene 3500")

    assert TWICE in reception.sees
    assert stage.rows(LINES) == [(2,)], "it is saved all the same"
    assert reception.buttons[:2] == ["Right", "Undo this one"]
    await reception.taps("Undo this one")
    assert stage.rows(LINES) == [(1,)]


@pytest.mark.parametrize("line", ["1042 hygiene 3600", "1042 x-ray 3500", "1043 hygiene 3500"])
async def test_another_amount_service_or_patient_is_not_the_same(
    reception: Actor, line: str
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends(line)

    assert TWICE not in reception.sees


async def test_after_five_minutes_or_after_undo_the_same_is_another(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(5 * MINUTE + 1)
    await reception.sends("1042 hygiene 3500")
    assert "already" not in reception.sees

    await reception.taps("Undo")
    await reception.sends("1042 hygiene 3500")
    assert "already" not in reception.sees


async def test_right_removes_the_question_and_changes_nothing(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("1042 hygiene 3500")
    before = stage.rows("SELECT * FROM visit_lines")
    await reception.taps("Right")

    assert "already" not in reception.sees
    assert reception.buttons == ["Wait", "Rating", "Note", "Undo", "Edit", "Promise"]
    assert stage.rows("SELECT * FROM visit_lines") == before


async def with_usual(person: Actor) -> None:
    """Write down what hygiene usually costs."""
    for code in (2001, 3101, 4201, 5301, 6401):
        await person.sends(f"{code} hygiene 3500 google")


async def test_the_price_of_a_service_is_usual_from_its_first_entry_on(reception: Actor) -> None:
    await reception.sends("1042 hygiene 50000 google")
    assert "Is RUB 50,000 right? Usual is RUB 5,000." in reception.sees


@pytest.mark.usefixtures("no_prices")
@pytest.mark.parametrize(
    ("amount", "asked"), [("35000", True), ("350", True), ("34999", False), ("351", False)]
)
async def test_ten_times_or_a_tenth_of_the_usual_amount_is_asked_about(
    stage: Stage, reception: Actor, amount: str, asked: bool
) -> None:
    await with_usual(reception)
    await reception.sends(f"7501 hygiene {amount} google")

    assert ("Usual is RUB 3,500" in reception.sees) is asked
    assert (reception.buttons[0] == "Right") is asked


@pytest.mark.usefixtures("no_prices")
async def test_fix_asks_for_the_doubtful_amount(stage: Stage, reception: Actor) -> None:
    await with_usual(reception)
    await reception.sends("7501 hygiene 35000 google")
    await reception.taps("Fix")
    assert "right amount" in reception.sees
    await reception.sends("3500")

    assert "Usual is" not in reception.sees
    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id DESC LIMIT 1") == [(350000,)]


@pytest.mark.usefixtures("no_prices")
async def test_a_correction_is_looked_at_again(stage: Stage, reception: Actor) -> None:
    await with_usual(reception)
    await reception.sends("7501 hygiene 3500 google")
    await reception.replies(reception.person.last, "35000")
    assert "Usual is RUB 3,500" in reception.sees

    await reception.replies(reception.person.last, "// call back")
    assert "Usual is RUB 3,500" in reception.sees, "another field does not answer it"
    await reception.replies(reception.person.last, "3500")
    assert "Usual is" not in reception.sees


async def test_a_day_more_than_a_week_back_is_asked_about(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google 05.03")
    assert "over a week ago" not in reception.sees

    await reception.sends("1055 hygiene 3500 google 04.03")
    assert "Is March 4 right? That is over a week ago." in reception.sees
    await reception.taps("Fix")
    assert "Which day was it?" in reception.sees
    await reception.sends("yesterday")
    assert "over a week ago" not in reception.sees


async def test_a_new_code_like_one_of_today_is_asked_about(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("1043 hygiene 4000 google")
    assert "Is 1043 right? It is new, and 1042 was here today." in reception.sees

    await reception.taps("Fix")
    await reception.sends("1042")
    assert "1042" in reception.sees
    assert "was here today" not in reception.sees

    await reception.sends("1043 x-ray 700 google")
    await reception.taps("Right")
    await reception.sends("1043 filling 900")
    assert "was here today" not in reception.sees, "it is new no more"


async def test_at_most_one_check_is_shown_and_the_same_comes_first(reception: Actor) -> None:
    await with_usual(reception)
    for _twice in range(2):
        await reception.sends("7501 hygiene 35000 google 01.03")

    assert reception.buttons.count("Right") == 1
    assert "already" in reception.sees
    assert "Usual is" not in reception.sees
    assert "over a week ago" not in reception.sees


async def test_several_lines_at_once_are_not_asked_about(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500\n1042 hygiene 3500\n1043 hygiene 3500")
    assert reception.buttons == ["1", "2", "3"]


async def test_the_same_of_another_day_is_not_the_same_and_its_date_is_asked_about(
    reception: Actor,
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("1042 hygiene 3500 12.02")

    assert "already" not in reception.sees
    assert "Is February 12 right?" in reception.sees
    assert "Right" in reception.buttons


async def test_a_card_with_two_questions_keeps_its_chips_until_one_is_answered(
    reception: Actor,
) -> None:
    await reception.sends("1042 hygiene 350000")
    assert "how did they find you?" in reception.sees
    assert {"Right", "Undo", "Edit"} <= set(reception.buttons)
    assert not {"Wait", "Rating", "Note"} & set(reception.buttons)
    await reception.taps("Right")

    assert {"Wait", "Rating", "Note", "Website"} <= set(reception.buttons)
