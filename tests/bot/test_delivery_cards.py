"""Cards and pictures: edits find their message, and a picture is uploaded once."""

import json

from clinic.calendar import SECOND
from storage.cards import add_card
from storage.pictures import add_picture
from storage.unit import Letter
from tests.support.books import SMILE
from tests.support.post import PostOffice, texts_in

ENTRY = 77
FILES = "SELECT file_id IS NOT NULL, image IS NULL FROM pictures"


def card(card_id: int, text: str) -> Letter:
    rows = {"inline_keyboard": [[{"text": "Undo", "callback_data": "u"}]]}
    body = {"chat_id": 502, "text": text, "reply_markup": rows}
    return Letter(502, "sendMessage", body, card_id=card_id)


def edit(card_id: int, text: str) -> Letter:
    return Letter(502, "editMessageText", {"chat_id": 502, "text": text}, card_id=card_id)


async def new_card(post: PostOffice) -> int:
    unit = post.office.unit(SMILE)
    card_id = add_card(unit, ENTRY, 502)
    await post.office.writer.commit(unit)
    return card_id


async def shown(post: PostOffice, *letters: Letter) -> None:
    await post.keep(*letters, clinic_id=SMILE)
    await post.done()


async def test_the_number_of_a_cards_message_comes_back(post, rita):
    card_id = await new_card(post)
    await shown(post, card(card_id, "saved"))

    assert post.office.mail.cards.message_of(SMILE, card_id) == rita.last.message_id
    assert post.office.mail.cards.entry_of(SMILE, 502, rita.last.message_id) == ENTRY


async def test_an_edit_changes_the_message_that_shows_the_card(post, rita):
    card_id = await new_card(post)
    await shown(post, card(card_id, "saved"))
    await shown(post, edit(card_id, "withdrawn"))

    assert texts_in(rita) == ["withdrawn"]
    assert rita.last.keyboard == []


async def test_edits_of_a_card_that_is_not_sent_yet_go_along_with_it(post, rita):
    card_id = await new_card(post)
    post.world.knobs.fail("sendMessage", 502, times=1)
    await post.says(502, "before")
    await post.clock.asked()
    await post.keep(card(card_id, "saved"), clinic_id=SMILE)
    await post.keep(edit(card_id, "changed"), edit(card_id, "withdrawn"), clinic_id=SMILE)
    post.clock.move(SECOND)
    await post.done()

    assert texts_in(rita) == ["before", "withdrawn"]
    assert rita.last.keyboard == []
    assert post.calls("editMessageText") == []
    assert [state for state, _ in post.outbox()] == ["sent"] * 4


async def test_an_edit_that_comes_while_its_card_is_under_way_follows_it(post, rita):
    card_id = await new_card(post)
    post.world.knobs.drop("sendMessage", after=True, times=1)
    await post.keep(card(card_id, "saved"), clinic_id=SMILE)
    await post.clock.asked()
    await post.keep(edit(card_id, "withdrawn"), clinic_id=SMILE)
    post.clock.move(SECOND)
    await post.done()

    assert texts_in(rita) == ["saved", "withdrawn"]
    assert post.office.mail.cards.message_of(SMILE, card_id) == rita.last.message_id


async def test_an_edit_without_a_difference_counts_as_sent(post, rita):
    card_id = await new_card(post)
    await shown(post, card(card_id, "saved"))
    await shown(post, edit(card_id, "withdrawn"))
    await shown(post, edit(card_id, "withdrawn"))

    assert post.outbox() == [("sent", 1)] * 3
    assert texts_in(rita) == ["withdrawn"]


async def test_an_edit_of_a_deleted_message_becomes_a_new_one_and_the_card_moves(post, rita):
    card_id = await new_card(post)
    await shown(post, card(card_id, "saved"))
    first = rita.last.message_id
    await post.api.call("deleteMessage", json.dumps({"chat_id": 502, "message_id": first}).encode())
    await shown(post, edit(card_id, "withdrawn"))

    assert texts_in(rita) == ["withdrawn"]
    assert post.office.mail.cards.message_of(SMILE, card_id) == rita.last.message_id != first
    await shown(post, edit(card_id, "logged again"))
    assert texts_in(rita) == ["logged again"]


async def test_an_edit_of_a_deleted_message_that_is_no_card_becomes_a_new_one(post, rita):
    body = {"chat_id": 502, "message_id": 999_999, "text": "I speak English"}
    await shown(post, Letter(502, "editMessageText", body))

    assert texts_in(rita) == ["I speak English"]
    assert post.world.unknown_parameters == set()


async def test_an_edit_of_a_card_that_never_came_to_be_is_a_message(post, rita):
    card_id = await new_card(post)
    broken = Letter(502, "sendMessage", {"chat_id": 502, "text": ""}, card_id=card_id)
    await shown(post, broken)
    await shown(post, edit(card_id, "withdrawn"))

    assert post.outbox()[0][0] == "dead"
    assert texts_in(rita) == ["withdrawn"]
    assert post.office.mail.cards.message_of(SMILE, card_id) == rita.last.message_id


async def picture(post: PostOffice, image: bytes) -> int:
    unit = post.office.unit(SMILE)
    picture_id = add_picture(unit, "summary", image)
    await post.office.writer.commit(unit)
    return picture_id


def photo(chat_id: int, picture_id: int) -> Letter:
    body = {"chat_id": chat_id, "caption": "Week · 7", "parse_mode": "HTML"}
    return Letter(chat_id, "sendPhoto", body, picture_id=picture_id)


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_file_id(post, rita, olga, png):
    picture_id = await picture(post, png)
    await shown(post, photo(502, picture_id))
    await shown(post, photo(501, picture_id))

    first, second = post.calls("sendPhoto")
    assert first["photo"] == "attach://bytes"
    assert second["photo"] == rita.last.wire["photo"][-1]["file_id"]
    assert olga.last.wire["caption"] == rita.last.wire["caption"] == "Week · 7"
    assert post.books.rows(FILES) == [(1, 1)]


async def test_an_upload_that_breaks_off_is_sent_again_whole(post, rita, png):
    picture_id = await picture(post, png)
    post.world.knobs.drop("sendPhoto", times=1)
    await post.keep(photo(502, picture_id), clinic_id=SMILE)
    await post.clock.let_pass()
    await post.done()

    assert post.outbox() == [("sent", 2)]
    assert rita.last.photo == png
