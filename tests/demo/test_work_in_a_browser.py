"""Complaints, files, calls, posters and the rest on a phone's screen, in English and in Russian.

DESK_PICTURES=FOLDER keeps a picture of every step, to be looked at.
"""

import csv
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from handlers.import_result import DONE
from handlers.measure_rows import WHAT_EXACTLY
from tests.support.browser import needs_chromium, running_browser
from tests.support.demo import running_demo
from tests.support.demo_walk import (
    MILA,
    OLGA,
    RITA,
    SASHA,
    Demo,
    Walk,
    first_key,
    key,
    spent_since,
)

SLOW_MS = 20_000
"""For pictures and files, on a machine that is busy."""

BOTH = ("en", "ru")
MOSTLY = BOTH if "DESK_PICTURES" in os.environ else ("en",)
"""The languages of most chapters: pictures want both, otherwise it would take too long."""

HEADER = ("Date", "Card", "Treatment", "Total", "Heard from", "Cash")
GOOD = 36
NUMBER = re.compile(r"^\d+$")
BAD = (
    ("", "880101", "hygiene", "3500", "", ""),
    ("02.02.2026", "880102", "hygiene", "a lot", "", ""),
    ("02.02.2026", "+7 916 123-45-67", "hygiene", "3500", "", ""),
)

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    async with running_demo(request.param) as address, running_browser() as browser:
        yield Demo(request.param, address, browser)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A month of visits as somebody kept it: one is there twice, three cannot be read."""
    kept = tmp_path / "visits 2026.csv"
    good = [
        (f"{1 + n % 28:02}.01.2026", str(880001 + n), "hygiene", "3 500,00", "Instagram", "3500")
        for n in range(GOOD)
    ]
    with kept.open("w", encoding="cp1251", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *good, good[0], *BAD])
    return kept


@pytest.mark.parametrize("demo", MOSTLY, indirect=True)
async def test_the_reception_writes_down_what_is_no_visit(demo: Demo) -> None:
    async with demo.seen_by(RITA, "more") as rita:
        await comes(rita)
        before = await rita.spent()
        await rita.presses("More", "list")
        await rita.taps("Expense", "expense-category")
        await rita.taps("Rent", "expense-amount")
        await rita.answered(rita.window.types("20000"), "expense-card")
        assert await spent_since(rita, before) == (3, 5)
        await rita.answered(rita.window.types("990101 hygiene 3500 instagram"), "visit")
        await rita.taps("Promise", "promise-what")
        await rita.answered(rita.window.types("call back"), "promise-day")
        await rita.taps("Next working day", "promise-card")
        await rita.answered(rita.window.types("/due"), "due")
        await rita.answered(rita.window.types("/booked 990101 tomorrow"), "booked")
        await rita.answered(rita.window.types("/arrived 990101"), "arrived")
        await rita.window.taps(rita.word("Called in"))
        await expect(key(rita, rita.word("Called in"))).to_have_count(0)
        await rita.kept("called-in")


@pytest.mark.parametrize("demo", BOTH, indirect=True)
async def test_a_complaint_is_taken_to_its_end(demo: Demo) -> None:
    async with demo.seen_by(RITA, "desk") as rita:
        await comes(rita)
        before = await rita.spent()
        await rita.presses("Complaint", "subject")
        await rita.taps("Waiting", "patient")
        await rita.answered(first_key(rita).click(), "card")
        assert await spent_since(rita, before) == (3, 0)
    async with demo.seen_by(MILA, "complaint") as mila:
        await comes(mila)
        await newest_of_the_open(mila)
        before = await mila.spent()
        for label in ("Take it", "Answered", "Resolve", "Systems", "Partly", "Calm now"):
            await mila.taps(label, label.replace(" ", "-").lower())
        assert await spent_since(mila, before) == (6, 0)
        before = await mila.spent()
        await mila.taps("Measure", "measure-kind")
        await mila.taps("Rules", "measure-keeper")
        await mila.taps(mila.word("Mila"), "measure-day")
        await mila.answered(first_key(mila).click(), "measure-set")
        await mila.window.sees(mila.word(WHAT_EXACTLY))
        await mila.kept("measure-words")
        assert await spent_since(mila, before) == (4, 0)
        await mila.answered(mila.window.types("call who waits"), "measure")
        await mila.taps("Measure done", "done")
        await mila.answered(mila.window.types("/open"), "open-after")


@pytest.mark.parametrize("demo", BOTH, indirect=True)
async def test_three_years_come_in_from_a_file_and_go_again(demo: Demo, table: Path) -> None:
    async with demo.seen_by(OLGA, "file") as olga:
        await comes(olga)
        await olga.answered(olga.window.attaches(str(table)), "guess")
        await olga.taps("Change a column", "columns")
        await olga.taps("paid", "titles")
        await olga.taps("Cash", "guess-again")
        await olga.taps("Right", "rehearsal")
        await expect(olga.window.bubbles.filter(has_text=".bad.csv")).to_be_visible(timeout=SLOW_MS)
        await olga.kept("bad-rows")
        await olga.taps("None", "legacy")
        await olga.window.taps(olga.word("Import"))
        done = olga.word(DONE).removeprefix("<b>").removesuffix("</b>")
        await expect(olga.window.messages).to_contain_text(done, timeout=SLOW_MS)
        await olga.kept("imported")
        await olga.answered(olga.window.attaches(str(table)), "guess-remembered")
        await olga.taps("Right", "all-known")
        await olga.taps("Undo the whole import", "asked")
        await olga.taps("Undo the whole import", "undone")
        await olga.answered(olga.window.types("/import"), "imports")


@pytest.mark.parametrize("demo", MOSTLY, indirect=True)
async def test_the_owner_calls_and_hears_the_patients(demo: Demo) -> None:
    async with demo.seen_by(OLGA, "calls") as olga:
        await comes(olga)
        await olga.answered(olga.window.types("/calls"), "list")
        await olga.taps("First patient", "card")
        await olga.taps("No answer", "no-answer")
        await olga.taps("Next", "next")
        await olga.taps("Booked", "day")
        await olga.answered(first_key(olga).click(), "booked")
        await olga.answered(olga.window.types("/calls"), "list-again")
        await olga.taps("What came of it", "outcomes")
        link = await poster_link(olga)
    async with demo.seen_by(SASHA, "patient") as sasha:
        await sasha.window.scans(link)
        await sasha.kept("scanned")
        await sasha.answered(sasha.window.starts(), "stars")
        await sasha.answered(key(sasha, "2 ★").click(), "chips")
        await sasha.answered(first_key(sasha).click(), "chip")
        await sasha.taps("That is all", "thanks")
    async with demo.seen_by(MILA, "told") as mila:
        await comes(mila)
        await mila.kept("complaint")


@pytest.mark.parametrize("demo", MOSTLY, indirect=True)
async def test_the_owner_takes_everything_out_and_keeps_the_code_book(demo: Demo) -> None:
    async with demo.seen_by(OLGA, "books") as olga:
        await comes(olga)
        await olga.window.types("/export")
        await expect(olga.window.bubbles.filter(has_text=".xlsx").last).to_be_visible(
            timeout=SLOW_MS
        )
        await olga.kept("export")
        await olga.answered(olga.window.types("/settings"), "settings")
        await olga.taps("Hours, deadlines", "hours")
        await olga.taps("Holidays", "holidays")
        await olga.answered(olga.window.types("990201 hygiene 3500 instagram"), "one")
        await olga.answered(olga.window.types("770305 filling 4500 instagram"), "two")
        await olga.answered(olga.window.types("/merge 990201 770305"), "merge")
        await olga.answered(first_key(olga).click(), "merged")


async def comes(walk: Walk) -> None:
    """Press Start, unless an earlier chapter has."""
    if await walk.window.button("Start").is_visible():
        await walk.answered(walk.window.starts(), "start")


async def newest_of_the_open(mila: Walk) -> None:
    """Open the first of the open complaints."""
    await mila.answered(mila.window.types("/open"), "open")
    numbered = mila.window.messages.locator(".inline").last.locator(".key", has_text=NUMBER)
    await mila.answered(numbered.first.click(), "card")


async def poster_link(olga: Walk) -> str:
    """Make a poster for the first place offered and return its link."""
    await olga.answered(olga.window.types("/poster"), "places")
    await olga.answered(first_key(olga).click(), "poster")
    await expect(olga.window.last.locator("img")).to_be_visible(timeout=SLOW_MS)
    await olga.kept("poster-code")
    link = re.search(r"https://t\.me/\S+", await olga.window.last.inner_text())
    assert link is not None
    return link[0]
