"""The chat page can be read and used: no pale, cut or overlapping texts, no nameless buttons."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from playground.world import World
from tests.playground.page_checks import LOOK
from tests.support.browser import Window, browser_page, needs_chromium, page_faults, running_browser
from tests.support.chat_window import ChatWindow, open_page
from tests.support.scripted_bot import ScriptedBot, playing, silent, world_of

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of this file: starting it takes longer than most of them."""
    async with running_browser() as browser:
        yield browser


FORMATTED = """<b>1042</b> · <i>hygiene</i> · <u>3 500</u> · <s>old</s> · <code>code</code>
<blockquote>quoted words</blockquote><a href="https://example.org/">a link</a> and /today
<pre>day  visits  paid
Mon      12  34 500 and a line that is far too long for the width of a telephone</pre>"""
LABELS = (("Undo", "Edit", "Wait"), ("A label of rather many words that has to be read whole",))
KEYS = {"inline_keyboard": [[{"text": t, "callback_data": t} for t in row] for row in LABELS]}
KEYBOARD = {"keyboard": [[{"text": "+ Visit"}, {"text": "Complaint"}], [{"text": "Сегодня"}]]}
COMMANDS = [
    {"command": "today", "description": "How is today?"},
    {"command": "a_command_of_many_letters", "description": "A description that needs two lines"},
]


async def fill(world: World, bot: ScriptedBot) -> None:
    """Give the first person a chat with something of every kind in it."""
    await bot.call("setMyCommands", commands=COMMANDS)
    await bot.says(1, "x" * 300)
    await bot.says(1, FORMATTED)
    world.people[1].sends_document(b"x" * 2048, f"{'a_long_name_' * 6}.csv", "Слово " * 20)
    own = world.people[1].sends("1042 hygiene 3500", reply_to=3)
    world.people[1].edits(own, "1042 hygiene 4500")
    reply = {"message_id": own.message_id}
    await bot.says(1, "<b>saved</b> and more", reply_markup=KEYS, reply_parameters=reply)
    await bot.says(1, "keys below", reply_markup=KEYBOARD)


async def wrong_in(page: Page) -> list[str]:
    """Return what is wrong with the look of the page as it stands."""
    await page.wait_for_function(
        "() => document.getAnimations().every(one => one.effect"
        ".getComputedTiming().iterations === Infinity || one.playState === 'finished')"
    )
    found: list[str] = await page.evaluate(LOOK)
    return [*found, *page_faults(page)]


async def open_everything(rita: ChatWindow) -> list[str]:
    """Open each layer once and return what was wrong in any."""
    page = rita.page
    wrong = await wrong_in(page)
    await rita.messages.evaluate("list => list.scrollTo(0, 0)")
    wrong += await wrong_in(page)
    await rita.button("Commands").click()
    wrong += await wrong_in(page)
    await rita.button("Commands").click()
    await rita.menu("saved", "Reply")
    await rita.field.fill("Пять строк\n" * 5)
    wrong += await wrong_in(page)
    await rita.last.click()
    await expect(rita.node.get_by_role("menu")).to_be_visible()
    return wrong + await wrong_in(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (320, 640), (1200, 800)])
async def test_everything_can_be_read_and_has_a_name(
    chromium: Browser, size: tuple[int, int], scheme: str
) -> None:
    world = world_of("en", "ru", "uk")
    window = Window(*size, scheme="dark" if scheme == "dark" else "light")
    async with playing(world, silent) as (address, bot), browser_page(chromium, window) as page:
        await fill(world, bot)
        [rita, _, _] = await open_page(page, address, 1, 2, 3)
        await expect(rita.bubbles).to_have_count(7)
        assert await open_everything(rita) == []


async def test_a_pale_text_would_be_found(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.status.evaluate("node => node.style.color = '#ddd'")
        assert any("bot" in fault for fault in await wrong_in(page))


async def test_an_edit_of_the_same_height_moves_nothing(chromium: Browser) -> None:
    world = world_of()
    async with playing(world, silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        sent = await bot.says(1, "one", reply_markup=KEYS)
        below = await bot.says(1, "below")
        neighbour = rita.messages.locator(f'[data-message="{below["message_id"]}"]')
        await wrong_in(page)
        before = await neighbour.bounding_box()
        place = {"chat_id": 1, "message_id": sent["message_id"]}
        await bot.call("editMessageText", text="two", reply_markup=KEYS, **place)
        await expect(rita.bubbles.nth(1)).to_contain_text("two")
        assert await neighbour.bounding_box() == before
