"""A headless Chromium for tests and for the pictures of the README.

    async with running_browser() as browser, browser_page(browser, Window(scheme="dark")) as page:
        await page.goto(address)

The browser is the system's own (`chromium_path`). Anything a page prints as an error or warning,
or asks for outside 127.0.0.1, ends up in `page_faults(page)`.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

import pytest
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_faults: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def chromium_path() -> str | None:
    """Return the path of the system's Chromium or Chrome, or None where there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return None


needs_chromium = pytest.mark.skipif(
    chromium_path() is None, reason=f"no Chromium on this machine: looked for {', '.join(NAMES)}"
)


@dataclass(frozen=True, slots=True)
class Window:
    """What the browser shows its page on; scale 2 makes screenshots as sharp as a phone's."""

    width: int = 390
    height: int = 844
    scheme: Literal["light", "dark"] = "light"
    locale: str = "en-US"
    timezone: str = "UTC"
    scale: float = 1


PHONE = Window()


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """Yield a headless browser with an empty profile of its own, thrown away at the end."""
    async with async_playwright() as playwright:
        path, flags = chromium_path(), list(FLAGS)
        browser = await playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def browser_page(browser: Browser, window: Window = PHONE) -> AsyncIterator[Page]:
    """Yield an empty page that shares nothing with other pages of the browser."""
    context = await browser.new_context(
        viewport={"width": window.width, "height": window.height},
        color_scheme=window.scheme,
        locale=window.locale,
        timezone_id=window.timezone,
        device_scale_factor=window.scale,
        permissions=["clipboard-read", "clipboard-write"],
    )
    try:
        yield _watched(await context.new_page())
    finally:
        await context.close()


def page_faults(page: Page) -> list[str]:
    """Return the errors of the page so far, and the addresses it asked for outside its host."""
    return _faults[page]


def _watched(page: Page) -> Page:
    faults = _faults[page] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.on(
        "request",
        lambda asked: None if _local(asked.url) else faults.append(f"foreign: {asked.url}"),
    )
    return page


def _local(address: str) -> bool:
    return address.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
