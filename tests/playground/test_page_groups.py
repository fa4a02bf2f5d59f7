"""Groups, keyboards, codes and the counter on the chat page, by real clicks."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from playground.chats import Chat
from playground.world import World
from tests.playground.page_checks import LOOK
from tests.support.browser import Window, browser_page, needs_chromium, page_faults, running_browser
from tests.support.chat_window import open_page
from tests.support.scripted_bot import ScriptedBot, playing, silent, world_of

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

SIX = {
    "en": ["+ Visit", "Complaint", "Today", "My entries", "Promises and waits", "Clinic settings"],
    "ru": ["+ Визит", "Жалоба", "Сегодня", "Мои записи", "Обещания и ожидание", "Настройки"],
}

WITHOUT_CLIPBOARD = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error());
  document.addEventListener("copy", () => { window.copied = true; });
}"""


def keyboard(*labels: str, **more: Any) -> dict[str, Any]:
    """A reply keyboard of two keys a row."""
    rows = [labels[at : at + 2] for at in range(0, len(labels), 2)]
    keys = [[{"text": label} for label in row] for row in rows]
    return {"reply_markup": {"keyboard": keys, "resize_keyboard": True, **more}}


def staffed(*languages: str) -> tuple[World, Chat]:
    """A world with people and a group of them all."""
    world = world_of(*languages)
    return world, world.add_group("Front desk", world.people.values())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with running_browser() as browser:
        yield browser


async def test_a_person_goes_between_the_bot_and_his_groups(chromium: Browser) -> None:
    world, group = staffed("en", "en")
    async with playing(world, silent) as (address, _), browser_page(chromium) as page:
        [rita, _] = await open_page(page, address, 1, 2)
        tab = rita.node.get_by_role("tab", name="Front desk")
        await expect(tab).not_to_have_class("unread")
        world.people[2].sends("good morning", group)
        await expect(tab).to_have_class("unread")
        await rita.opens_group("Front desk")
        await expect(tab).not_to_have_class("unread")
        bubble = await rita.sees("good morning")
        await expect(bubble.locator(".sender")).to_have_text("Person2")
        await rita.menu("good morning", "Reply")
        await rita.types("and to you, @clinic_bot")
        await expect(rita.last.locator(".mention")).to_have_text("@clinic_bot")
        assert group.screen[-1].reply_to == group.screen[-2].message_id
        await rita.opens_group("Clinic")
        await expect(rita.status).to_have_text("bot")
        assert page_faults(page) == []


async def test_who_comes_and_goes_is_told_and_a_new_supergroup_is_followed(
    chromium: Browser,
) -> None:
    world, group = staffed("en", "en")
    rita, boris = world.people.values()
    async with playing(world, silent) as (address, _), browser_page(chromium) as page:
        [window, _] = await open_page(page, address, 1, 2)
        await window.opens_group("Front desk")
        boris.leaves(group, by=rita)
        boris.joins(group)
        rita.puts_bot_out(group)
        rita.brings_bot(group)
        notices = window.messages.locator(".notice")
        told = ["Person1 created the group", "Person1 removed Person2", "Person2 joined the group"]
        told += ["Person1 removed Clinic", "Person1 added Clinic"]
        await expect(notices).to_have_text(told)
        grown = world.migrate(group)
        await expect(notices).to_have_text(["The group became a supergroup"])
        await expect(window.node.get_by_role("tab")).to_have_count(2)
        await window.types("still here")
        await window.sees("still here")
        assert grown.screen[-1].text == "still here"
        rita.leaves(grown, by=boris)
        await expect(window.status).to_have_text("bot")
        assert page_faults(page) == []


