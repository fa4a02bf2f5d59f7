"""J3: a complaint at the desk: three taps, or a line; words and photos by reply."""

import pytest

from clinic.calendar import HOUR, MINUTE, HandClock
from playground.messages import Message
from tests.support.stage import Actor, Stage

STANDING = """
    SELECT subject, p.code, gravity, rude, emotion, c.note FROM complaints c
    LEFT JOIN patients p ON p.id = patient_id AND p.clinic_id = c.clinic_id
    WHERE voided IS NULL ORDER BY c.id
"""
PLAIN_CARD = ["Minor", "Serious", "Grave", "Calm", "Upset", "Furious", "Rude", "Undo", "Edit"]


def card_with(person: Actor, text: str) -> Message:
    found = [each for each in person.person.sees if each.from_bot and text in each.text]
    return found[-1]


async def test_three_taps_save_a_complaint_of_a_known_patient(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    reception.recounts()
    await reception.presses("Complaint")
    card = reception.person.last
    await reception.taps("Waiting")
    await reception.taps("1042")

    assert (reception.counted.taps, reception.counted.characters) == (3, 0)
    assert stage.rows(STANDING) == [("waiting", "1042", None, 0, None, "")]
    assert reception.person.last is card, "one message from the question to the card"
    assert reception.sees.splitlines()[0] == "Complaint · waiting · 1042"
    assert "Logged · Rita 10:30" in reception.sees
    assert reception.buttons == PLAIN_CARD


async def test_nobody_needs_to_be_named(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint")
    await reception.taps("Price or promise")
    await reception.taps("Anonymous")

    assert stage.rows(STANDING) == [("price", None, None, 0, None, "")]
    assert "Complaint · price or promise · anonymous" in reception.sees


async def test_the_code_may_be_typed(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint")
    await reception.taps("Treatment")
    await reception.sends("1077")

    assert stage.rows(STANDING) == [("treatment", "1077", None, 0, None, "")]
    await reception.sends("1043 hygiene 4000")
    assert len(stage.rows("SELECT id FROM visit_lines")) == 1


async def test_its_history_begins_at_once(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited for an hour")

    [(complaint, logged)] = stage.rows("SELECT id, logged FROM complaints WHERE status = 'new'")
    steps = "SELECT complaint_id, status, author_id, at FROM complaint_steps"
    assert stage.rows(steps) == [(complaint, "new", reception.id, logged)]


@pytest.mark.parametrize("times", [2, 3])
async def test_a_patient_tapped_twice_is_one_complaint(
    stage: Stage, reception: Actor, times: int
) -> None:
    await reception.sends("/complaint")
    await reception.taps("Waiting")
    button = reception.person.last.button("Anonymous")["callback_data"]
    card = reception.person.last
    for _ in range(times):
        reception.person.taps(button, card, stale=True)
    await stage.settles()

    assert stage.rows(STANDING) == [("waiting", None, None, 0, None, "")]
    assert reception.buttons == PLAIN_CARD
    assert stage.rows("SELECT id FROM amendments") == []


async def test_a_subject_tapped_twice_asks_once(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint")
    card = reception.person.last
    button = card.button("Waiting")["callback_data"]
    await reception.taps(button)
    await reception.taps(button, card, stale=True)
    await reception.taps("Anonymous")

    assert stage.rows(STANDING) == [("waiting", None, None, 0, None, "")]


async def test_a_form_waits_through_other_work(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint")
    form = reception.person.last
    await reception.taps("Booking")
    await reception.sends("1042 hygiene 3500")
    await reception.sends("today")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(5 * HOUR)
    await reception.taps("Anonymous", form)

    assert stage.rows(STANDING) == [("booking", None, None, 0, None, "")]
    assert len(stage.rows("SELECT id FROM visit_lines")) == 1
    assert "Complaint · booking" in form.text
    assert "Complaint · booking" in reception.sees, "below the visit's card a fresh one is sent"


@pytest.mark.parametrize("how", ["button", "command"])
async def test_a_form_can_be_dropped(stage: Stage, reception: Actor, how: str) -> None:
    await reception.sends("/complaint")
    form = reception.person.last
    await reception.taps("Waiting")
    await (reception.taps("Cancel") if how == "button" else reception.sends("/cancel"))

    assert "Dropped. Nothing was saved." in form.text
    assert form.keyboard == []
    assert stage.rows(STANDING) == []
    await reception.sends("/cancel")
    assert "nothing to cancel" in reception.sees


async def test_a_form_of_another_week_is_too_old(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint")
    await reception.taps("Waiting")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(8 * 24 * HOUR)
    await reception.taps("Anonymous")

    assert "too old" in reception.sees
    assert stage.rows(STANDING) == []


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("1042 waited for 40 minutes", ("waiting", "1042", 0, "waited for 40 minutes")),
        ("1042, хамили на ресепшене", ("rudeness", "1042", 1, "хамили на ресепшене")),
        ("#anna обещали 3000, взяли 4500", ("price", "anna", 0, "обещали 3000, взяли 4500")),
        ("40 минут ждали в очереди", ("waiting", None, 0, "40 минут ждали в очереди")),
        ("2 врача нагрубили", ("rudeness", None, 1, "2 врача нагрубили")),
        ("пломба выпала через день", ("treatment", None, 0, "пломба выпала через день")),
        ("не дозвонились, запись пропала", ("booking", None, 0, "не дозвонились, запись пропала")),
        ("у туалеті брудно", ("premises", None, 0, "у туалеті брудно")),
        ("等了一个小时", ("waiting", None, 0, "等了一个小时")),
        ("医生态度很差", ("rudeness", None, 1, "医生态度很差")),
        ("something is wrong", ("other", None, 0, "something is wrong")),
        ("1042", ("other", "1042", 0, "")),
    ],
)
async def test_a_line_is_saved_at_once_with_what_it_says(
    stage: Stage, reception: Actor, typed: str, saved: tuple[object, ...]
) -> None:
    await reception.sends(f"/complaint {typed}")

    fields = [(row[0], row[1], row[3], row[5]) for row in stage.rows(STANDING)]
    assert fields == [saved]
    assert reception.sees.startswith("Complaint · ")


async def test_what_was_guessed_is_changed_by_taps_with_before_and_after(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/complaint something is wrong")
    await reception.taps("Edit")
    await reception.taps("Subject")
    await reception.taps("Premises")
    assert "something else → premises · Rita" in reception.sees
    await reception.taps("Edit")
    await reception.taps("Patient")
    await reception.taps("1042")
    assert "patient anonymous → 1042" in reception.sees

    assert stage.rows(STANDING) == [("premises", "1042", None, 0, None, "something is wrong")]
    audit = "SELECT kind, field, before, after, author_id FROM amendments ORDER BY id"
    [subject, patient] = stage.rows(audit)
    assert subject == ("complaint", "subject", '"other"', '"premises"', reception.id)
    assert patient[:3] == ("complaint", "patient_id", "null")
    assert stage.rows("SELECT action FROM audit WHERE action LIKE 'complaint%'") == [
        ("complaint logged",),
        ("complaint amended",),
        ("complaint amended",),
    ]


async def test_the_patient_of_a_saved_one_may_be_typed(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint something is wrong")
    await reception.taps("Edit")
    await reception.taps("Patient")
    await reception.sends("#anna")

    assert [row[1] for row in stage.rows(STANDING)] == ["anna"]
    await reception.taps("Edit")
    await reception.taps("Patient")
    await reception.taps("Back")
    assert "Complaint · something else · anna" in reception.sees


async def test_chips_set_what_they_say_and_fold_away(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.taps("Serious")
    await reception.taps("Upset")
    assert reception.buttons == ["Rude", "Undo", "Edit"]
    assert "serious · upset" in reception.sees

    await reception.taps("Edit")
    await reception.taps("Gravity")
    await reception.taps("Minor")
    assert "gravity serious → minor" in reception.sees
    assert [row[2:5] for row in stage.rows(STANDING)] == [(1, 0, "upset")]


async def test_rudeness_is_marked_and_taken_back(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.taps("Rude")
    assert "rude" in reception.sees
    await reception.taps("Edit")
    await reception.taps("Not rude")

    assert [row[3] for row in stage.rows(STANDING)] == [0]
    assert "no longer rude" in reception.sees


async def test_undo_withdraws_it_and_a_second_tap_changes_nothing(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint waited an hour")
    button = reception.person.last.button("Undo")["callback_data"]
    await reception.taps("Undo")
    assert "Withdrawn" in reception.sees
    assert reception.buttons == []
    before = stage.rows("SELECT change FROM clinics WHERE id = 1")
    await reception.taps(button, reception.person.last, stale=True)

    assert stage.rows(STANDING) == []
    assert stage.rows("SELECT change FROM clinics WHERE id = 1") == before


async def test_after_ten_minutes_undo_asks_first(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(11 * MINUTE)
    await reception.taps("Undo")
    assert "→ withdrawn?" in reception.sees
    await reception.taps("Keep")
    assert len(stage.rows(STANDING)) == 1
    await reception.taps("Undo")
    await reception.taps("Withdraw")

    assert stage.rows(STANDING) == []


async def test_today_counts_it_and_one_that_is_undone_no_more(
    owner: Actor, reception: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    await reception.sends("/complaint waited an hour")
    await owner.sends("/today")
    assert "Complaints: 1" in owner.sees
    await reception.taps("Undo")
    await owner.sends("/today")

    assert "Complaints: 0" in owner.sees
