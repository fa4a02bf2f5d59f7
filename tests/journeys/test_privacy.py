"""Free text: phones, addresses and full names stay out of the journal until the person says so."""

import pytest

from bot.janitor import Janitor
from clinic.calendar import HOUR, MINUTE, HandClock
from tests.support.stage import Actor, Stage

QUESTION = "I left out what looks like"
PERSONAL = ("916 123", "Сидорова", "Smith", "王小明", "Шевченко", "@anna_k")
NOTES = "SELECT note FROM complaints UNION ALL SELECT note FROM praises"
KEPT = "SELECT content FROM forms WHERE state = 'withheld'"


def asked(person: Actor) -> bool:
    return QUESTION in person.sees


def leaked(stage: Stage) -> list[str]:
    """What of the journal, its history and the cards holds personal parts."""
    tables = ("complaints", "praises", "visit_lines", "amendments", "audit")
    rows = [str(row) for table in tables for row in stage.rows(f"SELECT * FROM {table}")]  # noqa: S608 - our own names
    return [row for row in rows if any(part in row for part in PERSONAL)]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("ждала час, тел 8 916 123-45-67", "ждала час, тел …"),
        ("Сидорова Мария Петровна ждала час", "… ждала час"),
        ("пані Оксана Шевченко чекала годину", "пані … чекала годину"),
        ("John Smith waited, write to @anna_k", "… waited, write to …"),
        ("王小明先生等了一小时", "…先生等了一小时"),
    ],
)
async def test_personal_parts_stay_out_and_are_asked_about(
    stage: Stage, reception: Actor, typed: str, saved: str
) -> None:
    await reception.sends(f"/complaint {typed}")

    assert stage.rows(NOTES) == [(saved,)]
    assert leaked(stage) == []
    assert asked(reception)
    assert reception.buttons == ["Leave it out", "Put it back"]
    assert saved in reception.heard[-2], "the question stands below the card"


async def test_left_out_it_is_forgotten(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited, 8 916 123-45-67")
    assert "916 123" in stage.rows(KEPT)[0][0]
    await reception.taps("Leave it out")

    assert reception.sees == "Left out for good."
    assert stage.rows(KEPT) == []
    assert leaked(stage) == []


async def test_put_back_it_stands_in_the_entry_and_on_its_card(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint the price list says Mary Poppins")
    card = reception.person.sees[-2]
    await reception.taps("Put it back")

    assert reception.sees == "Put back."
    assert stage.rows(NOTES) == [("the price list says Mary Poppins",)]
    assert "Mary Poppins" in card.text
    assert stage.rows(KEPT) == []


async def test_words_added_meanwhile_stay(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited, says Mary Poppins")
    card, question = reception.person.sees[-2], reception.person.last
    await reception.replies(card, "and nobody came")
    await reception.taps("Put it back", question)

    assert stage.rows(NOTES) == [("waited, says Mary Poppins\nand nobody came",)]


async def test_replies_captions_and_praise_are_looked_at_too(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint waited")
    card = reception.person.last
    await reception.replies(card, "call 8 916 123-45-67")
    assert asked(reception)
    await reception.sends("/praise John Smith is happy")
    assert asked(reception)
    await reception.replies(reception.person.sees[-2], "@anna_k")
    assert asked(reception)

    assert stage.rows(NOTES) == [("waited\ncall …",), ("… is happy\n…",)]
    assert leaked(stage) == []


async def test_the_clinic_s_own_people_may_be_named(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint Rita was late, the clinic is Smile")

    assert not asked(reception)
    assert stage.rows(NOTES) == [("Rita was late, the clinic is Smile",)]


async def test_after_an_hour_it_is_not_put_back_and_is_gone(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited, 8 916 123-45-67")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(61 * MINUTE)
    await reception.taps("Put it back")
    assert "not kept any more" in reception.sees
    await Janitor(stage.app.office, stage.app.clinics).sweep()

    assert stage.rows(KEPT) == []
    assert leaked(stage) == []


async def test_within_the_hour_the_janitor_leaves_it(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited, says Mary Poppins")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(HOUR // 2)
    await Janitor(stage.app.office, stage.app.clinics).sweep()
    await reception.taps("Put it back")

    assert stage.rows(NOTES) == [("waited, says Mary Poppins",)]


@pytest.mark.parametrize("answer", ["Leave it out", "Put it back"])
async def test_an_answer_tapped_twice_is_one(stage: Stage, reception: Actor, answer: str) -> None:
    await reception.sends("/complaint waited, says Mary Poppins")
    question = reception.person.last
    button = question.button(answer)["callback_data"]
    reception.person.taps(button, question, stale=True)
    reception.person.taps(button, question, stale=True)
    await stage.settles()

    assert stage.rows(KEPT) == []
    changes = stage.rows("SELECT field FROM amendments")
    assert changes == ([("note",)] if answer == "Put it back" else [])


async def test_what_is_withdrawn_takes_nothing_back(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited, 8 916 123-45-67")
    card, question = reception.person.sees[-2], reception.person.last
    await reception.taps("Undo", card)
    await reception.taps("Put it back", question)

    assert "withdrawn" in reception.sees
    assert leaked(stage) == []


async def test_words_that_were_changed_are_not_patched(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/complaint waited, 8 916 123-45-67")
    question = reception.person.last
    await reception.edits(typed, "/complaint it was a mistake")
    await reception.taps("Put it back", question)

    assert "changed since" in reception.sees
    assert stage.rows(NOTES) == [("it was a mistake",)]


async def test_nobody_else_answers_it(
    stage: Stage, owner: Actor, reception: Actor, colleague: Actor, neighbour: Actor
) -> None:
    await reception.sends("/complaint waited, 8 916 123-45-67")
    buttons = [b["callback_data"] for row in reception.person.last.buttons for b in row]
    for person in (owner, colleague, neighbour):
        await person.sends("/start")
        shown = person.person.last
        for button in buttons:
            await person.taps(button, shown, stale=True)
            assert "not kept any more" in person.sees

    assert len(stage.rows(KEPT)) == 1
    assert leaked(stage) == []


VISIT_NOTE = "SELECT note FROM visit_lines"


async def test_a_visit_s_note_is_looked_at_however_it_is_typed(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500 // wife 8 916 123-45-67")
    assert asked(reception)
    card = reception.person.sees[-2]
    await reception.replies(card, "// call @anna_k")
    assert asked(reception)
    assert stage.rows(VISIT_NOTE) == [("call …",)]
    await reception.taps("Edit", card)
    await reception.taps("Note", card)
    await reception.sends("Сидорова Мария Петровна")
    assert asked(reception)
    assert stage.rows(VISIT_NOTE) == [("…",)]
    await reception.edits(typed, "1042 hygiene 3500 // husband John Smith")
    assert asked(reception)

    assert stage.rows(VISIT_NOTE) == [("husband …",)]
    assert leaked(stage) == []
    await reception.taps("Put it back")
    assert stage.rows(VISIT_NOTE) == [("husband John Smith",)]
    assert "husband John Smith" in card.text


async def test_an_edit_that_leaves_the_note_alone_asks_nothing_again(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500 // says Mary Poppins")
    await reception.taps("Put it back")
    await reception.edits(typed, "1042 hygiene 4500 // says Mary Poppins")

    assert not asked(reception)
    assert stage.rows("SELECT amount, note FROM visit_lines") == [(450000, "says Mary Poppins")]
