"""Windows of several people, the end of the list, languages, lost connections."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from playground.server import serve
from playground.world import World
from tests.support.browser import Window, browser_page, needs_chromium, running_browser
from tests.support.chat_window import open_page
from tests.support.scripted_bot import playing, silent, world_of

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of this file: starting it takes longer than most of them."""
    async with running_browser() as browser:
        yield browser


WIDE = Window(1200, 800)


def talkative(messages: int) -> World:
    world = world_of()
    for number in range(messages):
        world.people[1].sends(f"message {number}\nof two lines")
    return world


async def from_end(window: Locator) -> int:
    """Return how many pixels of the list lie below what is shown."""
    way: int = await window.evaluate(
        "list => list.scrollHeight - list.scrollTop - list.clientHeight"
    )
    return way


async def test_three_people_are_side_by_side_on_a_wide_screen(chromium: Browser) -> None:
    world = world_of("en", "ru", "uk")
    async with playing(world, silent) as (address, bot), browser_page(chromium, WIDE) as page:
        windows = await open_page(page, address, 1, 2, 3)
        boxes = [await window.node.bounding_box() for window in windows]
        assert all(box and box["y"] == boxes[0]["y"] and box["width"] >= 320 for box in boxes)
        assert boxes == sorted(boxes, key=lambda box: box["x"])
        assert boxes[2]["x"] + boxes[2]["width"] <= 1200
        await bot.says(2, "only for the second")
        await windows[1].sees("only for the second")
        await expect(windows[0].bubbles).to_have_count(1)
        await expect(page.locator("#switcher")).to_be_hidden()


async def test_one_person_fills_a_narrow_screen_and_the_others_tabs_show_what_is_unread(
    chromium: Browser,
) -> None:
    world = world_of("en", "ru")
    async with playing(world, silent) as (address, bot), browser_page(chromium) as page:
        [first, second] = await open_page(page, address, 1, 2)
        await expect(first.node).to_be_visible()
        await expect(second.node).to_be_hidden()
        tab = page.get_by_role("tab", name="Person2")
        await bot.says(2, "news")
        await expect(tab).to_have_class("unread")
        await second.comes_forward()
        await expect(second.node).to_be_visible()
        await expect(first.node).to_be_hidden()
        await expect(tab).not_to_have_class("unread")
        box = await second.node.bounding_box()
        assert box
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)


async def test_a_person_who_joins_later_gets_a_window(chromium: Browser) -> None:
    world = world_of()
    async with playing(world, silent) as (address, _), browser_page(chromium, WIDE) as page:
        await page.goto(address)
        await expect(page.locator(".phone")).to_have_count(1)
        world.add_person(id=9, first_name="Newcomer", language_code="en")
        await expect(page.locator(".phone")).to_have_count(2)
        await page.locator('.phone[data-person="9"]').get_by_role("button", name="Start").click()
        await expect(page.locator('.phone[data-person="9"] .bubble')).to_contain_text("/start")


async def test_a_group_is_a_second_chat_and_shows_who_speaks(chromium: Browser) -> None:
    world = world_of("en", "ru")
    people = world.people
    group = world.add_group("Front desk", [people[1], people[2]], bot_status="administrator")
    async with playing(world, silent) as (address, bot), browser_page(chromium, WIDE) as page:
        [first, second] = await open_page(page, address, 1, 2)
        await first.node.get_by_role("tab", name="Front desk").click()
        await expect(first.status).to_have_text("Person1, Person2")
        await first.types("to all of us")
        await expect(second.node.get_by_role("tab", name="Front desk")).to_have_class("unread")
        await second.node.get_by_role("tab", name="Front desk").click()
        await expect(second.last.locator(".sender")).to_have_text("Person1")
        await bot.says(group.chat_id, "heard")
        await first.sees("heard")
        await second.sees("heard")


