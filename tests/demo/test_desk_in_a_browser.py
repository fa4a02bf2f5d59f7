"""The desk on a phone's screen, in English and in Russian: reception, owner, manager, newcomer.

DESK_PICTURES=FOLDER keeps a picture of every step, to be looked at.
"""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from handlers.first_entry import GUIDE
from tests.support.browser import needs_chromium, running_browser
from tests.support.demo import running_demo
from tests.support.demo_walk import MILA, OLGA, RITA, SASHA, Demo, first_key, key, spent_since

PICTURE_MS = 20_000

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["en", "ru"])
async def demo(request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    async with running_demo(request.param) as address, running_browser() as browser:
        yield Demo(request.param, address, browser)


async def test_the_reception_logs_mends_and_listens(demo: Demo) -> None:
    async with demo.seen_by(RITA, "reception") as rita:
        await rita.answered(rita.window.starts(), "start")
        hygiene = rita.word("Hygiene").lower()
        guided = rita.word(GUIDE).partition("<")[0].strip()
        await rita.types(f"990001 {hygiene} 3500", guided, "typed-new-patient")
        await rita.taps("Instagram", "channel")
        before = await rita.spent()
        await rita.presses("+ Visit", "form-patient")
        await rita.taps("990001", "form-service")
        await rita.taps("Hygiene", "form-amount")
        await rita.answered(first_key(rita).click(), "form-card")
        assert await spent_since(rita, before) == (4, 0)
        before = await rita.spent()
        await rita.presses("Complaint", "complaint-subject")
        await rita.taps("Waiting", "complaint-patient")
        await rita.taps("990001", "complaint-card")
        assert await spent_since(rita, before) == (3, 0)
        await rita.presses("Praise", "praise-whom")
        await rita.taps("990001", "praise-card")


async def test_a_new_patient_takes_six_taps_at_most(demo: Demo) -> None:
    async with demo.seen_by(RITA, "new-patient") as rita:
        before = await rita.spent()
        await rita.presses("+ Visit", "new-form")
        await rita.answered(rita.window.types("990002"), "new-typed")
        await rita.answered(key(rita, "990002").click(), "new-service")
        await rita.answered(first_key(rita).click(), "new-amount")
        await rita.answered(first_key(rita).click(), "new-card")
        await rita.answered(first_key(rita).click(), "new-channel")
        taps, characters = await spent_since(rita, before)
        assert taps <= 6
        assert characters == 6


async def test_a_mistake_is_mended_on_its_card(demo: Demo) -> None:
    async with demo.seen_by(RITA, "mistake") as rita:
        service = rita.word("Filling").lower()
        line = f"990003 {service} 4000"
        await rita.types(line, "990003", "mend-card")
        before = await rita.spent()
        await rita.taps("Edit", "mend-fields")
        await rita.taps("Amount", "mend-amount")
        await rita.answered(rita.window.types("4500"), "mend-amended")
        assert await spent_since(rita, before) == (2, 4)
        await rita.window.menu("990003", "Reply")
        await rita.answered(rita.window.types("w20"), "mend-reply")
        await rita.taps("Rating", "mend-rating")
        await rita.taps("★5", "mend-rated")
        await rita.answered(rita.window.types("990003 hygiene 50000"), "check-amount")
        await rita.answered(rita.window.types("990003 hygiene 5000"), "check-same-day")
        await rita.answered(rita.window.types("990003 hygiene 5000"), "check-twice")
        await rita.taps("Undo", "undone")
        await rita.answered(rita.window.types("990004 hygiene 5000 // +7 916 123-45-67"), "privacy")
        await rita.answered(rita.window.types("/day"), "day")
        await rita.answered(rita.window.types("/help"), "help")
        await rita.answered(rita.window.types("/practice"), "practice")
        await rita.answered(rita.window.types("1042 hygiene 3500"), "practised")
        await rita.presses("End practice", "practice-over")


async def test_the_owner_asks_sets_and_invites(demo: Demo) -> None:
    async with demo.seen_by(OLGA, "owner") as olga:
        await olga.answered(olga.window.starts(), "start")
        await olga.presses("Today", "today")
        await olga.window.taps(olga.word("Chart"))
        await expect(olga.window.last.locator("img")).to_be_visible(timeout=PICTURE_MS)
        await olga.kept("chart")
        await olga.answered(olga.window.types("/settings"), "settings")
        await olga.taps("The clinic", "settings-clinic")
        await olga.taps("Currency", "settings-currency")
        await olga.answered(olga.window.types("/settings"), "settings-again")
        await olga.taps("Services", "services")
        await olga.answered(first_key(olga).click(), "service")
        await olga.answered(olga.window.types("/team"), "team")
        await olga.answered(key(olga, olga.word("Rita")).click(), "person")
        await olga.answered(olga.window.types("/help"), "help")
        await olga.answered(olga.window.types("/invite"), "invite")
        await expect(olga.window.last.locator("img")).to_be_visible(timeout=PICTURE_MS)
        await olga.kept("invite-code")
        link = re.search(r"https://t\.me/\S+", await olga.window.last.inner_text())
        assert link is not None
    async with demo.seen_by(SASHA, "newcomer") as sasha:
        await sasha.window.scans(link[0])
        await sasha.kept("scanned")
        await sasha.answered(sasha.window.starts(), "joined")
        await sasha.answered(sasha.window.types("990009 hygiene 5000"), "first-entry")


async def test_the_manager_looks_after_the_others_entries(demo: Demo) -> None:
    async with demo.seen_by(MILA, "manager") as mila:
        await mila.answered(mila.window.starts(), "start")
        await mila.answered(mila.window.types("/day"), "day")
        await mila.answered(first_key(mila).click(), "card")
        await mila.taps("Undo", "asked")
        await mila.taps("Keep", "kept")
        await mila.presses("Today", "today")
        await mila.answered(mila.window.types("/settings"), "not-hers")
