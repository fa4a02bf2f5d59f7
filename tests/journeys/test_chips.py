"""J2: a new patient's origin by a tap; wait and rating by two, on the card of that very row."""

import pytest

from tests.support.stage import Actor, Stage

CARD = ["Wait", "Rating", "Note", "Undo", "Edit", "Promise"]
ASKED = [
    *("Website", "Google", "Instagram", "Maps", "Walk-in", "Advertising"),
    *("Don't know", "Recommended by", "Came before the bot"),
]
CHANNEL = "SELECT c.name, referrer FROM visit_lines LEFT JOIN channels c ON c.id = channel_id"
MARKS = "SELECT legacy, asked FROM patients WHERE code = ?"
FIGURES = "SELECT wait_min, rating, rating_scale, note FROM visit_lines"


async def settled(person: Actor, line: str = "1042 hygiene 3500") -> None:
    """Log a visit whose card asks nothing more."""
    await person.sends(line)
    await person.taps("Came before the bot")


async def test_the_card_of_a_new_patient_asks_for_the_channel_by_chips(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    assert "New patient: how did they find you?" in reception.sees
    assert reception.buttons == [*ASKED, *CARD]

    await reception.taps("Google")
    assert "channel: Google" in reception.sees
    assert "New patient" not in reception.sees
    assert reception.buttons == CARD
    assert stage.rows(CHANNEL) == [("Google", None)]
    assert stage.rows(MARKS, "1042") == [(0, 0)]


@pytest.mark.parametrize(
    ("chip", "marks"), [("Don't know", (0, 1)), ("Came before the bot", (1, 0))]
)
async def test_who_knows_no_channel_is_new_and_who_came_before_is_not(
    stage: Stage, reception: Actor, chip: str, marks: tuple[int, int]
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps(chip)

    assert stage.rows(MARKS, "1042") == [marks]
    assert stage.rows(CHANNEL) == [(None, None)]
    assert reception.buttons == CARD


async def test_a_known_patient_and_a_typed_channel_are_not_asked_about(reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500 google")
    assert reception.buttons == CARD

    await reception.sends("1042 x-ray 700")
    assert reception.buttons == CARD


async def test_a_refund_asks_for_no_channel(reception: Actor) -> None:
    await reception.sends("1042 refund 500")
    assert reception.buttons == CARD


async def test_the_most_used_channels_come_first(reception: Actor) -> None:
    for code, channel in (("1001", "walk-in"), ("2002", "maps"), ("3003", "walk-in")):
        await reception.sends(f"{code} hygiene 3500 {channel}")
    await reception.sends("5005 hygiene 3500")

    assert reception.buttons[:3] == ["Walk-in", "Maps", "Website"]


async def test_a_recommendation_asks_on_the_same_card_whose_it_was(
    stage: Stage, reception: Actor
) -> None:
    await settled(reception, "1042 hygiene 3500")
    await settled(reception, "2077 hygiene 3500")
    await reception.sends("5005 hygiene 3500")
    heard = len(reception.heard)
    await reception.taps("Recommended by")

    assert len(reception.heard) == heard
    assert "Who recommended the clinic?" in reception.sees
    assert reception.buttons == ["2077", "1042", "Unknown", *CARD]

    await reception.taps("1042")
    assert "recommended by 1042" in reception.sees
    assert reception.buttons == CARD
    assert stage.rows(CHANNEL)[-1] == ("Recommendation", "1042")


async def test_the_referrer_is_typed_or_stays_unknown(stage: Stage, reception: Actor) -> None:
    await reception.sends("5005 hygiene 3500")
    await reception.taps("Recommended by")
    card = reception.person.last
    await reception.sends("Anna Petrova")
    assert "did not understand “Anna Petrova”" in reception.sees
    await reception.sends("5005")
    assert "the patient's own number" in reception.sees
    await reception.sends("1042")
    assert "recommended by 1042" in card.text
    assert stage.rows(CHANNEL) == [("Recommendation", "1042")]

    await reception.sends("6006 hygiene 3500")
    await reception.taps("Recommended by")
    await reception.taps("Unknown")
    assert reception.buttons == CARD
    assert stage.rows(CHANNEL)[-1] == ("Recommendation", None)

    await reception.sends("1042")
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(3,)], "a number is a visit again"


async def test_a_reply_to_the_card_that_asks_for_the_referrer_is_no_amount(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("5005 hygiene 3500")
    await reception.taps("Recommended by")
    await reception.replies(reception.person.last, "1042")

    assert stage.rows("SELECT amount, referrer FROM visit_lines") == [(350000, "1042")]


async def test_a_visit_typed_instead_of_the_referrer_ends_the_question(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("5005 hygiene 3500")
    await reception.taps("Recommended by")
    await reception.sends("1042 hygiene 3500")
    await reception.sends("1043")

    assert stage.rows("SELECT referrer FROM visit_lines") == [(None,)] * 3


async def test_a_patient_whose_only_line_was_withdrawn_is_new_once_more(
    stage: Stage, reception: Actor
) -> None:
    await settled(reception)
    await reception.taps("Undo")
    await reception.sends("1042 hygiene 3500")

    assert reception.buttons[: len(ASKED)] == ASKED
    assert stage.rows(MARKS, "1042") == [(0, 0)]
    await reception.taps("Google")
    assert stage.rows(MARKS, "1042") == [(0, 0)]


async def test_an_answer_that_comes_twice_changes_nothing_more(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    again = [
        button["callback_data"]
        for row in card.buttons
        for button in row
        if button["text"] in ("Google", "Don't know")
    ]
    for data in (*again, *again):
        await reception.taps(data, card, stale=True)

    assert stage.rows(CHANNEL) == [("Google", None)]
    assert stage.rows("SELECT count(*) FROM amendments") == [(1,)]


async def test_wait_and_rating_take_two_taps_each_and_keep_what_is_asked(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Wait")
    assert reception.buttons == [*ASKED, "0", "5", "10", "15", "20", "30+", "Back"]
    assert "New patient" in reception.sees
    await reception.taps("20")
    assert "wait: 20 min" in reception.sees
    assert "→" not in reception.sees, "filling up is no correction"
    assert reception.buttons == [*ASKED, *CARD]

    await reception.taps("Rating")
    await reception.taps("★4")
    assert "rating: 4/5" in reception.sees
    assert stage.rows(FIGURES) == [(20, 4.0, 5, "")]

    await reception.taps("Wait")
    await reception.taps("Back")
    assert reception.buttons == [*ASKED, *CARD]


async def test_a_note_is_asked_for_and_typed(stage: Stage, reception: Actor) -> None:
    await settled(reception)
    await reception.taps("Note")
    await reception.sends("call back")

    assert stage.rows(FIGURES) == [(None, None, None, "call back")]


@pytest.mark.parametrize(
    "data",
    ["1vt:{}:7", "1vt:{}:-5", "1vr:{}:6", "1vr:{}:0", "1vi:{}:paid", "1vc:{}:99", "1vf:{}:1"],
)
async def test_a_chip_that_was_never_shown_changes_nothing(
    stage: Stage, reception: Actor, data: str
) -> None:
    await reception.sends("1042 hygiene 3500")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    before = stage.rows("SELECT * FROM visit_lines")
    await reception.taps(data.format(line), reception.person.last, stale=True)

    assert "too old" in reception.sees or "gone" in reception.sees
    assert stage.rows("SELECT * FROM visit_lines") == before


async def test_the_chips_of_a_withdrawn_line_say_so(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    google = next(b["callback_data"] for row in card.buttons for b in row if b["text"] == "Google")
    await reception.taps("Undo")
    await reception.taps(google, card, stale=True)

    assert "withdrawn" in reception.sees
    assert stage.rows(CHANNEL) == [(None, None)]


async def test_the_owner_answers_on_his_own_card_for_both(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    theirs = reception.person.last
    await reception.taps("Instagram")
    await owner.sends("/day")
    await owner.taps("1")
    await owner.taps("Wait")
    await owner.taps("15")

    assert "wait: 15 min" in owner.sees
    assert "wait: 15 min" in theirs.text


async def test_a_corrected_code_is_asked_about_as_its_own_patient(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500 google")
    await reception.sends("5005 x-ray 700")
    assert "New patient" in reception.sees
    await reception.replies(reception.person.last, "#1042")
    assert "New patient" not in reception.sees

    await reception.replies(reception.person.last, "#7007")
    assert "New patient" in reception.sees


async def test_cancelling_the_question_for_a_referrer_leaves_a_card_that_asks_nothing(
    reception: Actor,
) -> None:
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.taps("Recommended by")
    assert "Who recommended" in card.text
    await reception.sends("/cancel")

    assert "Who recommended" not in card.text
    assert "channel: Recommendation" in card.text
