"""A doctor's own message means himself, however often he edits it."""

from tests.support.cast import RITA, Joins
from tests.support.stage import Actor, Stage

LINES = """
    SELECT amount, d.name FROM visit_lines v LEFT JOIN doctors d ON d.id = doctor_id
    WHERE voided IS NULL ORDER BY v.id
"""


async def test_an_edit_of_a_doctors_own_message_leaves_the_visit_his(
    stage: Stage, joins: Joins
) -> None:
    dora = await joins("Dora", RITA, "doctor")
    typed = await dora.sends("1042 hygiene 3500 google")
    await dora.edits(typed, "1042 hygiene 3700 google")

    assert stage.rows(LINES) == [(370000, "Dora")]
    assert "doctor Dora →" not in dora.sees


async def test_a_line_that_a_doctor_adds_by_an_edit_is_his_too(stage: Stage, joins: Joins) -> None:
    dora = await joins("Dora", RITA, "doctor")
    typed = await dora.sends("1042 hygiene 3500 google")
    await dora.edits(typed, "1042 hygiene 3500 google\n1043 filling 4000")

    assert stage.rows(LINES) == [(350000, "Dora"), (400000, "Dora")]


async def test_an_edit_of_somebody_who_is_no_doctor_names_nobody(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500 google")
    await reception.edits(typed, "1042 hygiene 3700 google")

    assert stage.rows(LINES) == [(370000, None)]
