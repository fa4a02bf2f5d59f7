"""Numbers on a phone's screen: asked for, narrowed, explained, and opened again as they were said.

DESK_PICTURES=FOLDER keeps a picture of every step, to be looked at.
"""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from clinic.report import GROUPS, RETURN
from handlers.number_lists import MORE_NUMBERS
from tests.support.browser import needs_chromium, running_browser
from tests.support.demo import running_demo
from tests.support.demo_walk import OLGA, Demo, first_key

MOSTLY = ("en", "ru") if "DESK_PICTURES" in os.environ else ("en",)

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    async with running_demo(request.param) as address, running_browser() as browser:
        yield Demo(request.param, address, browser)


@pytest.mark.parametrize("demo", MOSTLY, indirect=True)
async def test_the_owner_asks_for_a_number_narrows_it_and_finds_it_again(demo: Demo) -> None:
    async with demo.seen_by(OLGA, "numbers") as olga:
        await olga.answered(olga.window.starts(), "start")
        await olga.answered(olga.window.types("/numbers"), "groups")
        await olga.taps(GROUPS[RETURN], "group")
        await olga.taps("Return rate", "answer")
        await olga.taps("By channel", "names")
        await olga.answered(first_key(olga).click(), "narrowed")
        await olga.taps("How it is computed", "explained")
        await olga.taps("Back", "narrowed-again")
        await olga.taps("Month", "month")
        await olga.answered(olga.window.types("/profit"), "profit")
        await olga.answered(olga.window.types("/profitt"), "offered")
        await olga.answered(olga.window.types("/causes"), "guess-people")
        await olga.taps("30", "guess-patients")
        await olga.taps("20", "guessed")
        await olga.taps("My guesses", "guesses")
        await olga.answered(olga.window.types("/reports"), "reports")
        await olga.taps("2", "opened")
        await olga.taps("As it is now", "as-it-is-now")
        await olga.answered(olga.window.types("/more"), "more")
        await olga.taps(MORE_NUMBERS, "more-numbers")
        await olga.answered(olga.window.types("/settings"), "settings")
        await olga.taps("Money and goals", "goals")
        await olga.taps("Margin", "margin")
