"""The cast: Olga owns Smile, Rita sits at its reception, Nikolai owns the neighbour, Sasha is a
stranger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.stage import Actor, Stage, staged

OLGA, RITA, NIKOLAI, SASHA = 501, 502, 601, 701


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as ready:
        ready.add_clinic("Smile", OLGA)
        ready.add_clinic("Neighbour", NIKOLAI)
        yield ready


@pytest.fixture
def owner(stage: Stage) -> Actor:
    return stage.actor("Olga", OLGA)


@pytest.fixture
async def reception(stage: Stage, owner: Actor) -> Actor:
    await owner.sends("/invite")
    code = owner.sees.split("start=")[1].split()[0]
    rita = stage.actor("Rita", RITA)
    await rita.sends(f"/start {code}")
    return rita


@pytest.fixture
def neighbour(stage: Stage) -> Actor:
    return stage.actor("Nikolai", NIKOLAI)


@pytest.fixture
def stranger(stage: Stage) -> Actor:
    return stage.actor("Sasha", SASHA)
