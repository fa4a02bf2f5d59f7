"""Where a patient's code is asked for, a name that is typed instead makes nobody a patient."""

import pytest

from tests.support.stage import Actor, Stage

PATIENTS = "SELECT code FROM patients ORDER BY id"
NAMES = ("Petrova", "петрова", "#Petrova", "#анна-петрова", "№Anna-Petrova", "patient")


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_no_answer_to_who_complains(
    stage: Stage, reception: Actor, name: str
) -> None:
    await reception.sends("/complaint")
    await reception.taps("Rudeness")
    await reception.sends(name)

    assert "For example: 1042, or #a17" in reception.sees
    assert stage.rows(PATIENTS) == []
    await reception.sends("#A17")
    assert stage.rows(PATIENTS) == [("A17",)]


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_no_answer_to_who_praises(
    stage: Stage, reception: Actor, name: str
) -> None:
    await reception.sends("/praise")
    await reception.sends(name)
    assert stage.rows(PATIENTS) == []
    await reception.sends("a-17")
    assert stage.rows(PATIENTS) == [("a-17",)]


@pytest.mark.parametrize("name", [*NAMES, "Petrova 4500", "#Petrova w20"])
async def test_a_name_is_no_right_card_number(stage: Stage, reception: Actor, name: str) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.taps("Edit")
    await reception.taps("Patient")
    await reception.sends(name)

    assert stage.rows(PATIENTS) == [("1042",)]
    await reception.sends("1043")
    assert stage.rows(PATIENTS) == [("1042",), ("1043",)]


@pytest.mark.parametrize("name", ["#Petrova", "#анна-петрова"])
async def test_a_name_is_no_patient_of_a_form(stage: Stage, reception: Actor, name: str) -> None:
    await reception.sends("+ Visit")
    await reception.sends(name)

    assert "For example: 1042, or #a17" in reception.sees
    assert "New patient" not in reception.buttons


async def test_a_known_patient_may_be_called_as_he_is(stage: Stage, reception: Actor) -> None:
    await reception.sends("#anna hygiene 3500 google")
    await reception.sends("/praise")
    await reception.sends("Anna")

    assert stage.rows(PATIENTS) == [("anna",)]
    assert "Praise · anna" in reception.sees
