"""J1 and J2 by taps: one living message from [+ Visit] to the card."""

from contextlib import closing

import pytest

from storage.outside import outside, touch
from storage.tables import services
from tests.support.stage import Actor, Stage, plain

LINES = """
    SELECT p.code, s.name, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    LEFT JOIN services s ON s.id = service_id WHERE voided IS NULL ORDER BY v.id
"""
CARD = ["Wait", "Rating", "Note", "Undo", "Edit", "Promise"]
TEMPLATE = ["Consultation", "Hygiene", "Treatment", "Filling", "Root canal", "Extraction"]


def chips(person: Actor) -> list[str]:
    """The labels with plain spaces: amounts have narrow ones."""
    return [plain(label) for label in person.buttons]


async def known(person: Actor, line: str = "1042 hygiene 3500 google") -> None:
    await person.sends(line)


async def test_a_known_patients_visit_takes_four_taps_on_one_message(
    stage: Stage, reception: Actor
) -> None:
    await known(reception)
    before = len(reception.heard)
    await reception.sends("+ Visit")
    assert "Which patient?" in reception.sees
    assert reception.buttons == ["1042", "Cancel"]
    await reception.taps("1042")
    assert "Which service?" in reception.sees
    assert "1042" in reception.sees
    await reception.taps("Hygiene")
    assert chips(reception) == ["RUB 5,000", "No amount", "Back", "Cancel"]
    await reception.taps(reception.buttons[0])

    assert "1042 · Hygiene · RUB 5,000" in reception.sees
    assert reception.buttons == CARD
    assert len(reception.heard) == before + 1, "one living message"
    assert stage.rows(LINES)[1:] == [("1042", "Hygiene", 500000)]


