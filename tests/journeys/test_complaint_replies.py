"""Replies to the card of a complaint: words and photos are added to that very entry."""

import pytest

from tests.support.stage import Actor, Stage

NOTES = "SELECT note FROM complaints ORDER BY id"
FIELD = "SELECT {}, note FROM complaints"
PHOTOS = "SELECT kind, entry_id, author_id FROM attachments"


def picture(number: int) -> bytes:
    """The start of a PNG; each number is another picture."""
    size = (640 + number).to_bytes(4, "big") + (480).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x02\x00\x00\x00"


async def test_words_are_added_line_by_line(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    card = reception.person.last
    await reception.replies(card, "nobody said sorry")
    await reception.replies(card, "will not come back")

    said = "waited an hour\nnobody said sorry\nwill not come back"
    assert stage.rows(NOTES) == [(said,)]
    assert said in card.text
    assert reception.person.last is card, "the card lies right above: it needs no second one"


async def test_the_first_message_may_be_replied_to_as_well(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/complaint waited an hour")
    await reception.replies(typed, "nobody said sorry")

    assert stage.rows(NOTES) == [("waited an hour\nnobody said sorry",)]


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("grave", "gravity", 3),
        ("Серьёзная", "gravity", 2),
        ("furious", "emotion", "furious"),
        ("спокоен", "emotion", "calm"),
        ("生气", "emotion", "furious"),
        ("rude", "rude", 1),
        ("#1077", "(SELECT code FROM patients p WHERE p.id = patient_id)", "1077"),
    ],
)
async def test_a_word_that_is_a_field_alone_sets_it(
    stage: Stage, reception: Actor, text: str, column: str, value: object
) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.replies(reception.person.last, text)

    assert stage.rows(FIELD.format(column)) == [(value, "waited an hour")]


async def test_a_line_in_reply_to_a_complaint_is_words_and_no_visit(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.replies(reception.person.last, "4500 was promised")

    assert stage.rows("SELECT id FROM visit_lines") == []
    assert stage.rows(NOTES) == [("waited an hour\n4500 was promised",)]


async def test_too_many_words_are_refused_with_the_bound_and_nothing_is_lost(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint waited an hour")
    card = reception.person.last
    await reception.replies(card, "x" * 490)

    assert "at most 500" in reception.sees
    assert stage.rows(NOTES) == [("waited an hour",)]
    await reception.replies(card, "x" * 400)
    assert stage.rows(NOTES) == [("waited an hour\n" + "x" * 400,)]


async def test_a_photo_is_attached_with_its_caption(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint the floor is wet")
    card = reception.person.last
    await reception.sends_photo(picture(1), "see here", reply_to=card)

    [(complaint,)] = stage.rows("SELECT id FROM complaints")
    assert stage.rows(PHOTOS) == [("complaint", complaint, reception.id)]
    assert stage.rows(NOTES) == [("the floor is wet\nsee here",)]
    assert "1 photo" in card.text


async def test_a_photo_that_says_complaint_begins_one(stage: Stage, reception: Actor) -> None:
    await reception.sends_photo(picture(1), "/complaint 1042 the floor is wet")

    assert stage.rows(NOTES) == [("the floor is wet",)]
    assert len(stage.rows(PHOTOS)) == 1
    assert "1 photo" in reception.sees


async def test_an_album_is_attached_whole_and_shown_on_one_card(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint the floor is wet")
    card = reception.person.last
    await reception.sends_album([picture(n) for n in range(4)], "all of it", reply_to=card)

    assert len(stage.rows(PHOTOS)) == 4
    assert "4 photos" in card.text
    assert stage.rows(NOTES) == [("the floor is wet\nall of it",)]
    assert reception.person.last is card


async def test_the_same_photo_twice_is_one(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint the floor is wet")
    card = reception.person.last
    sent = await reception.sends_photo(picture(1), reply_to=card)
    reception.person.sends_fields({"photo": sent.wire["photo"]}, reply_to=card)
    await stage.settles()

    assert len(stage.rows(PHOTOS)) == 1
    assert "1 photo" in card.text


async def test_the_eleventh_photo_is_refused_with_the_bound(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint the floor is wet")
    card = reception.person.last
    await reception.sends_album([picture(n) for n in range(10)], reply_to=card)
    await reception.sends_photo(picture(11), "one more", reply_to=card)

    assert "10 photos already" in reception.sees
    assert len(stage.rows(PHOTOS)) == 10
    assert stage.rows(NOTES) == [("the floor is wet",)]


@pytest.mark.parametrize("content", [{"voice": {"file_id": "v", "file_unique_id": "w"}}, None])
async def test_a_voice_or_a_file_is_refused_politely(
    stage: Stage, reception: Actor, content: dict[str, dict[str, object]] | None
) -> None:
    await reception.sends("/complaint the floor is wet")
    card = reception.person.last
    if content is None:
        found = reception.person.sends_document(b"%PDF", "letter.pdf")
        content = {"document": found.wire["document"]}
    else:
        content["voice"]["duration"] = 3
    reception.person.sends_fields(content, reply_to=card)
    await stage.settles()

    assert "only words and photos" in reception.sees
    assert stage.rows(NOTES) == [("the floor is wet",)]


async def test_a_withdrawn_complaint_takes_nothing_more(stage: Stage, reception: Actor) -> None:
    await reception.sends("/complaint waited an hour")
    card = reception.person.last
    await reception.taps("Undo")
    await reception.replies(card, "nobody said sorry")
    assert "withdrawn" in reception.sees
    await reception.sends_photo(picture(1), reply_to=card)

    assert stage.rows(NOTES) == [("waited an hour",)]
    assert stage.rows(PHOTOS) == []


async def test_replies_to_a_visit_s_card_still_correct_the_visit(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/complaint waited an hour")
    await reception.sends("1042 hygiene 3500")
    await reception.replies(reception.person.last, "4500")

    assert stage.rows("SELECT amount FROM visit_lines") == [(450000,)]
    assert stage.rows(NOTES) == [("waited an hour",)]


async def test_an_edited_message_is_followed_with_its_guess(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/complaint 1042 waited an hour")
    card = reception.person.last
    await reception.edits(typed, "/complaint 1043 the doctor was rude")

    subject = "SELECT subject, rude, note, p.code FROM complaints c JOIN patients p ON p.id ="
    assert stage.rows(f"{subject} patient_id") == [("rudeness", 1, "the doctor was rude", "1043")]
    assert "Complaint · rudeness · 1043" in card.text
    assert stage.rows("SELECT DISTINCT typed FROM amendments") == [(1,)]


async def test_an_edit_does_not_lose_what_replies_added(stage: Stage, reception: Actor) -> None:
    typed = await reception.sends("/complaint waited an hour")
    await reception.replies(reception.person.last, "nobody said sorry")
    await reception.edits(typed, "/complaint waited two hours")

    assert "changed since" in reception.sees
    assert stage.rows(NOTES) == [("waited an hour\nnobody said sorry",)]
