"""Webhooks: the secret, repeats until a 2xx, order within a chat, a method in the answer."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web


class Hook:
    """A bot's webhook: keeps what came, answers as told."""

    def __init__(self, world):
        self.world = world
        self.came = []
        self.secrets = []
        self.statuses = []
        self.reply = {}
        self.arrived = asyncio.Event()

    async def take(self, request):
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        status = self.statuses.pop(0) if self.statuses else 200
        self.came.append((status, update["message"]["chat"]["id"], update["message"]["text"]))
        self.arrived.set()
        return web.json_response(self.reply, status=status)

    async def got(self, count):
        """Wait until so many updates came, refused ones included."""
        async with asyncio.timeout(10):
            while len(self.came) < count:
                self.arrived.clear()
                await self.arrived.wait()

    @asynccontextmanager
    async def open(self):
        app = web.Application()
        app.router.add_post("/hook", self.take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        finally:
            await runner.cleanup()


@pytest.fixture
async def hook(world, address):
    hook = Hook(world)
    world.knobs.webhook_pause = 0.01
    async with hook.open() as hook.url:
        yield hook


async def test_updates_come_with_the_secret_those_before_it_too(call, hook, rita):
    rita.sends("early")
    await call("setWebhook", url=hook.url, secret_token="s3cret_-")
    rita.sends("late")
    await hook.got(2)
    assert [text for _, _, text in hook.came] == ["early", "late"]
    assert hook.secrets == ["s3cret_-"] * 2


async def test_a_refused_update_comes_again_before_the_next_of_its_chat(call, hook, rita):
    hook.statuses = [500, 404]
    await call("setWebhook", url=hook.url)
    rita.sends("one")
    rita.sends("two")
    await hook.got(4)
    assert hook.came == [
        (500, 1001, "one"),
        (404, 1001, "one"),
        (200, 1001, "one"),
        (200, 1001, "two"),
    ]
    state = (await call("getWebhookInfo")).result
    assert state["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    assert state["pending_update_count"] == 0


async def test_one_chat_that_is_refused_does_not_hold_up_another(call, hook, world, rita):
    oleg = world.add_person(id=1002)
    hook.statuses = [500]
    world.knobs.webhook_pause = 0.2
    await call("setWebhook", url=hook.url)
    rita.sends("stuck")
    await hook.got(1)
    oleg.sends("through")
    await hook.got(3)
    assert [text for _, _, text in hook.came] == ["stuck", "through", "stuck"]


async def test_repeats_are_posted_again_after_they_were_taken(call, hook, world, rita):
    world.knobs.repeat(3)
    await call("setWebhook", url=hook.url)
    for word in ("one", "two"):
        rita.sends(word)
    await hook.got(6)
    assert sorted(text for _, _, text in hook.came) == ["one"] * 3 + ["two"] * 3
    assert world.bot.queue.confirmed == 2


async def test_a_method_in_the_answer_is_carried_out(call, hook, rita):
    hook.reply = {"method": "sendMessage", "chat_id": 1001, "text": "heard"}
    await call("setWebhook", url=hook.url)
    rita.sends("hello")
    assert (await rita.hears()).text == "heard"


async def test_what_a_deleted_webhook_did_not_take_a_poller_gets(call, hook, rita):
    hook.statuses = [500] * 1000
    await call("setWebhook", url=hook.url)
    rita.sends("kept")
    await hook.got(2)
    await call("deleteWebhook")
    [update] = (await call("getUpdates", timeout=5)).result
    assert update["message"]["text"] == "kept"


async def test_an_address_that_nobody_answers_is_named_in_the_state(call, world, rita):
    await call("setWebhook", url="http://127.0.0.1:1/hook", max_connections=3)
    rita.sends("hello?")
    await world.until(lambda: bool(world.bot.webhook.failed_with))
    state = (await call("getWebhookInfo")).result
    assert (state["max_connections"], state["pending_update_count"]) == (3, 1)
    assert state["last_error_message"] == "ClientConnectorError: the address does not answer"
