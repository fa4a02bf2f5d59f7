"""Patients' own voice: a link, a star, chips and words, without a trace of who it was."""

import sqlite3
from contextlib import closing

import pytest

from clinic.calendar import HOUR, MINUTE, HandClock
from clinic.voice import MOST_A_MINUTE, MOST_AN_HOUR
from storage.entry_tables import posters
from storage.outside import outside, touch
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

PATIENT = 7_310_425_519
RATINGS = "SELECT stars, praised, note, patient_id FROM ratings ORDER BY id"


@pytest.fixture
def patient(stage: Stage) -> Actor:
    return stage.actor("Pia", PATIENT)


@pytest.fixture
async def link(stage: Stage, owner: Actor) -> str:
    """The link of a poster that hangs already: none of these tests needs it drawn."""
    await owner.sends("/start")
    with outside(stage.path).begin() as connection:
        kept = {"id": 1, "clinic_id": 1, "place": "exit", "code": "AbCdEfGhIjk", "made": 0}
        change = touch(connection, 1)
        connection.execute(posters.insert().values(**kept, author_id=owner.id, change=change))
    return "https://t.me/smile_bot?start=p_AbCdEfGhIjk"


def moves(stage: Stage, milliseconds: int) -> None:
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)


def told(person: Actor) -> list[str]:
    return [text for text in person.heard if text.startswith("Complaint · ")]


async def test_five_stars_take_one_tap_and_trouble_nobody(
    stage: Stage, owner: Actor, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    assert patient.buttons == ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]
    await patient.taps("5 ★")

    assert "What was good?" in patient.sees
    assert stage.rows(RATINGS) == [(5, "[]", "", None)]
    assert stage.rows("SELECT count(*) FROM complaints") == [(0,)]
    assert told(owner) == []


