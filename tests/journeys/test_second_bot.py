"""A clinic that gets a new bot: its messages are numbered from one again."""

from pathlib import Path

from bot.app import Plan, running
from bot.buckets import UNLIMITED
from clinic.calendar import HandClock
from playground.server import serve
from storage.database import prepare
from tests.support.stage import MORNING, Actor, Stage, world_of_one_bot

OLGA = 501


async def typed_to(token: str, path: Path, line: str) -> Stage:
    """Let Olga type a line to a bot whose world has just begun."""
    world = world_of_one_bot(token)
    async with serve(world) as address:
        plan = Plan(path, token, address, None, HandClock(MORNING), UNLIMITED, warm=False)
        async with running(plan) as app:
            stage = Stage(world, app, path, plan.clock)
            if not stage.rows("SELECT id FROM clinics"):
                stage.add_clinic("Smile", OLGA)
            await Actor(world.add_person(OLGA, "Olga", "en"), stage).sends(line)
            return stage


async def test_the_same_message_number_of_another_bot_is_another_visit(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    prepare(path)
    await typed_to("4200:" + "A" * 35, path, "1042 hygiene 3500")
    stage = await typed_to("4300:" + "B" * 35, path, "2000 hygiene 999")

    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id") == [(350000,), (99900,)]
    assert stage.rows("SELECT count(DISTINCT message_id), count(*) FROM cards") == [(1, 2)]
