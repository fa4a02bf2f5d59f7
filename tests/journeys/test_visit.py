"""J1: a known patient's visit by one line."""

from tests.support.stage import Actor, Stage

LINES = "SELECT code, amount, voided IS NULL FROM visit_lines JOIN patients p ON p.id = patient_id"


async def test_a_typed_line_is_saved_and_answered_with_its_card(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")

    assert stage.rows(LINES) == [("1042", 350000, 1)]
    assert "1042 · Hygiene · RUB" in reception.sees
    assert "1 visit today" in reception.sees
    assert reception.buttons == ["Undo", "Edit"]