async def test_chips_and_words_follow_and_thanks_end_it(
    stage: Stage, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("5 ★")
    await patient.taps("Politeness")
    await patient.taps("Price")
    await patient.taps("✓ Price")
    await patient.taps("Write words")
    await patient.sends("Call me at +7 921 555-44-33, all was fine")

    assert "Thank you!" in patient.sees
    ((stars, praised, note, _nobody),) = stage.rows(RATINGS)
    assert (stars, praised) == (5, '["politeness"]')
    assert "all was fine" in note
    assert "555" not in note


async def test_one_star_is_a_complaint_for_owner_and_manager_at_once(
    stage: Stage, owner: Actor, patient: Actor, joins: Joins, reception: Actor, link: str
) -> None:
    manager = await joins("Mila", 505, "manager")
    await patient.scans(link)
    await patient.taps("1 ★")
    assert len(told(owner)) == len(told(manager)) == 1
    assert "1 of 5 from a patient himself, exit" in told(owner)[0]
    assert "the patient himself 10:30" in told(owner)[0]
    assert told(reception) == []

    await patient.taps("Politeness")
    await patient.sends("nobody said hello")
    assert len(told(owner)) == 1
    said = "1 of 5 from a patient himself, exit\nPoliteness\nnobody said hello"
    logged = "Logged · the patient himself 10:30\nTo be taken up by March 13, 10:30"
    assert told(owner)[0] == f"Complaint · rudeness · anonymous\n{said}\n{logged}"
    assert stage.rows("SELECT count(*) FROM complaints WHERE voided IS NULL") == [(1,)]


async def test_what_staff_wrote_on_the_complaint_stays_when_the_patient_adds_words(
    owner: Actor, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("2 ★")
    card = next(m for m in owner.person.sees if m.text.startswith("Complaint · "))
    await owner.replies(card, "apologised to her")
    await patient.taps("Waiting")
    await patient.taps("Price")
    await patient.sends("forty minutes")

    assert "apologised to her" in told(owner)[0]
    assert "forty minutes" in told(owner)[0]
    assert told(owner)[0].count("from a patient himself") == 1
    assert "Waiting, Price" in told(owner)[0]


async def test_a_slip_of_the_finger_is_mended_within_ten_minutes(
    stage: Stage, owner: Actor, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    stars = patient.person.last.button("5 ★")["callback_data"]
    await patient.taps("1 ★")
    await patient.taps(stars, patient.person.last, stale=True)

    assert stage.rows(RATINGS) == [(5, "[]", "", None)]
    assert stage.rows("SELECT count(*) FROM complaints WHERE voided IS NULL") == [(0,)]
    assert "Withdrawn · the patient himself" in told(owner)[0]


async def test_a_second_answer_of_the_day_is_thanked_and_not_saved_and_tomorrow_is_another(
    stage: Stage, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("5 ★")
    moves(stage, 11 * MINUTE)
    await patient.scans(link)
    await patient.taps("1 ★")
    assert "rated us today already" in patient.sees
    assert stage.rows(RATINGS) == [(5, "[]", "", None)]

    moves(stage, 24 * HOUR)
    await patient.scans(link)
    await patient.taps("4 ★")
    assert [row[0] for row in stage.rows(RATINGS)] == [5, 4]


async def test_who_wants_a_call_gives_a_known_card_number(
    stage: Stage, owner: Actor, reception: Actor, patient: Actor, link: str
) -> None:
    await reception.sends("1042 hygiene 3500")
    await patient.scans(link)
    await patient.taps("1 ★")
    await patient.taps("Call me back")
    assert "Write your card number" in patient.sees
    await patient.sends("№ 1042")

    assert "card number 1042 is noted" in patient.sees
    assert stage.rows("SELECT patient_id IS NOT NULL FROM ratings") == [(1,)]
    assert "1042" in told(owner)[0]
    assert "He asks to be called back." in told(owner)[0]


async def test_an_unknown_number_stays_in_words_for_the_manager(
    stage: Stage, owner: Actor, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("4 ★")
    await patient.taps("Call me back")
    await patient.sends("77123")

    assert stage.rows(RATINGS) == [(4, '["call"]', "77123", None)]
    assert "A patient asks to be called back: 4 of 5, exit. 77123" in owner.sees
    assert stage.rows("SELECT code FROM patients") == []


async def test_no_table_knows_who_it_was(stage: Stage, patient: Actor, link: str) -> None:
    await patient.scans(link)
    await patient.taps("1 ★")
    await patient.taps("Waiting")
    await patient.sends("too long")
    await patient.scans(link)

    with closing(sqlite3.connect(stage.path)) as second:
        dump = "\n".join(second.iterdump())
    assert "too long" in dump
    assert str(PATIENT) not in dump
    assert "Pia" not in dump


async def test_a_patient_sees_nothing_of_the_clinic(
    stage: Stage, reception: Actor, patient: Actor, link: str
) -> None:
    await reception.sends("1042 hygiene 3500")
    await patient.scans(link)
    for typed in ("/today", "1042 hygiene 3500", "/day", "/poster"):
        await patient.sends(typed)

    assert "3,500" not in " ".join(patient.heard)
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]


async def test_staff_see_the_patients_side_and_do_not_count(
    stage: Stage, reception: Actor, link: str
) -> None:
    await reception.scans(link)
    assert "This is what patients see" in reception.sees
    await reception.taps("1 ★")

    assert "not saved" in reception.sees
    assert stage.rows(RATINGS) == []


async def test_staff_of_the_neighbour_are_patients_here(
    stage: Stage, neighbour: Actor, owner: Actor, link: str
) -> None:
    await neighbour.scans(link)
    await neighbour.taps("2 ★")
    await neighbour.sends("/today")

    assert stage.rows("SELECT clinic_id, stars FROM ratings") == [(1, 2)]
    assert len(told(owner)) == 1
    assert told(neighbour) == []


async def test_nobody_adds_to_the_rating_of_another(
    stage: Stage, patient: Actor, stranger: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("5 ★")
    chip = patient.person.last.button("Waiting")["callback_data"]
    await stranger.scans(link)
    await stranger.taps(chip, stranger.person.last, stale=True)

    assert "can't be changed" in stranger.sees
    assert stage.rows(RATINGS) == [(5, "[]", "", None)]


async def test_one_who_taps_without_end_is_counted_and_not_stored(
    stage: Stage, patient: Actor, link: str
) -> None:
    await patient.scans(link)
    await patient.taps("5 ★")
    for _ in range(MOST_AN_HOUR):
        await patient.sends("again")

    ((note,),) = stage.rows("SELECT note FROM ratings")
    assert note.count("again") == MOST_AN_HOUR - 2
    assert stage.rows("SELECT refused FROM posters") == [(2,)]
    assert "try again later" in patient.sees


async def test_a_crowd_at_one_poster_is_counted_and_not_stored(stage: Stage, link: str) -> None:
    for number in range(MOST_A_MINUTE + 5):
        one = stage.actor(f"P{number}", PATIENT + number)
        await one.scans(link)
        await one.taps("5 ★")

    assert stage.rows("SELECT count(*) FROM ratings") == [(MOST_A_MINUTE,)]
    assert stage.rows("SELECT refused FROM posters") == [(5,)]


@pytest.mark.parametrize("code", ["p_nothing", "p_", "p_'; DROP TABLE posters"])
async def test_a_wrong_link_says_so(patient: Actor, code: str) -> None:
    await patient.sends(f"/start {code}")

    assert "not in use any more" in patient.sees


async def test_the_patient_reads_his_own_language(stage: Stage, link: str) -> None:
    patient = stage.actor("Ivan", PATIENT, "ru")
    await patient.scans(link)

    assert "Smile" in patient.sees
