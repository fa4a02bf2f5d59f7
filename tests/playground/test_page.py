"""People talk to a bot by real clicks and keys on the chat page."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support.browser import browser_page, needs_chromium, page_faults, running_browser
from tests.support.chat_window import open_page
from tests.support.scripted_bot import ScriptedBot, playing, world_of

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of this file: starting it takes longer than most of them."""
    async with running_browser() as browser:
        yield browser


KEYBOARD = {
    "keyboard": [[{"text": "+ Visit"}, {"text": "Complaint"}], [{"text": "Today"}]],
    "resize_keyboard": True,
    "input_field_placeholder": "1042 hygiene 3500",
}
CARD = {
    "inline_keyboard": [
        [{"text": "Undo", "callback_data": "undo"}, {"text": "Edit", "callback_data": "edit"}],
        [{"text": "Why?", "callback_data": "why"}],
    ]
}


async def clinic(bot: ScriptedBot, update: dict[str, Any]) -> None:
    """Answers like a clinic's bot: a keyboard on start, a card for a line, notices for taps."""
    if "callback_query" in update:
        await tapped(bot, update["callback_query"])
    elif "edited_message" in update:
        edited = update["edited_message"]
        await bot.says(edited["chat"]["id"], f"amended to {edited['text']}")
    elif "message" in update:
        await said(bot, update["message"])


async def said(bot: ScriptedBot, message: dict[str, Any]) -> None:
    chat, text = message["chat"]["id"], message["text"]
    answered = message.get("reply_to_message")
    if text.startswith("/start"):
        await bot.says(chat, f"Welcome <b>{text[7:]}</b>", reply_markup=KEYBOARD)
    elif answered:
        await bot.says(chat, f"you answered {answered['message_id']}: {text}")
    elif text.startswith("/remove"):
        await bot.says(chat, "no keys any more", reply_markup={"remove_keyboard": True})
    else:
        await bot.call("sendChatAction", chat_id=chat, action="typing")
        reply = {"message_id": message["message_id"]}
        await bot.says(chat, f"<b>saved</b> {text}", reply_markup=CARD, reply_parameters=reply)


async def tapped(bot: ScriptedBot, query: dict[str, Any]) -> None:
    shown, notice = query["message"], {"callback_query_id": query["id"]}
    place = {"chat_id": shown["chat"]["id"], "message_id": shown["message_id"]}
    if query["data"] == "why":
        await bot.call("answerCallbackQuery", text="Because.", show_alert=True, **notice)
    elif query["data"] == "edit":
        await bot.call("deleteMessage", **place)
        await bot.call("answerCallbackQuery", **notice)
    else:
        await bot.call("editMessageText", text="withdrawn", **place)
        await bot.call("answerCallbackQuery", text="Withdrawn", **notice)


async def test_a_person_starts_types_a_visit_and_undoes_it(chromium: Browser) -> None:
    world = world_of(started=False)
    async with playing(world, clinic) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.sees("Welcome")
        await rita.types("1042 hygiene 3500")
        card = await rita.sees("saved 1042 hygiene 3500")
        await expect(card.locator("b")).to_have_text("saved")
        await expect(card.locator(".quoted")).to_contain_text("1042 hygiene 3500")
        await rita.taps("Undo")
        await expect(rita.last).to_contain_text("withdrawn")
        await expect(rita.last.locator(".edited")).to_have_text("edited")
        await expect(rita.toast).to_have_text("Withdrawn")
        await expect(rita.messages.locator(".inline")).to_have_count(0)
        assert page_faults(page) == []
    assert world.people[1].sees[-1].text == "withdrawn"


async def test_enter_sends_and_shift_enter_begins_a_new_line(chromium: Browser) -> None:
    world = world_of(started=False)
    async with playing(world, clinic) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("1042 hygiene 3500\n77 filling 5000")
        await rita.sees("saved")
        await expect(rita.field).to_have_value("")
    assert world.people[1].sees[2].text == "1042 hygiene 3500\n77 filling 5000"


async def test_a_reply_reaches_the_bot_with_the_message_it_answers(chromium: Browser) -> None:
    world = world_of(started=False)
    async with playing(world, clinic) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("1042 hygiene 3500")
        await rita.sees("saved")
        await rita.menu("saved", "Reply")
        await expect(rita.node.locator(".about-bar")).to_contain_text("saved 1042 hygiene 3500")
        await rita.types("4500")
        await rita.sees("you answered 4: 4500")
        await expect(rita.node.locator(".about-bar")).to_be_hidden()


