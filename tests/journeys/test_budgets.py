"""The journeys' budgets in taps and typed characters, counted as on a telephone, with the time of
each answer: BUDGETS=FILE keeps what was counted."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.cast import RITA
from tests.support.screens import menu
from tests.support.stage import Actor, Stage, plain

STANDING = """
    SELECT p.code, s.name, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    LEFT JOIN services s ON s.id = service_id WHERE voided IS NULL ORDER BY v.id
"""
PATIENCE = 3.0
"""Seconds for an answer here, where tests share the cores; benchmarks/desk.py measures it."""


@dataclass
class Spent:
    """What a journey has cost its person."""

    taps: int = 0
    characters: int = 0
    messages: int = 0

    @property
    def effort(self) -> tuple[int, int]:
        return self.taps, self.characters


@dataclass
class Budget:
    """Counts what journeys take."""

    file: Path | None

    @contextmanager
    def of(self, journey: str, *people: Actor) -> Iterator[Spent]:
        """Count what these people do until the end of the block, and how long it takes."""
        loop, spent = asyncio.get_running_loop(), Spent()
        for person in people:
            person.recounts()
        began = loop.time()
        yield spent
        seconds = loop.time() - began
        spent.taps = sum(person.counted.taps for person in people)
        spent.characters = sum(person.counted.characters for person in people)
        spent.messages = sum(person.counted.messages for person in people)
        self._keep(f"{journey}: {spent.taps} taps, {spent.characters} typed, {seconds:.3f} s")
        assert seconds < PATIENCE * max(1, spent.taps + spent.messages)

    def _keep(self, line: str) -> None:
        if self.file is not None:
            with self.file.open("a", encoding="utf-8") as kept:
                kept.write(f"{line}\n")


@pytest.fixture
def budget() -> Budget:
    file = os.environ.get("BUDGETS")
    return Budget(Path(file) if file else None)


@asynccontextmanager
async def knows(reception: Actor, code: str = "1042") -> AsyncIterator[None]:
    """The patient came before, and is said to be known."""
    await reception.sends(f"{code} hygiene 3500 google")
    yield


async def test_j1_a_known_patient_typed_takes_no_tap(
    stage: Stage, reception: Actor, budget: Budget
) -> None:
    async with knows(reception):
        with budget.of("J1 typed", reception) as spent:
            await reception.sends("1042 hygiene 3500")

    assert spent.effort == (0, len("1042 hygiene 3500"))
    assert "1042 · Hygiene · RUB 3,500" in reception.sees
    assert len(stage.rows(STANDING)) == 2


async def test_j1_a_known_patient_by_buttons_takes_four_taps(
    stage: Stage, reception: Actor, budget: Budget
) -> None:
    async with knows(reception):
        with budget.of("J1 by buttons", reception) as spent:
            await reception.presses("+ Visit")
            await reception.taps("1042")
            await reception.taps("Hygiene")
            await reception.taps(reception.buttons[0])

    assert spent.effort == (4, 0)
    assert "1042 · Hygiene · RUB 5,000" in reception.sees
    assert stage.rows(STANDING)[1:] == [("1042", "Hygiene", 500000)]


async def test_j2_a_new_patient_takes_at_most_six_taps_and_his_number(
    stage: Stage, reception: Actor, budget: Budget
) -> None:
    with budget.of("J2", reception) as spent:
        await reception.presses("+ Visit")
        await reception.sends("7301")
        await reception.taps("New patient 7301")
        await reception.taps("Hygiene")
        await reception.taps(reception.buttons[0])
        await reception.taps("Instagram")

    assert spent.taps <= 6
    assert spent.characters == 4
    assert "channel: Instagram" in reception.sees
    assert stage.rows(STANDING) == [("7301", "Hygiene", 500000)]


async def test_j3_a_complaint_takes_three_taps(
    stage: Stage, reception: Actor, budget: Budget
) -> None:
    async with knows(reception):
        with budget.of("J3", reception) as spent:
            await reception.presses("Complaint")
            await reception.taps("Waiting")
            await reception.taps("1042")

    assert spent.effort == (3, 0)
    assert stage.rows("SELECT subject FROM complaints") == [("waiting",)]


async def test_praise_takes_two_taps(stage: Stage, reception: Actor, budget: Budget) -> None:
    async with knows(reception):
        with budget.of("Praise", reception) as spent:
            await reception.presses("Praise")
            await reception.taps("1042")

    assert spent.effort == (2, 0)
    assert len(stage.rows("SELECT id FROM praises WHERE voided IS NULL")) == 1


async def test_j4_a_reply_is_one_message(stage: Stage, reception: Actor, budget: Budget) -> None:
    async with knows(reception):
        with budget.of("J4 by reply", reception) as spent:
            await reception.replies(reception.person.last, "4500")

    assert (spent.messages, spent.taps, spent.characters) == (1, 1, 4)
    assert stage.rows(STANDING) == [("1042", "Hygiene", 450000)]


async def test_j4_a_field_takes_at_most_three_taps(
    stage: Stage, reception: Actor, budget: Budget
) -> None:
    async with knows(reception):
        with budget.of("J4 a chip", reception) as chip:
            await reception.taps("Edit")
            await reception.taps("Service")
            await reception.taps("Filling")
        with budget.of("J4 typed", reception) as typed:
            await reception.taps("Edit")
            await reception.taps("Amount")
            await reception.sends("4500")

    assert chip.effort == (3, 0)
    assert typed.effort == (2, 4)
    assert stage.rows(STANDING) == [("1042", "Filling", 450000)]


async def test_j4_undo_is_one_tap(stage: Stage, reception: Actor, budget: Budget) -> None:
    async with knows(reception):
        with budget.of("J4 undo", reception) as spent:
            await reception.taps("Undo")

    assert spent.effort == (1, 0)
    assert stage.rows(STANDING) == []


@pytest.mark.parametrize("asked", ["/today", "сегодня", "today", "今天"])
async def test_j6_today_is_answered_in_words_and_drawn_by_one_tap(
    stage: Stage, owner: Actor, reception: Actor, budget: Budget, asked: str
) -> None:
    await stage.app.reports.start()
    async with knows(reception):
        with budget.of(f"J6 {asked}", owner) as words:
            await owner.sends(asked)
        assert "RUB 3,500" in owner.sees
        with budget.of(f"J6 {asked}, drawn", owner) as picture:
            await owner.taps("Chart")

    assert words.effort == (0, len(asked))
    assert picture.effort == (1, 0)
    assert owner.person.last.photo is not None


async def test_j6_the_key_of_the_main_screen_asks_too(
    stage: Stage, owner: Actor, reception: Actor, budget: Budget
) -> None:
    await stage.app.reports.start()
    await owner.sends("/start")
    async with knows(reception):
        with budget.of("J6 by key", owner) as spent:
            await owner.presses("Today")

    assert spent.effort == (1, 0)
    assert "RUB 3,500" in owner.sees


async def test_j10_an_invite_takes_two_taps_and_joining_two(
    stage: Stage, owner: Actor, budget: Budget
) -> None:
    await owner.sends("/start")
    await stage.world.until(lambda: "invite" in menu(owner))
    rita = stage.actor("Rita", RITA)
    with budget.of("J10", owner, rita) as spent:
        await owner.chooses("/invite")
        link = next(word for word in plain(owner.sees).split() if word.startswith("https://"))
        await rita.scans(link)

    assert spent.effort == (4, 0)
    assert "You are on the staff of Smile." in rita.heard[-2]
