"""Pictures and documents on the chat page, both ways."""

import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
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


def png(width: int, height: int) -> bytes:
    """Return a grey picture of this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + summed

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + b"\xa0" * width) * height
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


CHART = png(1280, 720)
REPORT = "day;visits\n2026-11-01;21\n".encode("utf-16")


async def archive(bot: ScriptedBot, update: dict[str, Any]) -> None:
    """Sends a chart or a report when asked, and says what it received."""
    message = update["message"]
    chat, text = message["chat"]["id"], message.get("text", "")
    if text == "/chart":
        picture = {"photo": "attach://chart", "chart": ("chart.png", CHART)}
        await bot.call("sendPhoto", chat_id=chat, caption="Revenue, n = 143", **picture)
    elif text == "/report":
        file = ("отчёт за ноябрь.csv", REPORT)
        await bot.call("sendDocument", chat_id=chat, caption="237 rows", document=file)
    elif not text:
        await bot.says(chat, await received(bot, message))


async def received(bot: ScriptedBot, message: dict[str, Any]) -> str:
    kind = "photo" if "photo" in message else "document"
    carried = message["photo"][-1] if kind == "photo" else message["document"]
    content = await bot.downloads(carried["file_id"])
    name = carried.get("file_name", "")
    return f"{kind} {name} of {len(content)} bytes, {message.get('caption', 'no caption')}"


async def test_a_picture_keeps_its_place_while_loading_and_opens_large(chromium: Browser) -> None:
    async with playing(world_of(), archive) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.types("/chart")
        shown = await rita.sees("Revenue, n = 143")
        place = shown.get_by_role("button", name="Enlarge the picture")
        box = await place.bounding_box()
        assert box
        assert abs(box["width"] / box["height"] - 1280 / 720) < 0.02
        await place.click()
        viewer = page.get_by_role("dialog", name="Picture")
        picture = viewer.get_by_role("img")
        await expect(picture).to_have_js_property("naturalWidth", 1280)
        await expect(picture).to_have_js_property("width", 390)
        await viewer.get_by_role("button", name="Zoom").click()
        await expect(picture).to_have_js_property("width", 1280)
        await viewer.get_by_role("button", name="Close").click()
        await expect(viewer).to_have_count(0)
        assert page_faults(page) == []


async def test_a_document_shows_its_name_and_size_and_comes_down_unchanged(
    chromium: Browser, tmp_path: Path
) -> None:
    async with playing(world_of(), archive) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.types("/report")
        shown = await rita.sees("237 rows")
        await expect(shown).to_contain_text(f"{len(REPORT)} B")
        async with page.expect_download() as waiting:
            await shown.get_by_role("link", name="Download: отчёт за ноябрь.csv").click()
        download = await waiting.value
        assert download.suggested_filename == "отчёт за ноябрь.csv"
        await download.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == REPORT


async def test_an_attached_file_reaches_the_bot_whole_with_its_caption(
    chromium: Browser, tmp_path: Path
) -> None:
    table = tmp_path / "визиты.csv"
    table.write_bytes(bytes(range(256)) * 1000)
    async with playing(world_of(), archive) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.field.fill("three years")
        await rita.attaches(str(table))
        await rita.sees("document визиты.csv of 256000 bytes, three years")
        await expect(rita.field).to_have_value("")


async def test_an_attached_picture_is_sent_as_a_picture(chromium: Browser, tmp_path: Path) -> None:
    photo = tmp_path / "room.png"
    photo.write_bytes(png(40, 30))
    async with playing(world_of(), archive) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.attaches(str(photo))
        await rita.sees(f"photo  of {len(png(40, 30))} bytes, no caption")
        await expect(rita.messages.locator(".own .photo img")).to_be_visible()


async def test_what_cannot_be_sent_says_why_and_breaks_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(20 * 1024 * 1024 + 1))
    async with playing(world_of(), archive) as (address, _), browser_page(chromium) as page:
        [rita] = await open_page(page, address, 1)
        await rita.attaches(str(broken))
        await expect(rita.toast).to_have_text("these bytes are no PNG, JPEG or GIF picture")
        await rita.attaches(str(large))
        await expect(rita.toast).to_have_text("Files of more than 20 MB cannot be sent")
        await rita.types("/report")
        await rita.sees("237 rows")
