"""The webhook: 200 only to who knows the secret, and only for what is on disk."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from bot.app import Plan, running
from bot.full_disk import FullDisk
from bot.intake import Intake
from bot.webhook import LARGEST, SECRET, Webhook, listening
from clinic.calendar import HandClock
from playground.server import serve
from storage.mail import Arrival
from tests.support.books import full_disk
from tests.support.ports import free_port
from tests.support.post import PostOffice
from tests.support.stage import MORNING, TOKEN, Stage, world_of_one_bot

WORD = "a-secret-of-the-tests"
KEPT = "SELECT raw FROM inbox"


@dataclass
class Hook:
    """The address of a bot's webhook, and what came in by it."""

    post: PostOffice
    session: aiohttp.ClientSession
    url: str
    came: list[Arrival] = field(default_factory=list)

    async def gets(self, body: bytes, secret: str | None = WORD) -> int:
        """Return the status that a POST of the body is answered with."""
        headers = {} if secret is None else {SECRET: secret}
        async with self.session.post(self.url, data=BytesIO(body), headers=headers) as answer:
            return answer.status

    @property
    def kept(self) -> list[bytes]:
        return [raw for (raw,) in self.post.books.rows(KEPT)]


def update(number: int = 1, text: str = "hello") -> bytes:
    body = {"chat": {"id": 502}, "from": {"id": 502, "language_code": "en"}, "text": text}
    return json.dumps({"update_id": number, "message": body}).encode()


@pytest.fixture
async def hook(post: PostOffice) -> AsyncIterator[Hook]:
    port = free_port()
    webhook = Webhook(f"http://127.0.0.1:{port}/hook", port, WORD)
    async with aiohttp.ClientSession() as session:
        ready = Hook(post, session, webhook.url)
        intake = Intake(
            post.office, ready.came.extend, FullDisk(post.delivery.say_now, lambda _chat: True)
        )
        async with listening(webhook, intake):
            yield ready


async def test_200_is_answered_for_an_update_that_is_on_disk(hook):
    assert await hook.gets(update()) == 200
    assert len(hook.kept) == len(hook.came) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", WORD[:-1], WORD + "x", "ж" * 9, "\udcff"])
async def test_who_does_not_know_the_secret_is_turned_away(hook, secret):
    assert await hook.gets(update(), secret) == 403
    assert hook.kept == []


async def test_the_secret_is_asked_for_before_anything_is_read(hook):
    assert await hook.gets(b"no JSON", "wrong") == 403
    assert await hook.gets(b"x" * (2 * LARGEST), "wrong") == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": null}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"update_id": 1, "x": ' + b"[" * 100_000,
    ],
    ids=lambda body: repr(body[:30]),
)
async def test_garbage_is_refused_and_nothing_is_kept(hook, body):
    assert await hook.gets(body) == 400
    assert hook.kept == []


async def test_a_body_of_more_than_a_mebibyte_is_refused(hook):
    assert await hook.gets(update(text="x" * LARGEST)) == 413
    assert hook.kept == []
    assert await hook.gets(update(text="x" * (LARGEST // 2))) == 200


async def test_another_path_is_nobodys(hook):
    hook.url += "/other"
    assert await hook.gets(update()) == 404


async def test_a_full_disk_asks_telegram_to_come_again(hook):
    async with full_disk(hook.post.books):
        assert await hook.gets(update(text="x" * 9000)) == 503
        assert hook.came == []

    assert await hook.gets(update(text="x" * 9000)) == 200
    assert len(hook.came) == 1


async def test_an_update_delivered_many_times_at_once_is_taken_once(hook):
    statuses = await asyncio.gather(*(hook.gets(update()) for _ in range(20)))

    assert statuses == [200] * 20
    assert len(hook.kept) == len(hook.came) == 1


async def test_of_an_update_that_comes_twice_at_once_to_a_full_disk_neither_is_received(hook):
    async with full_disk(hook.post.books):
        twice = (hook.gets(update(text="x" * 9000)) for _ in range(2))
        assert await asyncio.gather(*twice) == [503, 503]


async def test_the_whole_bot_lives_on_its_webhook(tmp_path: Path):
    world, clock, port = world_of_one_bot(), HandClock(MORNING), free_port()
    path = tmp_path / "clinic.db"
    webhook = Webhook(f"http://127.0.0.1:{port}/hook", port, WORD)
    async with (
        serve(world) as address,
        running(Plan(path, TOKEN, address, webhook, clock)) as app,
    ):
        stage = Stage(world, app, path, clock)
        stage.add_clinic("Smile", 501)
        stage.has_written(501)
        world.knobs.repeat(3)
        olga = stage.actor("Olga", 501)
        await olga.sends("1042 hygiene 3500")

        assert "1042" in olga.sees
        assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]
        assert world.bot.webhook.secret == WORD
        assert world.calls_of["getUpdates"] == 0
