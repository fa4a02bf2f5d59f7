"""Names that fit several: the line is saved at once, and the choice is a tap."""

from contextlib import closing

import pytest

from clinic.text import folded
from storage.outside import outside, touch
from storage.tables import doctors
from tests.support.stage import Actor, Stage

CARD = ["Wait", "Rating", "Note", "Undo", "Edit", "Promise"]
CHOSEN = """
    SELECT s.name, d.name FROM visit_lines v LEFT JOIN services s ON s.id = service_id
    LEFT JOIN doctors d ON d.id = doctor_id
"""


@pytest.fixture(autouse=True)
def two_annas(stage: Stage) -> None:
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        change = touch(connection, 1)
        for number, name in enumerate(("Anna Petrova", "Anna Sidorova"), 1):
            row = {"clinic_id": 1, "id": number, "name": name, "key": folded(name)}
            connection.execute(doctors.insert().values(**row, change=change))


async def test_several_candidates_become_buttons_and_the_other_question_stays(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 pro 3500 anna google")
    assert "Which service is “pro”?" in reception.sees
    assert "Which doctor is “anna”?" in reception.sees
    assert stage.rows(CHOSEN) == [(None, None)]

    await reception.taps("Denture")
    assert "1042 · Denture" in reception.sees
    assert "Which doctor was it?" in reception.sees
    assert reception.buttons == ["Anna Petrova", "Anna Sidorova", *CARD]

    await reception.taps("Anna Sidorova")
    assert "doctor: Anna Sidorova" in reception.sees
    assert "Which" not in reception.sees
    assert reception.buttons == CARD
    assert stage.rows(CHOSEN) == [("Denture", "Anna Sidorova")]


async def test_a_correction_leaves_the_open_question_open(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 anna google")
    await reception.replies(reception.person.last, "4500")

    assert "RUB 4,500" in reception.sees
    assert "Which doctor was it?" in reception.sees
    assert reception.buttons == ["Anna Petrova", "Anna Sidorova", *CARD]


async def test_a_correction_can_be_ambiguous_itself(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, "anna")
    assert "Which doctor is “anna”?" in reception.sees

    await reception.taps("Anna Petrova")
    assert stage.rows(CHOSEN) == [("Hygiene", "Anna Petrova")]


async def test_an_undone_line_asks_nothing_any_more(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 anna")
    await reception.taps("Undo")

    assert "Withdrawn" in reception.sees
    assert "Which" not in reception.sees
    assert reception.buttons == []
