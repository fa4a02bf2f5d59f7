"""J4: an edited message changes its own entry; what replies and taps made of it stays."""

import pytest

from clinic.calendar import HOUR
from tests.support.cast import code_in
from tests.support.passing import passes
from tests.support.stage import Actor, Stage, plain

STANDING = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""
NOTES = "SELECT amount, wait_min, note FROM visit_lines ORDER BY id"
SERVICE = "(SELECT name FROM services s WHERE s.id = service_id)"
CHANNEL = "(SELECT name FROM channels c WHERE c.id = channel_id)"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
FIELD = "SELECT {} FROM visit_lines v LEFT JOIN patients p ON p.id = patient_id"


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("1042 hygiene 4500", "amount", 450000),
        ("1042 hygiene", "amount", None),
        ("1043 hygiene 3500", "p.code", "1043"),
        ("1042 filling 3500", SERVICE, "Filling"),
        ("1042 3500", SERVICE, None),
        ("1042 hygiene 3500 yesterday", "v.day", 20523),
        ("1042 hygiene 3500 w20 // late", "wait_min", 20),
        ("1042 hygiene 3500 9/10", "rating_scale", 10),
        ("1042 hygiene 3500 instagram", CHANNEL, "Instagram"),
        ("/visit 1042 hygiene 4500", "amount", 450000),
    ],
)
async def test_an_edited_message_changes_its_entry_on_the_card_in_place(
    stage: Stage, reception: Actor, text: str, column: str, value: object
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    heard = len(reception.heard)
    await reception.edits(typed, text)

    assert stage.rows(FIELD.format(column)) == [(value,)]
    filled_up = column in ("wait_min", "rating_scale", CHANNEL)
    assert (" · Rita 10:30" in reception.sees) is not filled_up
    assert len(reception.heard) == heard
    assert stage.rows("SELECT DISTINCT typed FROM amendments") == [(1,)]


async def test_what_a_reply_made_of_it_stays_when_another_part_of_the_text_changes(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, "4500")
    await reception.edits(typed, "1042 hygiene 3500 w20 // call")
    assert stage.rows(NOTES) == [(450000, 20, "call")]

    await reception.edits(typed, "1042 hygiene 5000 // call")
    assert stage.rows(NOTES) == [(500000, None, "call")]


async def test_a_text_that_goes_back_to_what_it_said_is_followed_back(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, "4500")
    await reception.edits(typed, "1042 hygiene 4500")
    await reception.edits(typed, "1042 hygiene 3500")

    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_an_edit_and_a_reply_at_once_are_both_kept(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    reception.person.edits(typed, "1042 hygiene 3500 w20")
    reception.person.sends("4500", reply_to=card)
    await stage.settles()

    assert stage.rows(NOTES) == [(450000, 20, "")]


async def test_an_edit_and_the_owners_correction_at_once_are_both_kept(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await owner.sends("/day")
    await owner.taps("1")
    reception.person.edits(typed, "1042 hygiene 3500 w20")
    owner.person.sends("4500", reply_to=owner.person.last)
    await stage.settles()

    assert stage.rows(NOTES) == [(450000, 20, "")]
    assert "RUB 4,500" in owner.sees
    assert "wait: 20 min" in owner.sees


async def test_without_a_difference_nothing_is_said_or_written(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    heard, changes = reception.heard, stage.rows("SELECT change FROM clinics")
    await reception.edits(typed, "1042  Hygiene 3500 ")

    assert reception.heard == heard
    assert stage.rows("SELECT change FROM clinics") == changes


async def test_of_an_older_message_the_entry_shows_at_the_end_too(reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("1043 filling 4000")
    await reception.edits(typed, "1042 hygiene 4500")

    assert "RUB 4,500" in plain(card.text)
    assert "1042 · Hygiene · RUB 4,500" in reception.sees


@pytest.mark.parametrize(
    "text", ["never mind", "1042 hygiene 99999999999", "1042 hygiene 2026-03-20", "/visit"]
)
async def test_a_text_that_cannot_be_read_is_refused_and_the_entry_stays(
    stage: Stage, reception: Actor, text: str
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.edits(typed, text)

    assert "the entry stays as it was" in reception.sees.lower()
    assert stage.rows(STANDING) == [("1042", 350000)]


async def test_a_withdrawn_entry_is_not_brought_back(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.taps("Undo")
    await reception.edits(typed, "1042 hygiene 4500")

    assert any(text.startswith("This entry is withdrawn.") for text in reception.heard)
    assert stage.rows(STANDING) == []


async def test_a_day_later_the_words_still_mean_the_day_they_were_written(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    passes(stage, 24 * HOUR)
    await reception.edits(typed, "1042 hygiene 4500")
    assert stage.rows("SELECT day FROM visit_lines") == [(20524,)]

    await reception.edits(typed, "1042 hygiene 4500 yesterday")
    assert stage.rows("SELECT day FROM visit_lines") == [(20523,)]


async def test_names_that_are_close_are_asked_about(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await reception.edits(typed, "1042 pro 3500")
    assert "Which service is “pro”?" in reception.sees

    await reception.taps("Denture")
    await reception.edits(typed, "1042 pro 4000")
    assert stage.rows(f"SELECT {SERVICE}, amount FROM visit_lines v") == [("Denture", 400000)]  # noqa: S608 - a name above


async def test_one_line_of_several_changes_alone_and_shows_as_its_card(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500\n1043 filling 4000")
    await reception.edits(typed, "1042 hygiene 3500\n1043 filling 4500")

    assert stage.rows(STANDING) == [("1042", 350000), ("1043", 450000)]
    assert "1043 · Filling · RUB 4,500" in reception.sees
    assert "1042" not in reception.sees


async def test_lines_are_changed_added_and_withdrawn_by_one_edit(
    stage: Stage, reception: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500\n1043 filling 4000\n1044 hygiene 3000")
    await reception.edits(typed, "1044 hygiene 3000 w5\n1042 hygiene 3600")
    assert stage.rows(STANDING) == [("1042", 360000), ("1044", 300000)]
    assert reception.sees.splitlines() == [
        "3 lines follow the edited message",
        "1. 1044 · Hygiene · RUB 3,000",
        "2. 1042 · Hygiene · RUB 3,600",
        "1043 · Filling · RUB 4,000: withdrawn",
        "2 visits today",
    ]

    await reception.edits(
        typed, "1044 hygiene 3000 w5\n1042 hygiene 3600\n1043 filling 4000\n1045 hygiene"
    )
    assert stage.rows(STANDING) == [
        ("1042", 360000),
        ("1044", 300000),
        ("1043", 400000),
        ("1045", None),
    ]
    assert "4 visits today" in reception.sees
    await reception.taps("1")
    assert "1043 · Filling" in reception.sees


async def test_a_line_that_was_undone_stays_so_among_others(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500\n1043 filling 4000")
    await reception.taps("1")
    await reception.taps("Undo")
    await reception.edits(typed, "1042 hygiene 3600\n1043 filling 4100")

    assert stage.rows(STANDING) == [("1043", 410000)]
    assert "1042 · Hygiene · RUB 3,500 was withdrawn before and stays so" in reception.sees


async def test_lines_of_two_days_are_counted_each_on_its_own(reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 3500\n1043 filling 4000 yesterday")
    await reception.taps("1")
    card = reception.person.last
    await reception.edits(typed, "1042 hygiene 3600\n1043 filling 4100 yesterday")

    assert "1 visit today" in card.text
    assert "1 visit today" in reception.sees
    assert "1 visit on March 11" in reception.sees


async def test_an_edited_reply_corrects_its_card_once_more(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    reply = await reception.replies(reception.person.last, "4500")
    await reception.edits(reply, "4600")

    assert stage.rows(STANDING) == [("1042", 460000)]


async def test_an_edited_answer_is_no_new_visit(stage: Stage, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Edit")
    await reception.taps("Amount")
    answer = await reception.sends("4500")
    await reception.edits(answer, "4600")

    assert "wrote no entry of its own" in reception.sees
    assert stage.rows(STANDING) == [("1042", 450000)]


async def test_a_refused_line_may_be_mended_by_editing_it(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("1042 hygiene 99999999999")
    await reception.edits(typed, "1042 hygiene 3500")
    assert stage.rows(STANDING) == [("1042", 350000)]

    await reception.edits(typed, "1042 hygiene 4500")
    assert stage.rows(STANDING) == [("1042", 450000)]


async def test_an_edited_question_or_chat_is_passed_over(reception: Actor) -> None:
    typed = await reception.sends("hello")
    heard = len(reception.heard)
    await reception.edits(typed, "hello!")

    assert len(reception.heard) == heard


async def test_a_caption_is_not_read_as_an_entry(stage: Stage, reception: Actor) -> None:
    photo = reception.person.sends_photo(PIXEL, "look")
    await stage.settles()
    await reception.edits(photo, "1042 hygiene 3500")

    assert "I don't read captions" in reception.sees
    assert stage.rows(STANDING) == []


async def test_in_another_clinic_the_message_of_an_entry_writes_nothing(
    stage: Stage, reception: Actor, neighbour: Actor
) -> None:
    typed = await reception.sends("1042 hygiene 3500")
    await neighbour.sends("/invite staff")
    await reception.sends(f"/start {code_in(neighbour.sees)}")
    assert stage.rows("SELECT clinic_id FROM people WHERE id = ?", reception.id) == [(2,)]
    await reception.edits(typed, "1042 hygiene 4500")

    assert "another of your clinics" in reception.sees
    assert stage.rows(STANDING) == [("1042", 350000)]
