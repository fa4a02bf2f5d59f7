"""What people send that nobody planned: shown whole or refused with a remedy, never broken."""

import struct

import pytest

from tests.support.stage import Actor, Stage

PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s2I5B", 13, b"IHDR", 8, 8, 8, 2, 0, 0, 0)
LINES = "SELECT code, note FROM visit_lines v JOIN patients p ON p.id = patient_id"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("/undoo", "/undo"),
        ("/tody", "/today"),
        ("/hlep", "/help"),
        (f"/{'x' * 3000}", "/"),
    ],
)
async def test_an_unknown_command_gets_the_nearest_one(
    reception: Actor, typed: str, nearest: str
) -> None:
    await reception.sends(typed)

    assert f"Did you mean {nearest}" in reception.sees


@pytest.mark.parametrize(
    "typed", ["hello", "как дела", "// note", "<b>", "x" * 4000, "🦷", ".", "/", "/🦷", "/<b>"]
)
async def test_what_is_no_line_is_quoted_with_a_right_example(
    stage: Stage, reception: Actor, typed: str
) -> None:
    await reception.sends(typed)

    assert f"“{typed[:40]}" in reception.sees
    assert "1042 hygiene 3500" in reception.sees
    assert stage.rows(LINES) == []


@pytest.mark.parametrize(
    ("line", "code", "note"),
    [
        ("1042 <b>bold</b> & co", "1042", "<b>bold</b> & co"),
        ("1042 // 🦷🦷 &lt;", "1042", "🦷🦷 &lt;"),
        ("1042 // {head} %s {0}", "1042", "{head} %s {0}"),
        ("1042 // \u202eمرحبا\u202c", "1042", "مرحبا"),
        ("#Анна-7 // 早", "Анна-7", "早"),
    ],
)
async def test_markup_emoji_and_right_to_left_text_are_shown_as_typed(
    stage: Stage, reception: Actor, line: str, code: str, note: str
) -> None:
    await reception.sends(line)

    assert stage.rows(LINES) == [(code, note)]
    assert code in reception.sees
    assert f"Note: {note}" in reception.sees
    await reception.sends("/day")
    assert code in reception.sees


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        ("1042 99999999999", "at most 9 digits"),
        ("1042 w700", "0 to 600 minutes"),
        ("1042 9/5", "1 to 5"),
        ("1042 2027-01-01", "still ahead"),
        ("1042 31.02.2026", "no such day"),
        (f"1042 // {'x' * 501}", "at most 500"),
        (f"{'1' * 30} hygiene", "at most 20"),
        (f"1042 {'слово ' * 330}", "at most 1000"),
        ("\n".join(["1042 hygiene"] * 31), "at most 30"),
        ("1042 " + "ж" * 4000, "at most 4096"),
        ("1042 3500 $", "RUB"),
        ("١٠٤٢ hygiene", "0–9"),
    ],
)
async def test_what_lies_outside_its_bounds_is_named_with_the_bound(
    stage: Stage, reception: Actor, line: str, bound: str
) -> None:
    await reception.sends(line)

    assert bound in reception.sees
    assert stage.rows(LINES) == []


async def test_a_note_of_its_full_length_is_shown_whole(reception: Actor) -> None:
    note = "&" * 500
    await reception.sends(f"1042 root canal 3500 instagram w15 5/5 // {note}")

    assert note in reception.sees


async def test_forwarded_messages_are_neither_entries_nor_commands(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}
    for text in ("/undo", "1043 hygiene 4000", "today"):
        await reception.sends(text, fields={"forward_origin": origin})
        assert "Forwarded messages are not read" in reception.sees

    assert stage.rows(LINES) == [("1042", "")]
    assert stage.rows("SELECT voided FROM visit_lines") == [(None,)]


async def test_pictures_files_and_voice_are_refused_with_what_to_do_instead(
    stage: Stage, reception: Actor
) -> None:
    voice = {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}}
    only_text, owners = "I read only text", "This is for the clinic's owner"
    sends = (
        (lambda: reception.person.sends_photo(PICTURE, "1042 hygiene 3500"), only_text),
        (lambda: reception.person.sends_document(PICTURE, "scan.png"), only_text),
        (lambda: reception.person.sends_document(b"a,b\n", "visits.csv"), owners),
        (lambda: reception.person.sends_fields(voice), only_text),
    )
    for send, answer in sends:
        heard = len(reception.heard)
        send()
        await stage.settles()
        assert len(reception.heard) == heard + 1
        assert answer in reception.sees
    assert stage.rows(LINES) == []


async def test_a_pinned_message_is_no_question(stage: Stage, reception: Actor) -> None:
    heard = len(reception.heard)
    pinned = {**reception.person.last.wire}
    reception.person.sends_fields({"pinned_message": pinned})
    await stage.settles()

    assert len(reception.heard) == heard


async def test_a_name_of_500_letters_with_markup_is_shown_harmlessly(
    stage: Stage, owner: Actor, joins
) -> None:
    anna = await joins("<b>Ан\u202eна\n" + "я" * 500, 505)
    await anna.sends("1042 hygiene 3500")
    await owner.sends("/day")

    assert stage.rows("SELECT length(name) FROM staff WHERE id = 505") == [(64,)]
    assert "· <b>Анна яяя" in owner.sees
