"""The cast on a stage; after each test everything that was shown is looked at, for the manners that
no journey may lack.
"""

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest

from clinic.calendar import HandClock
from tests.support.cast import NIKOLAI, OLGA, RITA, SASHA, ZOE, Joins, code_in
from tests.support.stage import MORNING, Actor, Stage, founded, no_newcomers, staged
from tests.support.templates import NAME, empty, made

LONGEST = 900
ONLY_IN_HELP = "/privacy"


@cache
def _two_clinics() -> bytes:
    return made(_found_both)


def _found_both(path: Path) -> None:
    path.write_bytes(empty())
    for name, owner in (("Smile", OLGA), ("Neighbour", NIKOLAI)):
        founded(path, HandClock(MORNING), name, owner)
    no_newcomers(path, OLGA, NIKOLAI)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    (tmp_path / NAME).write_bytes(_two_clinics())
    async with staged(tmp_path) as ready:
        yield ready
    look_at_manners(ready)  # once it has ended: answers to taps are still on their way before


def look_at_manners(stage: Stage) -> None:
    """Every tap was answered, nothing failed, no call was odd, no text is too long to read."""
    world = stage.world
    shown = [message for chat in world.bot.chats.values() for message in chat.screen]
    long = [m for m in shown if m.from_bot and len(m.text) > LONGEST and ONLY_IN_HELP not in m.text]
    assert long == []
    assert [query for query in world.bot.queries.values() if not query.answered] == []
    assert world.unknown_parameters == set()
    assert stage.rows("SELECT update_id, fault FROM inbox WHERE fault IS NOT NULL") == []
    assert stage.rows("SELECT method, payload FROM outbox WHERE state = 'dead'") == []


@pytest.fixture
def owner(stage: Stage) -> Actor:
    return stage.actor("Olga", OLGA)


@pytest.fixture
def joins(stage: Stage, owner: Actor) -> Joins:
    async def invited(name: str, number: int, role: str = "", language: str = "en") -> Actor:
        await owner.sends(f"/invite {role}".strip())
        person = stage.actor(name, number, language)
        await person.sends(f"/start {code_in(owner.sees)}")
        stage.has_written(number)
        return person

    return invited


@pytest.fixture
async def reception(joins: Joins) -> Actor:
    return await joins("Rita", RITA)


@pytest.fixture
async def colleague(joins: Joins) -> Actor:
    return await joins("Zoe", ZOE)


@pytest.fixture
def neighbour(stage: Stage) -> Actor:
    return stage.actor("Nikolai", NIKOLAI)


@pytest.fixture
def stranger(stage: Stage) -> Actor:
    return stage.actor("Sasha", SASHA)
