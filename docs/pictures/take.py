"""Take the pictures of the documents from the running demo: make pictures.

Rita logs, corrects and withdraws; Olga asks how the day is going. Each picture is a phone's
screen, 390 × 844, as a person at the demo sees it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Page

from tests.support.browser import Window, browser_page, running_browser
from tests.support.chat_window import ChatWindow, open_page
from tests.support.demo import running_demo

HERE = Path(__file__).parent
PHONE = Window(scale=2, timezone="Europe/Moscow")
RITA, OLGA = 2, 1
SETTLE_MS = 400
"""What the page's own scrolling takes before a picture is still."""


async def _save(page: Page, name: str) -> None:
    await page.wait_for_timeout(SETTLE_MS)
    await page.screenshot(path=HERE / f"{name}.png")


async def reception(page: Page, rita: ChatWindow) -> None:
    """Log by line, see what was not understood as a note, correct, withdraw."""
    await rita.starts()
    await rita.sees("/privacy")
    await rita.types("1042 hygiene 3500")
    await rita.sees("Your first entry")
    await rita.types("1043 treatment 12k instagram w15 // call on Friday")
    await rita.sees("call on Friday")
    await _save(page, "log")
    await rita.taps("Edit")
    await rita.taps("Amount")
    await rita.sees("right amount?")
    await rita.types("12500")
    await rita.bubbles.filter(has_text="12,500").wait_for()
    await _save(page, "edit")
    await rita.types("1044 consultation 1000\n1045 hygiene 3500 yesterday\n1046 filling 6000")
    await rita.sees("3 lines saved")
    await rita.types("/undo")
    await rita.sees("Withdrawn")
    await _save(page, "undo")


async def taps(page: Page, rita: ChatWindow) -> None:
    """Log a visit and a complaint by taps alone."""
    await rita.presses("+ Visit")
    await rita.sees("Which patient?")
    await rita.taps("1042")
    await rita.sees("Which service?")
    await _save(page, "visit")
    await rita.taps("Hygiene")
    await rita.sees("What is the amount?")
    await rita.taps("RUB")
    await rita.sees("today")
    await rita.presses("Complaint")
    await rita.sees("What is the complaint about?")
    await _save(page, "complaint")
    await rita.taps("Waiting")
    await rita.sees("Who complains?")
    await rita.taps("1042")
    await rita.sees("Logged")


async def owner(page: Page, olga: ChatWindow) -> None:
    """Ask how today is, then for its picture and the week's."""
    await olga.starts()
    await olga.sees("/privacy")
    await olga.types("/today")
    await olga.sees("so far")
    await _save(page, "today")
    await olga.taps("Chart")
    await olga.last.locator("img").wait_for()
    await _save(page, "chart")
    await olga.types("/month")
    await olga.sees("so far")
    await olga.taps("Chart")
    await olga.last.locator("img").wait_for()
    await _save(page, "month")


async def take() -> None:
    """Take every picture."""
    async with running_demo() as address, running_browser() as browser:
        for person, act in ((RITA, reception), (RITA, taps), (OLGA, owner)):
            async with browser_page(browser, PHONE) as page:
                [window] = await open_page(page, address, person)
                await act(page, window)


if __name__ == "__main__":
    asyncio.run(take())
