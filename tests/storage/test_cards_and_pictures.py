"""Cards and pictures: what a message shows, and what Telegram kept of a picture."""

import pytest

from storage.cards import NOTHING_SHOWN, SHOW_CARD, Cards, add_card, is_in_list, show_entry
from storage.pictures import KEEP_FILE_ID, Picture, Pictures, add_picture
from storage.unit import Stale
from tests.support.books import NEIGHBOUR, RITA, SMILE, Books

ENTRY = 77


async def shown(books: Books, message_id: int | None = None) -> int:
    unit = books.unit()
    card_id = add_card(unit, ENTRY, RITA, message_id)
    await books.writer.commit(unit)
    return card_id


async def test_a_card_has_no_message_until_delivery_has_sent_it(books):
    cards, card_id = Cards(books.reader, books.unit().bot_id), await shown(books)
    assert cards.message_of(SMILE, card_id) is None

    unit = books.unit(None)
    unit.write(SHOW_CARD, card_clinic=SMILE, card_id=card_id, message_id=12)
    await books.writer.commit(unit)

    assert cards.message_of(SMILE, card_id) == 12
    assert cards.entry_of(SMILE, RITA, 12) == ENTRY


async def test_a_message_can_become_a_card(books):
    card_id = await shown(books, message_id=12)

    assert Cards(books.reader, books.unit().bot_id).message_of(SMILE, card_id) == 12


async def test_all_cards_of_an_entry_are_found(books):
    first, second = await shown(books), await shown(books)

    assert Cards(books.reader, books.unit().bot_id).of_entry(SMILE, ENTRY) == [
        (first, RITA),
        (second, RITA),
    ]


async def test_a_neighbour_finds_no_card_of_ours(books):
    cards, card_id = Cards(books.reader, books.unit().bot_id), await shown(books, message_id=12)

    assert cards.message_of(NEIGHBOUR, card_id) is None
    assert cards.of_entry(NEIGHBOUR, ENTRY) == []
    assert cards.entry_of(NEIGHBOUR, RITA, 12) is None


async def test_a_message_number_of_another_chat_is_no_card(books):
    await shown(books, message_id=12)

    assert Cards(books.reader, books.unit().bot_id).entry_of(SMILE, RITA + 1, 12) is None


async def test_a_card_may_show_another_entry_and_none(books):
    cards, card_id = Cards(books.reader, books.unit().bot_id), await shown(books, message_id=12)
    for entry, told in ((78, 78), (NOTHING_SHOWN, None)):
        unit = books.unit()
        show_entry(unit, card_id, entry)
        await books.writer.commit(unit)
        assert cards.entry_of(SMILE, RITA, 12) == told

    assert cards.at(SMILE, RITA, 12) == (card_id, NOTHING_SHOWN)
    assert cards.of_entry(SMILE, ENTRY) == []


async def test_the_newest_card_of_a_chat_is_the_lowest_be_it_sent_or_not(books):
    cards = Cards(books.reader, books.unit().bot_id)
    assert cards.newest_in(SMILE, RITA) is None

    await shown(books, message_id=12)
    await shown(books, message_id=11)
    assert cards.newest_in(SMILE, RITA) == (ENTRY, 12)

    await shown(books)
    assert cards.newest_in(SMILE, RITA) == (ENTRY, None)
    books.clock.move(1)
    await shown(books, message_id=14)
    assert cards.newest_in(SMILE, RITA) == (ENTRY, 14)
    assert cards.newest_in(SMILE, RITA + 1) is None
    assert cards.newest_in(NEIGHBOUR, RITA) is None


async def test_a_card_in_a_list_is_told_by_its_id(books):
    unit = books.unit()
    inside, alone = add_card(unit, ENTRY, RITA, 12, in_list=True), add_card(unit, ENTRY, RITA, 13)
    await books.writer.commit(unit)

    assert (is_in_list(inside), is_in_list(alone)) == (True, False)
    assert Cards(books.reader, unit.bot_id).at(SMILE, RITA, 12) == (inside, ENTRY)


async def drawn(books: Books, key: str, image: bytes = b"png") -> int:
    unit = books.unit()
    picture_id = add_picture(unit, key, image)
    await books.writer.commit(unit)
    return picture_id


async def test_a_picture_is_found_by_what_it_shows(books):
    pictures, picture_id = Pictures(books.reader), await drawn(books, "summary week 7")

    assert pictures.of("summary week 7") == picture_id
    assert pictures.of("summary week 8") is None
    assert pictures.by_id(picture_id) == Picture(b"png", None)
    assert pictures.by_id(1) is None


async def test_once_sent_the_file_id_stands_for_the_bytes(books):
    picture_id = await drawn(books, "summary week 7")
    unit = books.unit(None)
    unit.write(KEEP_FILE_ID, picture_id=picture_id, file_id="AgAC", image=None)
    await books.writer.commit(unit)

    assert Pictures(books.reader).by_id(picture_id) == Picture(None, "AgAC")


async def test_the_same_picture_is_kept_once(books):
    await drawn(books, "summary week 7")

    with pytest.raises(Stale):
        await drawn(books, "summary week 7")
