"""Praise: two taps, or a line; words by reply, the doctor by a chip."""

from contextlib import closing

import pytest

from storage.outside import outside, touch
from storage.tables import doctors
from tests.support.stage import Actor, Stage

STANDING = """
    SELECT p.code, d.name, r.note FROM praises r
    LEFT JOIN patients p ON p.id = patient_id AND p.clinic_id = r.clinic_id
    LEFT JOIN doctors d ON d.id = doctor_id AND d.clinic_id = r.clinic_id
    WHERE voided IS NULL ORDER BY r.id
"""


async def test_two_taps_save_the_praise_of_a_known_patient(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    reception.recounts()
    await reception.presses("Praise")
    card = reception.person.last
    await reception.taps("1042")

    assert (reception.counted.taps, reception.counted.characters) == (2, 0)
    assert stage.rows(STANDING) == [("1042", None, "")]
    assert reception.person.last is card
    assert reception.sees.startswith("Praise · 1042")


async def test_it_may_be_anonymous_or_typed(stage: Stage, reception: Actor) -> None:
    await reception.sends("/praise")
    await reception.taps("Anonymous")
    await reception.sends("/praise")
    await reception.sends("#anna")

    assert stage.rows(STANDING) == [(None, None, ""), ("anna", None, "")]


async def test_two_taps_at_once_are_one_praise(stage: Stage, reception: Actor) -> None:
    await reception.sends("/praise")
    card = reception.person.last
    button = card.button("Anonymous")["callback_data"]
    reception.person.taps(button, card, stale=True)
    reception.person.taps(button, card, stale=True)
    await stage.settles()

    assert stage.rows(STANDING) == [(None, None, "")]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("1042 gentle hands", ("1042", None, "gentle hands")),
        ("очень вежливо", (None, None, "очень вежливо")),
        ("2 врача помогли", (None, None, "2 врача помогли")),
    ],
)
async def test_a_line_is_saved_at_once(
    stage: Stage, reception: Actor, typed: str, saved: tuple[object, ...]
) -> None:
    await reception.sends(f"/praise {typed}")

    assert stage.rows(STANDING) == [saved]


async def test_words_are_added_by_reply_and_an_edit_is_followed(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("/praise gentle hands")
    await reception.edits(typed, "/praise 1042 very gentle hands")
    await reception.replies(reception.person.last, "and quick")

    assert stage.rows(STANDING) == [("1042", None, "very gentle hands\nand quick")]


async def test_the_doctor_is_named_by_a_chip(stage: Stage, owner: Actor) -> None:
    await owner.sends("/praise gentle hands")
    assert owner.buttons == ["Undo"], "without doctors none can be named"
    add_doctor(stage)
    await owner.sends("/praise so quick")
    assert owner.buttons == ["Doctor", "Undo"]
    await owner.taps("Doctor")
    await owner.taps("Petrova")
    assert "Praise · anonymous · Petrova" in owner.sees
    await owner.taps("Doctor")
    await owner.taps("No doctor")

    assert [row[1] for row in stage.rows(STANDING)] == [None, None]
    changed = "SELECT kind, field, before, after FROM amendments ORDER BY id"
    assert stage.rows(changed) == [
        ("praise", "doctor_id", "null", "7"),
        ("praise", "doctor_id", "7", "null"),
    ]


async def test_undo_withdraws_it(stage: Stage, reception: Actor) -> None:
    await reception.sends("/praise gentle hands")
    await reception.taps("Undo")

    assert stage.rows(STANDING) == []
    assert "Withdrawn" in reception.sees


async def test_a_form_is_dropped(stage: Stage, reception: Actor) -> None:
    await reception.sends("/praise")
    form = reception.person.last
    await reception.sends("/cancel")

    assert "Dropped. Nothing was saved." in form.text
    assert stage.rows(STANDING) == []


async def test_nobody_is_told_of_it(owner: Actor, reception: Actor) -> None:
    await reception.sends("/start")
    heard = len(owner.heard)
    await reception.sends("/praise they never shouted")

    assert len(owner.heard) == heard


def add_doctor(stage: Stage) -> None:
    """Add a doctor as another process does."""
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        values = {"clinic_id": 1, "id": 7, "name": "Petrova", "key": "petrova", "hidden": 0}
        change = touch(connection, 1)
        connection.execute(doctors.insert().values(**values, change=change))
