"""A person's way through the demo's page on a phone's screen, with a picture of every step.

async with demo.seen_by(RITA, "reception") as rita:
    await rita.presses("+ Visit", "form-patient")

DESK_PICTURES=FOLDER keeps a picture of every step, to be looked at.
"""

import os
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page

from clinic.dental import CHANNELS, SERVICES
from clinic.words import Words
from tests.playground.page_checks import LOOK
from tests.support.browser import Window, browser_page, page_faults
from tests.support.chat_window import ChatWindow, open_page

OLGA, RITA, SASHA, MILA = 1, 2, 3, 4
PATIENCE_MS = 15_000
SETTLED_MS = 350
"""After which buttons have taken their colour and the newest message its place."""

LOOKS = 4

PHONE = Window(scale=2)
LISTED = {each.name("en"): each for each in (*SERVICES, *CHANNELS)}
SAID = """(person) => [...document.querySelectorAll(`.phone[data-person="${person}"] .their`)]
  .map((node) => node.innerText).join("|")"""
"""JavaScript that returns all that the bot shows, with the labels of its buttons."""


@dataclass
class Demo:
    """A running demo in one language, and a browser."""

    language: str
    address: str
    browser: Browser

    @asynccontextmanager
    async def seen_by(self, person: int, chapter: str) -> AsyncIterator["Walk"]:
        """Open the page for a person; at the end it must have printed no fault."""
        async with browser_page(self.browser, PHONE) as page:
            [window] = await open_page(page, self.address, person, counter=True)
            page.set_default_timeout(PATIENCE_MS)
            yield Walk(window, page, self.language, chapter)
            assert page_faults(page) == []


@dataclass
class Walk:
    """A person's way through the bot, step by step, in the words of the language."""

    window: ChatWindow
    page: Page
    language: str
    chapter: str
    steps: int = 0

    def word(self, text: str) -> str:
        """The label as the bot words it; what a clinic offers is named as the template does."""
        if text in LISTED:
            return LISTED[text].name(self.language)
        return Words(self.language)(text)

    async def kept(self, what: str) -> None:
        """Keep a picture of the screen once nothing moves; nothing is pale, cut or sticks out."""
        folder = os.environ.get("DESK_PICTURES")
        self.steps += 1
        faults = await self.faults()
        assert not faults, faults
        if folder:
            name = f"{self.language}-{self.chapter}-{self.steps:02}-{what}.png"
            await self.page.screenshot(path=Path(folder) / name)

    async def faults(self) -> list[str]:
        """Return what is wrong with the screen; what fades in takes longer on a busy machine."""
        found: list[str] = []
        for _ in range(LOOKS):
            await self.page.wait_for_timeout(SETTLED_MS)
            found = await self.page.evaluate(LOOK)
            if not found:
                break
        return found

    async def types(self, text: str, sees: str, what: str) -> None:
        await self.window.types(text)
        await self.window.sees(sees)
        await self.kept(what)

    async def presses(self, key: str, what: str) -> None:
        await self.answered(self.window.presses(self.word(key)), what)

    async def taps(self, label: str, what: str) -> None:
        await self.answered(self.window.taps(self.word(label)), what)

    async def answered(self, deed: Awaitable[object], what: str) -> None:
        """Do it and wait until the bot shows something else; the own message is no answer."""
        before = await self.page.evaluate(SAID, self.window.person)
        await deed
        changed = f"([person, before]) => ({SAID})(person) !== before"
        await self.page.wait_for_function(changed, arg=[self.window.person, before])
        await self.kept(what)

    async def spent(self) -> tuple[int, int]:
        return await self.window.counter()


def first_key(walk: Walk) -> Locator:
    """The first button of the newest message that has some."""
    return walk.window.messages.locator(".inline").last.locator(".key").first


def key(walk: Walk, label: str) -> Locator:
    """The newest inline button whose label holds this."""
    return walk.window.messages.locator(".inline .key").filter(has_text=label).last


async def spent_since(walk: Walk, before: tuple[int, int]) -> tuple[int, int]:
    taps, characters = await walk.spent()
    return taps - before[0], characters - before[1]