async def test_an_edited_message_reaches_the_bot_and_is_marked(chromium: Browser) -> None:
    async with (
        playing(world_of(started=False), clinic) as (address, _),
        browser_page(chromium) as page,
    ):
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("1042 hygiene 3500")
        await rita.sees("saved")
        await rita.menu("1042 hygiene 3500", "Reply")
        await page.keyboard.press("Escape")
        own = rita.messages.locator(".own .bubble").last
        await own.click()
        await rita.node.get_by_role("menuitem", name="Edit").click()
        await expect(rita.field).to_have_value("1042 hygiene 3500")
        await rita.field.fill("1042 hygiene 4500")
        await rita.button("Save").click()
        await rita.sees("amended to 1042 hygiene 4500")
        await expect(own).to_contain_text("1042 hygiene 4500")
        await expect(own.locator(".edited")).to_be_visible()
        await expect(rita.button("Send")).to_be_visible()


async def test_the_reply_keyboard_types_its_labels_folds_away_and_goes(chromium: Browser) -> None:
    async with (
        playing(world_of(started=False), clinic) as (address, _),
        browser_page(chromium) as page,
    ):
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.presses("Complaint")
        await rita.sees("saved Complaint")
        await expect(rita.field).to_have_attribute("placeholder", "1042 hygiene 3500")
        await rita.button("Keyboard").click()
        await expect(rita.node.locator(".reply-keyboard")).to_be_hidden()
        await rita.button("Keyboard").click()
        await rita.presses("Today")
        await rita.sees("saved Today")
        await rita.types("/remove")
        await rita.sees("no keys")
        await expect(rita.node.locator(".reply-keyboard")).to_be_hidden()
        await expect(rita.button("Keyboard")).to_be_hidden()


async def test_a_notice_is_a_toast_and_an_alert_waits_for_ok(chromium: Browser) -> None:
    async with (
        playing(world_of(started=False), clinic) as (address, _),
        browser_page(chromium) as page,
    ):
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("1042")
        await rita.sees("saved")
        await rita.taps("Why?")
        alert = rita.node.get_by_role("alertdialog")
        await expect(alert).to_contain_text("Because.")
        await expect(rita.node.locator(".key[aria-busy]")).to_have_count(0)
        await page.keyboard.press("Enter")
        await expect(alert).to_have_count(0)


async def test_a_deleted_message_leaves_the_window(chromium: Browser) -> None:
    async with (
        playing(world_of(started=False), clinic) as (address, _),
        browser_page(chromium) as page,
    ):
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("1042")
        await rita.sees("saved")
        await rita.taps("Edit")
        await expect(rita.bubbles).to_have_count(3)
        await rita.sees("1042")


async def test_the_menu_lists_the_commands_of_this_persons_language(chromium: Browser) -> None:
    world = world_of("en", "ru", started=False)
    async with playing(world, clinic) as (address, bot), browser_page(chromium) as page:
        [rita, boris] = await open_page(page, address, 1, 2)
        english = [{"command": "today", "description": "How is today?"}]
        russian = [{"command": "today", "description": "Как сегодня?"}]
        await bot.call("setMyCommands", commands=english)
        await bot.call("setMyCommands", commands=russian, language_code="ru")
        await rita.starts()
        await rita.button("Commands").click()
        await expect(rita.node.get_by_role("option")).to_have_text("/todayHow is today?")
        await page.keyboard.press("Escape")
        await boris.comes_forward()
        await boris.starts()
        await boris.field.press_sequentially("/to")
        await boris.node.get_by_role("option", name="Как сегодня?").click()
        await boris.sees("saved /today")
        await expect(boris.field).to_have_value("")


async def test_a_link_to_the_bot_starts_it_with_its_payload(chromium: Browser) -> None:
    async with (
        playing(world_of(started=False), clinic) as (address, _),
        browser_page(chromium) as page,
    ):
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.types("https://t.me/clinic_bot?start=invite42")
        await rita.messages.locator(".own").get_by_role("link").click()
        await rita.starts()
        await rita.sees("Welcome invite42")


async def test_a_person_who_blocks_the_bot_is_offered_to_unblock_it(chromium: Browser) -> None:
    world = world_of(started=False)
    async with playing(world, clinic) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.starts()
        await rita.button("More").click()
        await rita.node.get_by_role("menuitem", name="Block the bot").click()
        await expect(rita.field).to_be_hidden()
        assert world.people[1].chat.blocked
        await rita.button("Unblock").click()
        await expect(rita.field).to_be_visible()
        assert not world.people[1].chat.blocked
