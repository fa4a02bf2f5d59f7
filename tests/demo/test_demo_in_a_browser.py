"""The demo, tapped through on a phone's screen by the reception and by the owner."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support.browser import browser_page, needs_chromium, page_faults, running_browser
from tests.support.chat_window import open_page
from tests.support.demo import running_demo

RITA, OLGA, SASHA = 2, 1, 3
PICTURE_MS = 20_000

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown() -> AsyncIterator[tuple[str, Browser]]:
    """The address of one demo for the whole file, and a browser."""
    async with running_demo(measured=True) as address, running_browser() as browser:
        yield address, browser


async def test_reception_logs_mends_and_withdraws_and_the_owner_sees_it_counted(
    shown: tuple[str, Browser],
) -> None:
    address, browser = shown
    async with browser_page(browser) as page:
        [rita] = await open_page(page, address, RITA)
        await rita.starts()
        await rita.types("990001 hygiene 3500")
        await rita.sees("Your first entry")
        await rita.types("990002 treatment 12k // call on Friday")
        await rita.sees("Note: call on Friday")
        await rita.taps("Edit")
        await rita.taps("Amount")
        await rita.sees("right amount")
        await rita.types("12500")
        await expect(rita.bubbles.filter(has_text="12,500")).to_be_visible()
        await rita.types("990003 consultation 1000")
        await rita.sees("3 visits today")
        await rita.taps("Undo")
        await rita.sees("2 visits today")
        assert page_faults(page) == []
    async with browser_page(browser) as page:
        [olga] = await open_page(page, address, OLGA)
        await olga.starts()
        await olga.types("today")
        answer = await olga.sees("16,000")
        await expect(answer).to_contain_text("2 visits")
        await olga.taps("Chart")
        await expect(olga.last.locator("img")).to_be_visible(timeout=PICTURE_MS)
        assert page_faults(page) == []


async def test_a_stranger_at_the_demo_gets_one_line_and_the_invite_lets_her_in(
    shown: tuple[str, Browser],
) -> None:
    address, browser = shown
    async with browser_page(browser) as page:
        [olga] = await open_page(page, address, OLGA)
        await olga.types("/invite")
        invite = await (await olga.sees("start=")).inner_text()
    async with browser_page(browser) as page:
        [sasha] = await open_page(page, address, SASHA)
        await sasha.starts()
        await sasha.sees("only for")
        code = invite.split("start=")[1].split()[0]
        await sasha.types(f"/start {code}")
        await sasha.sees("practise first")
        await expect(sasha.bubbles.filter(has_text="Smile").last).to_be_visible()
        await sasha.types("990004 hygiene 3500")
        await sasha.sees("Your first entry")
        await expect(sasha.bubbles.filter(has_text="990004 · Hygiene")).to_be_visible()