async def test_each_chat_keeps_what_was_typed_but_not_sent(chromium: Browser) -> None:
    world = world_of()
    world.add_group("Front desk", [world.people[1]], bot_status="administrator")
    async with playing(world, silent) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.field.fill("1042 hyg")
        await rita.node.get_by_role("tab", name="Front desk").click()
        await expect(rita.field).to_have_value("")
        await rita.node.get_by_role("tab", name="Clinic").click()
        await expect(rita.field).to_have_value("1042 hyg")


async def test_a_reader_at_the_end_stays_there_and_one_above_is_told_of_news(
    chromium: Browser,
) -> None:
    async with playing(talkative(30), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        assert await from_end(rita.messages) < 2
        await bot.says(1, "first", reply_markup={"keyboard": [[{"text": "A key"}]]})
        await rita.sees("first")
        await expect(rita.node.locator(".reply-keyboard")).to_be_visible()
        await page.wait_for_function("() => document.querySelector('.to-end').hidden")
        assert await from_end(rita.messages) < 2
        await rita.messages.hover()
        await page.mouse.wheel(0, -900)
        to_end = rita.button("Scroll to the newest message")
        await expect(to_end).to_be_visible()
        above = await from_end(rita.messages)
        await bot.says(1, "second")
        await expect(to_end).to_have_text("1")
        assert await from_end(rita.messages) > above
        await to_end.click()
        await expect(to_end).to_be_hidden()
        await expect(rita.last).to_be_in_viewport()


async def test_a_chat_with_a_keyboard_opens_at_its_end(chromium: Browser) -> None:
    keyboard = {"keyboard": [[{"text": "A key"}], [{"text": "Another"}]]}
    async with playing(talkative(30), silent) as (address, bot), browser_page(chromium) as page:
        await bot.says(1, "newest", reply_markup=keyboard)
        [rita] = await open_page(page, address, 1)
        await expect(rita.node.locator(".reply-keyboard")).to_be_visible()
        await expect(rita.last).to_be_in_viewport(ratio=1)
        await expect(rita.button("Scroll to the newest message")).to_be_hidden()


async def test_a_quote_leads_to_the_message_it_quotes(chromium: Browser) -> None:
    world = talkative(30)
    async with playing(world, silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        early = world.people[1].sees[2]
        await bot.says(1, "that one", reply_parameters={"message_id": early.message_id})
        await rita.last.locator(".quoted").click()
        quoted = rita.bubbles.filter(has_text="message 1\n").first
        await expect(quoted).to_be_in_viewport()


async def test_typing_is_shown_until_the_message_comes(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await expect(rita.status).to_have_text("bot")
        await bot.call("sendChatAction", chat_id=1, action="upload_photo")
        await expect(rita.status).to_have_text("sending a picture…")
        await bot.says(1, "no picture after all")
        await expect(rita.status).to_have_text("bot")


async def test_the_pages_own_words_are_russian_in_a_russian_browser(chromium: Browser) -> None:
    russian = Window(locale="ru-RU")
    world = world_of("ru", started=False)
    async with playing(world, silent) as (address, bot), browser_page(chromium, russian) as page:
        [rita] = await open_page(page, address, 1)
        await rita.button("Начать").click()
        await expect(rita.node.get_by_role("textbox", name="Сообщение")).to_be_visible()
        sent = await bot.says(1, "раз")
        await bot.call("editMessageText", chat_id=1, message_id=sent["message_id"], text="два")
        await expect(rita.last.locator(".edited")).to_have_text("изменено")
        await expect(page.locator("html")).to_have_attribute("lang", "ru")


async def test_a_lost_connection_is_said_and_mended(chromium: Browser) -> None:
    world = world_of()
    async with browser_page(chromium) as page:
        async with serve(world) as address:
            [rita] = await open_page(page, address, 1)
        await expect(page.locator("#offline")).to_be_visible()
        await rita.types("lost?")
        await expect(rita.toast).to_have_text("Not sent: no connection")
        await expect(rita.field).to_have_value("lost?")
        world.people[1].sends("meanwhile")
        async with serve(world, port=int(address.rpartition(":")[2])):
            await expect(page.locator("#offline")).to_be_hidden()
            await rita.sees("meanwhile")
            await rita.field.press("Enter")
            await rita.sees("lost?")
