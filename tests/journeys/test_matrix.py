"""Person × role × command × button × row, generated from the routers themselves: a handler without
a declared right is named, and no button in the wrong hands changes or shows anything."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram import F, Router
from aiogram.types import Message

from bot.handling import NOT_SAVED
from clinic.errors import NotAllowed
from clinic.people import RIGHTS, ROLE_NAMES, Right, Role
from handlers import all_routes
from handlers.filters import ForAll, IsStranger, May
from handlers.menu import COMMANDS
from tests.support.buttons import made_up, seen_again
from tests.support.cast import NIKOLAI, OLGA
from tests.support.routes import button_classes, routes_of, undeclared
from tests.support.scene import (
    AMOUNT,
    CODE,
    COMPLAINT,
    NEXT_DOOR,
    NOTE,
    Rows,
    Scene,
    Shown,
    ids_around,
    scene_on,
    toured,
)
from tests.support.stage import Actor, staged

KINDS = button_classes()
TOUR = 380
"""Taps."""

OF_A_KIND = 4
"""Buttons of one kind that are replayed as they were seen."""

MANNERS = (AMOUNT, NOTE, COMPLAINT)
SECRETS = {
    "stranger": (CODE, *MANNERS, "Smile", "Rita", "Olga"),
    "removed": (CODE, *MANNERS, "Rita", "Olga"),
    "neighbour": (CODE, *MANNERS, "Smile", "Rita", "Olga"),
    "colleague": MANNERS,
    "manager": (AMOUNT,),
    "owner": (),
}
"""What nobody but those who may see it may find in what the bot says to him."""

SET_BY_OWNERS = ("settings", "services", "channels", "doctors", "invites", "groups")
WRITTEN = ("visit_lines", "complaints", "praises", "amendments", "attachments", "complaint_steps")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """What the buttons carry that a tour of the bot has seen."""
    async with staged(tmp_path_factory.mktemp("tour")) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.add_clinic("Neighbour", NIKOLAI)
        return await toured(await scene_on(stage), KINDS, TOUR)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.add_clinic("Neighbour", NIKOLAI)
        yield await scene_on(stage)


def test_every_handler_declares_who_may_reach_it() -> None:
    assert undeclared(all_routes()) == []


def test_a_handler_without_a_right_is_named() -> None:
    async def tell_all(_message: Message) -> None: ...

    router, guarded = Router(), Router()
    router.message.register(tell_all, F.text, ~IsStranger())
    guarded.message.filter(ForAll())
    guarded.message.register(tell_all)
    guarded.edited_message.register(tell_all, May(Right.LOG))

    [sentence] = undeclared([router, guarded])
    assert sentence.startswith("tests.journeys.test_matrix.tell_all takes a message and declares")


def test_every_kind_of_button_has_a_prefix_of_its_own() -> None:
    counted = Counter(kind.__prefix__ for kind in KINDS)

    assert [prefix for prefix, times in counted.items() if times > 1] == []
    assert [kind.__name__ for kind in KINDS if not kind.__prefix__.startswith("1")] == []


def test_the_tour_sees_nearly_every_kind_of_button(shown: Shown) -> None:
    used = [kind for kind in KINDS if not kind.__subclasses__()]
    unseen = [kind.__name__ for kind in used if kind.__prefix__ not in shown]

    assert len(unseen) <= len(used) // 4, unseen


async def replay(scene: Scene, who: Actor, shown: Shown) -> list[str]:
    """Let a person send every kind of button, and texts that would answer a form it opened."""
    await who.sends("/start")
    said = len(scene.said_to(who))
    ids, own = ids_around(scene), next(each for each in who.person.sees if each.from_bot)
    for kind in KINDS:
        for data in seen_again(kind, ids, shown.get(kind.__prefix__, [])[:OF_A_KIND]):
            who.person.taps(data, own, stale=True)
            who.person.sends("4519")
        for data in made_up(kind, ids, seed=1):
            who.person.taps(data, own, stale=True)
        who.person.sends("4519")
        await scene.stage.settles()
    return scene.said_to(who)[said:]


def leaks(said: list[str], secrets: tuple[str, ...]) -> list[str]:
    plain = [text.replace("\N{NO-BREAK SPACE}", " ") for text in said]
    return [text for text in plain if any(secret in text for secret in secrets)]


@pytest.mark.no_cover
@pytest.mark.parametrize("who", ["stranger", "removed", "neighbour"])
async def test_no_button_reaches_into_a_clinic_from_outside(
    scene: Scene, shown: Shown, who: str
) -> None:
    before, elsewhere = scene.rows(), scene.rows(NEXT_DOOR)
    said = await replay(scene, scene[who], shown)

    assert leaks(said, SECRETS[who]) == []
    assert scene.rows() == before
    if who != "neighbour":
        assert scene.rows(NEXT_DOOR) == elsewhere


@pytest.mark.no_cover
async def test_no_button_lets_a_colleague_change_what_others_wrote(
    scene: Scene, shown: Shown
) -> None:
    before = scene.rows()
    said = await replay(scene, scene["colleague"], shown)
    after = scene.rows()

    assert leaks(said, SECRETS["colleague"]) == []
    assert unlike(before, after, (*SET_BY_OWNERS, "staff")) == []
    assert [name for name in WRITTEN if not before[name] <= after[name]] == []
    assert before["patients"] <= after["patients"]
    assert authors_of_new(before, after) <= {scene["colleague"].id}


@pytest.mark.no_cover
async def test_no_button_lets_a_manager_change_what_owners_set(scene: Scene, shown: Shown) -> None:
    before = scene.rows()
    said = await replay(scene, scene["manager"], shown)

    assert leaks(said, SECRETS["manager"]) == []
    assert unlike(before, scene.rows(), (*SET_BY_OWNERS, "staff")) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("who", ["author", "owner"])
async def test_no_button_is_too_much_for_the_bot(scene: Scene, shown: Shown, who: str) -> None:
    elsewhere = scene.rows(NEXT_DOOR)
    said = await replay(scene, scene[who], shown)

    assert not any(NOT_SAVED in text for text in said)
    assert scene.stage.rows("SELECT fault FROM inbox WHERE fault IS NOT NULL") == []
    assert scene.rows(NEXT_DOOR) == elsewhere


def unlike(before: Rows, after: Rows, tables: tuple[str, ...]) -> list[str]:
    """The tables whose rows are not as they were."""
    return [name for name in tables if before[name] != after[name]]


def authors_of_new(before: Rows, after: Rows) -> set[object]:
    """Who stands as the author of the rows that came."""
    return {dict(row)["author_id"] for name in WRITTEN for row in after[name] - before[name]}


ROLES = {"owner": Role.OWNER, "manager": Role.MANAGER, "author": Role.STAFF}
"""Who stands for each role."""

RIGHTS_OF = {
    name: route.rights
    for route in reversed(list(routes_of(all_routes())))
    for name in route.commands
}
"""What each command asks for; of several routes of one command the first is asked first."""


@pytest.mark.parametrize("who", ROLES)
async def test_a_command_beyond_the_role_says_whose_it_is_and_nothing_else(
    scene: Scene, who: str
) -> None:
    person, role = scene[who], ROLES[who]
    await person.sends("/start")
    for name in COMMANDS:
        before, heard = scene.rows(), len(scene.said_to(person))
        await person.sends(f"/{name}")
        said = scene.said_to(person)[heard:]
        assert said, name
        assert not any(NOT_SAVED in text for text in said), name
        lacking = RIGHTS_OF.get(name, set()) - RIGHTS[role]
        if lacking:
            assert scene.rows() == before
            assert len(said) == 1, name
            assert beyond(lacking.pop()) in said[0], name


def beyond(right: Right) -> str:
    """The one sentence for who lacks a right."""
    lowest = next(role for role in reversed(Role) if right in RIGHTS[role])
    return str(NotAllowed(role=ROLE_NAMES[lowest]))