async def test_a_new_patient_takes_five_taps_and_the_typed_number(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/visit")
    await reception.sends("1042")
    assert "1042 is not known yet" in reception.sees
    assert reception.buttons == ["New patient 1042", "Cancel"]
    await reception.taps("New patient 1042")
    assert reception.buttons == [*TEMPLATE, "All services", "Back", "Cancel"]
    form = reception.person.last
    await reception.taps("Filling")
    await reception.taps("No amount")
    await reception.taps("Instagram")

    assert "channel: Instagram" in form.text
    assert stage.rows(LINES) == [("1042", "Filling", None)]


async def test_the_own_most_used_services_come_first(reception: Actor, owner: Actor) -> None:
    await known(owner, "3003 x-ray 700 google\n3004 x-ray 700 google\n3005 implant google")
    await known(reception, "1042 crown 9000 google")
    await reception.sends("+ Visit")
    await reception.taps("1042")

    assert reception.buttons[:4] == ["Crown", "X-ray", "Implant", "Consultation"]


async def test_all_services_are_paged_through(stage: Stage, reception: Actor) -> None:
    await known(reception)
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.taps("All services")
    assert reception.buttons[-3:] == ["▶", "Back", "Cancel"]
    await reception.taps("▶")
    assert reception.buttons[-3:] == ["◀", "Back", "Cancel"]
    await reception.taps("X-ray")
    await reception.taps("No amount")

    assert stage.rows(LINES)[1:] == [("1042", "X-ray", None)]


async def test_todays_patients_and_the_own_recent_ones_are_offered_once_newest_first(
    reception: Actor, owner: Actor
) -> None:
    await known(reception, "1042 hygiene 3500 google 01.03")
    await known(owner, "2077 hygiene google 02.03\n3003 hygiene google\n1042 x-ray")
    await reception.sends("+ Visit")

    assert reception.buttons == ["1042", "3003", "Cancel"]


async def test_a_typed_number_finds_near_codes_and_the_exact_one_at_once(
    stage: Stage, reception: Actor
) -> None:
    await known(reception, "\n".join(f"{code} hygiene google" for code in (1042, 10425, 1052)))
    await reception.sends("+ Visit")
    await reception.sends("104")
    assert reception.buttons == ["New patient 104", "10425", "1042", "Cancel"]
    await reception.sends("1043")
    assert reception.buttons == ["New patient 1043", "1042", "Cancel"]
    await reception.sends("1052")
    assert "Which service?" in reception.sees

    await reception.taps("Back")
    await reception.sends("1024")
    await reception.taps("1042")
    await reception.taps("Hygiene")
    await reception.taps("No amount")
    assert stage.rows(LINES)[-1] == ("1042", "Hygiene", None)


async def test_several_fields_may_be_typed_at_once(stage: Stage, reception: Actor) -> None:
    await known(reception)
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.sends("filling 4500 w15 yesterday // call back")

    assert "Note: call back" in reception.sees
    saved = "SELECT amount, wait_min, note, day FROM visit_lines ORDER BY id DESC LIMIT 1"
    assert stage.rows(saved) == [(450000, 15, "call back", 20523)]


@pytest.mark.parametrize(
    ("typed", "amount"), [("4500", 450000), ("3 500", 350000), ("3500 w15", 350000), ("500k", 5e7)]
)
async def test_figures_where_the_amount_is_asked_are_the_amount(
    stage: Stage, reception: Actor, typed: str, amount: int
) -> None:
    await known(reception)
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.taps("Hygiene")
    await reception.sends(typed)

    assert stage.rows(LINES)[1:] == [("1042", "Hygiene", amount)]


async def test_an_ambiguous_service_is_chosen_among_those_it_may_be(
    stage: Stage, reception: Actor
) -> None:
    await known(reception)
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.sends("pro 4500")
    assert reception.buttons[:2] == ["Hygiene", "Denture"]
    assert "RUB 4,500" in reception.sees
    await reception.taps("Denture")

    assert stage.rows(LINES)[1:] == [("1042", "Denture", 450000)]


async def test_the_usual_amount_is_the_median_where_the_service_has_no_price(
    stage: Stage, reception: Actor
) -> None:
    without_prices(stage)
    codes = (1042, 2077, 3303, 4404, 5505)
    amounts = (900, 100, 300, 200, 400)
    for code, amount in zip(codes, amounts, strict=True):
        await known(reception, f"{code} hygiene {amount} google")
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.taps("Hygiene")
    assert chips(reception)[0] == "RUB 300"

    await reception.taps("Back")
    await reception.taps("Consultation")
    assert reception.buttons[0] == "No amount"


def without_prices(stage: Stage) -> None:
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        connection.execute(services.update().values(price=None, change=touch(connection, 1)))


async def test_the_patient_may_be_changed_by_a_code_with_its_sign(
    stage: Stage, reception: Actor
) -> None:
    await known(reception)
    await known(reception, "2077 hygiene 3500 google")
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.sends("#2077")
    await reception.sends("filling 4500")

    assert stage.rows(LINES)[2:] == [("2077", "Filling", 450000)]


async def test_what_is_no_answer_is_asked_again(stage: Stage, reception: Actor) -> None:
    await reception.sends("+ Visit")
    await reception.sends("Anna Petrova")
    assert "did not understand “Anna Petrova”" in reception.sees
    assert "Tap one or type the number" in reception.sees

    await reception.sends("89123456789")
    assert stage.rows(LINES) == []


async def test_a_second_tap_on_the_price_logs_nothing_more(stage: Stage, reception: Actor) -> None:
    await reception.sends("+ Visit")
    await reception.sends("1042")
    await reception.taps("New patient 1042")
    await reception.taps("Hygiene")
    card = reception.person.last
    price = card.buttons[0][0]["callback_data"]
    await reception.taps(price, card)
    shown = card.text, card.keyboard
    assert "New patient" in card.text
    await reception.taps(price, card, stale=True)

    assert len(stage.rows(LINES)) == 1
    assert (card.text, card.keyboard) == shown


async def test_the_saved_form_is_corrected_by_a_reply_like_any_card(
    stage: Stage, reception: Actor
) -> None:
    await known(reception)
    await reception.sends("+ Visit")
    await reception.taps("1042")
    await reception.sends("filling 4500")
    await reception.replies(reception.person.last, "4700")

    assert stage.rows(LINES)[1:] == [("1042", "Filling", 470000)]
