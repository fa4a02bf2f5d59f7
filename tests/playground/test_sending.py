"""aiogram's client against the playground: what it sends is what people see."""

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

UNDO = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Undo", callback_data="undo:1"),
            InlineKeyboardButton(text="Edit", callback_data="edit:1"),
        ]
    ]
)


async def test_a_card_is_seen_with_its_formatting_and_its_buttons(bot, rita):
    sent = await bot.send_message(
        1001, "<b>Визит 🦷</b> 3&nbsp;500 &amp; <i>да</i>", parse_mode="HTML", reply_markup=UNDO
    )
    assert rita.last.text == "Визит 🦷 3&nbsp;500 & да"
    assert rita.last.html == "<b>Визит 🦷</b> 3&amp;nbsp;500 &amp; <i>да</i>"
    assert rita.last.keyboard == [["Undo", "Edit"]]
    assert [mark.extract_from(sent.text) for mark in sent.entities] == ["Визит 🦷", "да"]
    assert "3&nbsp;500" in rita.sees


async def test_an_edited_card_is_the_same_message_with_a_mark(bot, rita):
    sent = await bot.send_message(1001, "1042", reply_markup=UNDO)
    card = rita.last
    edited = await bot.edit_message_text("1042 · void", chat_id=1001, message_id=sent.message_id)
    assert (card.text, card.keyboard, card.edited) == ("1042 · void", [], True)
    assert edited.edit_date
    await bot.edit_message_reply_markup(chat_id=1001, message_id=sent.message_id, reply_markup=UNDO)
    assert (card.text, card.keyboard) == ("1042 · void", [["Undo", "Edit"]])
    assert card.edited


async def test_a_new_keyboard_alone_leaves_no_mark_of_an_edit(bot, rita):
    sent = await bot.send_message(1001, "1042")
    await bot.edit_message_reply_markup(chat_id=1001, message_id=sent.message_id, reply_markup=UNDO)
    assert (rita.last.keyboard, rita.last.edited) == ([["Undo", "Edit"]], False)


async def test_a_picture_goes_up_is_seen_and_comes_down_the_same(bot, rita, png):
    sent = await bot.send_photo(1001, BufferedInputFile(png(2560, 1706), "c.png"), caption="Today")
    assert [(size.width, size.height) for size in sent.photo] == [
        (90, 60),
        (320, 213),
        (800, 533),
        (1280, 853),
    ]
    assert rita.last.photo == png(2560, 1706)
    assert rita.last.text == "Today"
    file = await bot.get_file(sent.photo[-1].file_id)
    assert (await bot.download_file(file.file_path)).read() == png(2560, 1706)


async def test_a_picture_known_by_its_id_is_sent_again_without_its_bytes(bot, rita, png):
    first = await bot.send_photo(1001, BufferedInputFile(png(), "chart.png"))
    again = await bot.send_photo(1001, first.photo[-1].file_id, caption="again")
    assert again.photo == first.photo
    assert rita.last.photo == png()


async def test_an_edited_picture_shows_the_new_one(bot, rita, png):
    sent = await bot.send_photo(1001, BufferedInputFile(png(), "a.png"), caption="old")
    new = BufferedInputFile(png(300, 200), "b.png")
    media = InputMediaPhoto(media=new, caption="<b>new</b>", parse_mode="HTML")
    await bot.edit_message_media(media, chat_id=1001, message_id=sent.message_id)
    assert rita.last.photo == png(300, 200)
    assert rita.last.html == "<b>new</b>"
    assert (
        await bot.edit_message_caption(chat_id=1001, message_id=sent.message_id, caption="third")
    ).photo[-1].width == 300


async def test_a_document_keeps_its_name_its_kind_and_its_bytes(bot, rita):
    report = "код;сумма\n1042;3 500,00 ₽\n".encode("cp1251", errors="replace")
    sent = await bot.send_document(1001, BufferedInputFile(report, "визиты.csv"))
    assert (sent.document.file_name, sent.document.mime_type) == ("визиты.csv", "text/csv")
    assert (rita.last.document, rita.last.document_name) == (report, "визиты.csv")


