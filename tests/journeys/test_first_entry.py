"""The first entry of each new person is followed by how it is mended, once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.cast import OLGA, RITA, code_in
from tests.support.stage import Actor, Stage, staged

GUIDE = "Your first entry is saved."


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[Stage]:
    """A clinic whose owner has never written."""
    async with staged(tmp_path) as ready:
        ready.add_clinic("Smile", OLGA)
        yield ready


@pytest.fixture
async def newcomer(fresh: Stage) -> Actor:
    olga = fresh.actor("Olga", OLGA)
    await olga.sends("/invite")
    rita = fresh.actor("Rita", RITA)
    await rita.sends(f"/start {code_in(olga.sees)}")
    return rita


def guides(actor: Actor) -> int:
    return sum(text.startswith(GUIDE) for text in actor.heard)


def wrote(stage: Stage) -> list[int]:
    return [row[0] for row in stage.rows("SELECT id FROM staff WHERE wrote = 1")]


@pytest.mark.parametrize(
    "line", ["1042 hygiene 3500", "/visit 1042", "1042\n1043", "/complaint cold coffee"]
)
async def test_the_card_comes_first_and_the_guide_behind_it(
    fresh: Stage, newcomer: Actor, line: str
) -> None:
    before = len(newcomer.heard)
    await newcomer.sends(line)

    assert newcomer.sees.startswith(GUIDE)
    assert len(newcomer.heard) == before + 2
    assert wrote(fresh) == [RITA]


async def test_it_is_said_once_and_to_each(fresh: Stage, newcomer: Actor) -> None:
    for number in range(3):
        await newcomer.sends(f"104{number} hygiene 3500")
    assert guides(newcomer) == 1

    olga = fresh.actor("Olga", OLGA)
    await olga.sends("1050 hygiene")
    assert guides(olga) == 1
    assert sorted(wrote(fresh)) == [OLGA, RITA]


async def test_a_burst_of_first_lines_is_guided_once(fresh: Stage, newcomer: Actor) -> None:
    for number in range(5):
        newcomer.person.sends(f"104{number} hygiene 3500")
    await fresh.settles()

    assert guides(newcomer) == 1
    assert fresh.rows("SELECT count(*) FROM visit_lines") == [(5,)]


async def test_what_is_refused_or_asked_is_no_entry(fresh: Stage, newcomer: Actor) -> None:
    for text in ("hello", "1042 31.02 2500000000000", "/today", "/day", "/undo"):
        await newcomer.sends(text)

    assert guides(newcomer) == 0
    assert wrote(fresh) == []


async def test_practice_is_no_first_entry(fresh: Stage, newcomer: Actor) -> None:
    await newcomer.sends("/practice")
    await newcomer.sends("1042 hygiene 3500")
    assert guides(newcomer) == 0
    await newcomer.sends("End practice")
    await newcomer.sends("1042 hygiene 3500")

    assert guides(newcomer) == 1


async def test_the_first_entry_in_a_group_is_explained_in_the_own_chat(
    fresh: Stage, newcomer: Actor
) -> None:
    olga = fresh.actor("Olga", OLGA)
    group = fresh.world.add_group("Smile staff", [olga.person, newcomer.person])
    await fresh.settles()
    newcomer.person.sends("/visit 1042 hygiene 3500", chat=group)
    await fresh.settles()

    assert guides(newcomer) == 1
    assert not any(GUIDE in message.text for message in group.screen)
