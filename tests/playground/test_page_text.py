"""What messages look like on the chat page: formatting, addresses, commands, nothing injected."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support.browser import browser_page, needs_chromium, page_faults, running_browser
from tests.support.chat_window import open_page
from tests.support.scripted_bot import playing, silent, world_of

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of this file: starting it takes longer than most of them."""
    async with running_browser() as browser:
        yield browser


FORMATTED = {
    "<b>bold</b>": "<b>bold</b>",
    "😀 <i>после эмодзи</i>": "😀 <i>после эмодзи</i>",
    "<b>bold <i>both</i></b>": "<b>bold <i>both</i></b>",
    "<u>under</u> <s>struck</s>": "<u>under</u> <s>struck</s>",
    "<code>a &lt; /b</code>": "<code>a &lt; /b</code>",
    "<pre>1\n2</pre>": "<pre><code>1\n2</code></pre>",
    "<blockquote>said</blockquote>\nthen": "<blockquote>said</blockquote>then",
}


async def test_each_kind_of_formatting_is_shown_where_it_belongs(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        for text, shown in FORMATTED.items():
            await bot.says(1, text)
            await expect(rita.bubbles).to_have_count(2 + list(FORMATTED).index(text))
            markup = await rita.last.locator(".text").inner_html()
            assert markup.partition("<time")[0] == shown
        assert page_faults(page) == []


async def test_a_spoiler_is_hidden_until_it_is_tapped(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await bot.says(1, "it was <tg-spoiler>the price</tg-spoiler>")
        spoiler = rita.last.locator(".spoiler")
        await expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
        await spoiler.click()
        await expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")
        await expect(rita.node.get_by_role("menu")).to_have_count(0)


async def test_a_long_quote_unfolds(chromium: Browser) -> None:
    lines = "\n".join(f"line {number}" for number in range(12))
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await bot.says(1, f"<blockquote expandable>{lines}</blockquote>")
        quote = rita.last.locator("blockquote")
        folded = await quote.bounding_box()
        await rita.button("Show all").click()
        unfolded = await quote.bounding_box()
        assert folded
        assert unfolded
        assert unfolded["height"] > 2 * folded["height"]


async def test_addresses_are_links_and_commands_can_be_tapped(chromium: Browser) -> None:
    async with playing(world_of(), silent) as (address, bot), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await bot.says(1, 'See https://example.org/a?b=1. Or <a href="https://x.org/">here</a>')
        links = rita.last.get_by_role("link")
        await expect(links.first).to_have_attribute("href", "https://example.org/a?b=1")
        await expect(links.first).to_have_attribute("rel", "noopener noreferrer")
        await expect(links.last).to_have_attribute("href", "https://x.org/")
        await bot.says(1, "Then /today, not and/or <code>/week</code>")
        await expect(rita.last.get_by_role("button")).to_have_text(["/today"])
        await rita.last.get_by_role("button", name="/today").click()
        await rita.sees("/today")


async def test_no_text_or_name_becomes_markup(chromium: Browser) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    made = world_of()
    made.add_person(id=2, first_name=hostile, language_code="en")
    async with playing(made, silent) as (address, bot), browser_page(chromium) as page:
        [rita, other] = await open_page(page, address, 1, 2)
        made.people[1].sends(hostile)
        await rita.sees(hostile)
        made.people[2].sends_document(b"x", f"{hostile}.txt", hostile)
        await expect(other.bubbles).to_have_count(1)
        keys = {"inline_keyboard": [[{"text": hostile, "callback_data": "x"}]]}
        await bot.call("sendMessage", chat_id=1, text=hostile, reply_markup=keys)
        await expect(rita.bubbles).to_have_count(3)
        assert await page.locator("script:not([type=module]), img[src=x]").count() == 0
        assert page_faults(page) == []


async def test_a_script_address_is_no_link(chromium: Browser) -> None:
    made = world_of()
    harmful = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    async with playing(made, silent) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        chat = made.people[1].chat
        chat.add(chat.bot.about(), {"text": "here", "entities": [harmful]})
        await rita.sees("here")
        await expect(rita.last.get_by_role("link")).to_have_count(0)