async def test_a_file_that_a_person_sends_is_fetched_by_the_bot(bot, rita):
    rita.sends_document(b"code;amount", "visits.csv", caption="old visits")
    [update] = await bot.get_updates()
    assert update.message.caption == "old visits"
    assert (await bot.download(update.message.document)).read() == b"code;amount"


async def test_an_album_is_several_messages_of_one_group(bot, rita, png):
    picture = BufferedInputFile(png(), "a.png")
    sent = await bot.send_media_group(
        1001, [InputMediaPhoto(media=picture, caption="one"), InputMediaPhoto(media=picture)]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.photo for message in rita.sees[-2:]] == [png(), png()]


async def test_a_tap_by_label_reaches_the_bot_and_its_answer_the_person(bot, rita):
    await bot.send_message(1001, "1042", reply_markup=UNDO)
    rita.taps("Undo")
    [update] = await bot.get_updates()
    assert update.callback_query.data == "undo:1"
    assert update.callback_query.message.message_id == rita.last.message_id
    await bot.answer_callback_query(update.callback_query.id, "Withdrawn", show_alert=True)
    assert [(alert["text"], alert["show_alert"]) for alert in rita.alerts] == [("Withdrawn", True)]


async def test_a_button_that_is_not_there_cannot_be_tapped_unless_the_app_was_asleep(bot, rita):
    sent = await bot.send_message(1001, "1042", reply_markup=UNDO)
    card = rita.last
    with pytest.raises(LookupError, match="Undo"):
        rita.taps("Delete")
    await bot.delete_message(1001, sent.message_id)
    with pytest.raises(LookupError):
        rita.taps("Undo", card)
    rita.taps("undo:1", card, stale=True)
    [update] = await bot.get_updates()
    assert update.callback_query.message.date == 0


async def test_a_reply_keyboard_stays_until_it_is_taken_away(bot, rita):
    keys = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="Today"), KeyboardButton(text="Day")]]
    )
    await bot.send_message(1001, "hello", reply_markup=keys)
    assert rita.last.keyboard == []
    assert rita.presses("Today").text == "Today"
    await bot.send_message(1001, "bye", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(LookupError):
        rita.presses("Today")


async def test_replies_copies_and_forwards_name_their_original(bot, rita):
    asked = rita.sends("how is today?")
    await bot.send_message(1001, "fine", reply_to_message_id=asked.message_id)
    assert rita.last.reply_to == asked.message_id
    copy = await bot.copy_message(1001, 1001, asked.message_id)
    assert rita.chat.messages[copy.message_id].text == "how is today?"
    forward = await bot.forward_message(1001, 1001, asked.message_id)
    assert forward.forward_origin.sender_user.id == 1001


async def test_who_blocked_the_bot_gets_nothing_and_says_nothing_until_it_is_let_in(bot, rita):
    rita.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(1001, "hello?")
    [update] = await bot.get_updates()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    rita.unblocks()
    assert (await bot.send_message(1001, "hello")).text == "hello"


async def test_a_person_whom_the_bot_only_met_in_a_group_cannot_be_written_to(bot, world, rita):
    oleg = world.add_person(id=1002, first_name="Oleg")
    world.add_group("Front desk", [rita, oleg])
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation with a user"):
        await bot.send_message(1002, "hello")
    oleg.starts("invite-42")
    assert oleg.sees[0].text == "/start invite-42"
    assert (await bot.send_message(1002, "hello")).chat.first_name == "Oleg"


async def test_a_group_that_grew_tells_its_new_id(bot, world, rita):
    group = world.add_group("Front desk", [rita])
    await bot.send_message(group.chat_id, "before")
    grown = world.migrate(group)
    with pytest.raises(TelegramMigrateToChat) as refused:
        await bot.send_message(group.chat_id, "after")
    assert refused.value.migrate_to_chat_id == grown.chat_id
    assert (await bot.send_message(grown.chat_id, "after")).chat.type == "supergroup"


async def test_a_flood_answer_names_its_seconds(bot, world, rita):
    world.knobs.fail("sendMessage", 429, retry_after=7, times=1)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(1001, "hello")
    assert refused.value.retry_after == 7
    assert (await bot.send_message(1001, "hello")).text == "hello"