async def test_a_command_chosen_in_a_group_carries_the_bots_name(chromium: Browser) -> None:
    world, group = staffed("en")
    async with playing(world, silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        lines = [{"command": "visit", "description": "Log a visit"}]
        await bot.call("setMyCommands", commands=lines, scope={"type": "all_group_chats"})
        await rita.opens_group("Front desk")
        await rita.chooses("/visit")
        await rita.sees("/visit@clinic_bot")
        assert group.screen[-1].heard


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_six_keys_in_three_rows_are_whole(
    chromium: Browser, language: str, scheme: Any
) -> None:
    world, _ = staffed(language, *["en"] * 5)
    window = Window(scheme=scheme)
    async with playing(world, silent) as (address, bot), browser_page(chromium, window) as page:
        [rita, *_] = await open_page(page, address, *world.people, counter=True)
        await bot.says(1, "menu", **keyboard(*SIX[language], is_persistent=True))
        keys = rita.node.locator(".reply-keyboard .key")
        await expect(keys).to_have_text(SIX[language])
        boxes = [await key.bounding_box() or {} for key in await keys.all()]
        assert len({box["y"] for box in boxes}) == 3
        assert {round(box["height"]) for box in boxes} <= {44, 52}  # a long key may take two lines
        await expect(page.locator("#switcher [role=tab]")).to_have_count(6)
        assert await page.evaluate(LOOK) == []
        tabs = [await tab.bounding_box() or {} for tab in await page.locator("#switcher *").all()]
        assert all(tab["x"] >= 0 and tab["x"] + tab["width"] <= 390 for tab in tabs)


async def test_a_keyboard_for_once_folds_and_a_persistent_one_comes_back(
    chromium: Browser,
) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        keys = rita.node.locator(".reply-keyboard")
        await bot.says(1, "once", **keyboard("Yes", "No", one_time_keyboard=True))
        await rita.presses("Yes")
        await expect(keys).to_be_hidden()
        await rita.button("Keyboard").click()
        await expect(keys).to_be_visible()
        asked = {"is_persistent": True, "input_field_placeholder": "1042 hygiene 3500"}
        await bot.says(1, "always", **keyboard("Today", **asked))
        await rita.button("Keyboard").click()
        await expect(keys).to_be_hidden()
        await expect(rita.field).to_have_attribute("placeholder", "1042 hygiene 3500")
        await rita.types("1042")
        await expect(keys).to_be_visible()


async def test_a_keyboard_that_does_not_fit_itself_is_as_tall_as_letters(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await bot.says(1, "tall", **keyboard("Yes", resize_keyboard=False))
        key = await rita.node.locator(".reply-keyboard .key").bounding_box()
        assert key is not None
        assert key["height"] > 200


async def test_a_bot_that_asks_for_a_reply_opens_the_bar_for_it(chromium: Browser) -> None:
    world, group = staffed("en")
    async with playing(world, silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.opens_group("Front desk")
        asked = {"force_reply": True, "input_field_placeholder": "3500"}
        sent = await bot.says(group.chat_id, "How much?", reply_markup=asked)
        await expect(rita.node.locator(".about-bar")).to_contain_text("How much?")
        await rita.types("3500")
        await rita.sees("3500")
        assert (group.screen[-1].reply_to, group.screen[-1].heard) == (sent["message_id"], True)


async def test_a_code_of_the_bot_opens_it_with_start_and_others_say_why_not(
    chromium: Browser,
) -> None:
    world, _ = staffed("en")
    async with playing(world, silent) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1, counter=True)
        await rita.opens_group("Front desk")
        await rita.scans("https://t.me/other_bot?start=x")
        wrong = rita.node.get_by_role("alert")
        await expect(wrong).to_have_text("The code belongs to another bot: @other_bot")
        await rita.node.get_by_role("textbox", name="The link in the code").fill("hello")
        await rita.button("Open").click()
        await expect(wrong).to_contain_text("This is no link to a bot")
        await rita.button("Cancel").click()
        before = await rita.counter()
        await rita.scans("https://t.me/clinic_bot?start=invite42")
        await expect(rita.field).to_be_hidden()
        await rita.starts()
        await rita.sees("/start invite42")
        await rita.counts(before[0] + 2, 0)
        await expect(rita.field).to_be_visible()


async def test_a_copy_button_fills_the_clipboard(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        button = {"text": "Copy the link", "copy_text": {"text": "https://t.me/clinic_bot?start=x"}}
        await bot.says(1, "invite", reply_markup={"inline_keyboard": [[button]]})
        assert await rita.copies("Copy the link") == "https://t.me/clinic_bot?start=x"
        await page.evaluate(WITHOUT_CLIPBOARD)
        await rita.taps("Copy the link")
        await page.wait_for_function("window.copied")


async def test_the_counter_shows_taps_and_characters_where_it_is_asked_for(
    chromium: Browser,
) -> None:
    world = world_of("en")
    world.people[1].recounts()
    async with playing(world, one_key) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1, counter=True)
        await expect(rita.node.locator(".counter")).to_have_text("0 taps · 0 characters")
        await rita.types("1042")
        await rita.presses("Today")
        await rita.counts(1, 4)
        assert await rita.counter() == (1, 4)
        await expect(rita.node.locator(".counter")).to_have_text("1 tap · 4 characters")
        [plain] = await open_page(page, address, 1)
        await expect(plain.node.locator(".counter")).to_be_hidden()


async def one_key(bot: ScriptedBot, update: dict[str, Any]) -> None:
    if update.get("message", {}).get("text") == "1042":
        await bot.says(1, "saved", **keyboard("Today"))


async def test_six_windows_stand_side_by_side_on_a_wide_screen(chromium: Browser) -> None:
    world, _ = staffed(*["ru"] * 6)
    window = Window(1920, 1080)
    async with playing(world, silent) as (address, bot), browser_page(chromium, window) as page:
        windows = await open_page(page, address, *world.people, counter=True)
        for number in world.people:
            await bot.says(number, "menu", **keyboard(*SIX["ru"]))
        await expect(windows[5].node.locator(".reply-keyboard")).to_be_visible()
        boxes = [await one.node.bounding_box() or {} for one in windows]
        assert {box["y"] for box in boxes} == {boxes[0]["y"]}
        assert await page.evaluate(LOOK) == []
