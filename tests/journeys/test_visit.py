"""J1: a known patient's visit by one line."""

from contextlib import closing

import pytest

from clinic.text import folded
from storage.outside import outside, touch
from storage.tables import doctors
from tests.support.stage import Actor, Stage

LINES = "SELECT code, amount, voided IS NULL FROM visit_lines JOIN patients p ON p.id = patient_id"
FIELDS = """
    SELECT p.code, s.name, amount, wait_min, v.day FROM visit_lines v
    JOIN patients p ON p.id = patient_id JOIN services s ON s.id = service_id
"""
YESTERDAY = 20523
"""11 March 2026."""


async def test_a_typed_line_is_saved_and_answered_with_its_card(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")

    assert stage.rows(LINES) == [("1042", 350000, 1)]
    assert "1042 · Hygiene · RUB 3,500" in reception.sees
    assert "1 visit today" in reception.sees
    assert reception.buttons[-3:] == ["Undo", "Edit", "Promise"]


@pytest.mark.parametrize(
    "line",
    [
        "1042 hygiene 3500 yesterday w15",
        "визит 1042 гигиена 3,5к вчера ждал 15",
        "1042 гігієна 3500 вчора 15м",
        "1042 洗牙 3500 昨天 等15",
        "/visit 1042 HYGIENE 3 500 w15 11.03",
        "/Visit@smile_bot 1042 hygeine 3500,00 15m 2026-03-11",
    ],
)
async def test_a_line_reads_alike_in_every_language(
    stage: Stage, reception: Actor, line: str
) -> None:
    await reception.sends(line)

    assert stage.rows(FIELDS) == [("1042", "Hygiene", 350000, 15, YESTERDAY)]
    assert "1 visit on March 11" in reception.sees


async def test_what_was_not_understood_is_kept_as_a_note_and_shown(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene zzz 3500 // call back")

    assert "Note: zzz; call back" in reception.sees
    assert stage.rows("SELECT note FROM visit_lines") == [("zzz; call back",)]


async def test_the_same_patient_twice_a_day_is_one_visit(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.sends("1042 x-ray 700")
    assert "1 visit today" in reception.sees

    await reception.sends("1043 hygiene 3500")
    assert "2 visits today" in reception.sees


async def test_a_refund_is_no_visit_and_lowers_the_money_of_the_day(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    await owner.sends("1043 refund 500")

    assert "refund" in owner.sees
    assert "1 visit today · RUB 3,000" in owner.sees


async def test_several_lines_are_several_visits_with_one_answer(
    stage: Stage, reception: Actor
) -> None:
    before = len(reception.heard)
    await reception.sends("1042 hygiene 3500\n\n1043 filling 4000 // later\n1042 x-ray 700")

    assert len(reception.heard) == before + 1
    assert "3 lines saved" in reception.sees
    assert "2. 1043 · Filling" in reception.sees
    assert "2 visits today" in reception.sees
    assert reception.buttons == ["1", "2", "3"]
    assert len(stage.rows(LINES)) == 3

    await reception.taps("2")
    assert "Note: later" in reception.sees
    assert reception.buttons[-3:] == ["Undo", "Edit", "Promise"]


async def test_thirty_lines_fit_into_one_answer(stage: Stage, reception: Actor) -> None:
    await reception.sends("\n".join(f"{code} root canal 12500.50" for code in range(1000, 1030)))

    assert "30 lines saved" in reception.sees
    assert "more" in reception.sees
    assert "30 visits today" in reception.sees
    assert len(reception.buttons) == 30


async def test_one_wrong_line_of_several_saves_none_and_says_which(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500\n1043 filling 9999999999")

    assert "Line 2" in reception.sees
    assert "9999999999" in reception.sees
    assert "Nothing of the message was saved" in reception.sees
    assert stage.rows(LINES) == []


async def test_the_running_count_has_money_only_for_who_may_see_totals(
    owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    assert reception.sees.splitlines()[-1] == "1 visit today"

    await owner.sends("2077 hygiene 4000 google")
    assert owner.sees.splitlines()[-1] == "2 visits today · RUB 7,500"


async def test_a_phone_in_the_note_stays_out_until_the_author_says_otherwise(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google // call +7 912 345-67-89 later")

    [(note,)] = stage.rows("SELECT note FROM visit_lines")
    assert "912" not in note
    assert "call" in note
    assert "left out" in "\n".join(reception.heard)
    assert not any("912" in text for text in reception.heard)


async def test_a_doctors_own_line_names_himself_unless_he_names_another(
    stage: Stage, reception: Actor
) -> None:
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        change = touch(connection, 1)
        for number, name, person in ((1, "Rita Orlova", reception.id), (2, "Li", None)):
            row = {"id": number, "name": name, "key": folded(name), "person_id": person}
            connection.execute(doctors.insert().values(clinic_id=1, change=change, **row))
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("2077 hygiene 3500 google Li")

    assert stage.rows("SELECT doctor_id FROM visit_lines ORDER BY id") == [(1,), (2,)]
