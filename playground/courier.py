"""Carries updates to webhooks: in order within a chat, again until a 2xx comes back.

Source: telegram-bot-api/WebhookActor.cpp, send_update (header), handle (a method in the answer),
on_update_error (the delay doubles; here it starts at Knobs.webhook_pause, so that tests need not
wait a second).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import aiohttp

from playground.wire import Wire

if TYPE_CHECKING:
    from playground.bots import Bot, Webhook
    from playground.updates import Waiting
    from playground.world import World

LONGEST_PAUSE = 5.0
ANSWER_SECONDS = 60
Call = Callable[["Bot", str, Wire], Awaitable[object]]


class Courier:
    """One for a world: a few workers for each bot with a webhook."""

    def __init__(self, world: World, call: Call) -> None:
        """Send over one session; call runs a method that came as the answer to an update."""
        self._world = world
        self._call = call
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ANSWER_SECONDS))
        self._workers: dict[str, list[asyncio.Task[None]]] = {}
        world.webhook_changed = self.change

    async def close(self) -> None:
        """Stop all workers and close the session."""
        self._world.webhook_changed = lambda _bot: None
        tasks = [task for workers in self._workers.values() for task in workers]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._session.close()

    def change(self, bot: Bot) -> None:
        """Start or stop the workers of a bot whose webhook was set or deleted."""
        for task in self._workers.pop(bot.token, []):
            task.cancel()
        if not bot.webhook.url:
            return
        loop = asyncio.get_running_loop()
        round_ = Round(bot, asyncio.Event())
        bot.queue.on_put = round_.wake.set
        self._workers[bot.token] = [
            loop.create_task(self._work(round_)) for _ in range(bot.webhook.connections)
        ]

    async def _work(self, round_: Round) -> None:
        while True:
            waiting = round_.next()
            if waiting is None:
                round_.wake.clear()
                await round_.wake.wait()
                continue
            try:
                await self._carry(round_, waiting)
            finally:
                round_.free(waiting)

    async def _carry(self, round_: Round, waiting: Waiting) -> None:
        pause = self._world.knobs.webhook_pause
        taken = False
        try:
            while not (taken := await self._send(round_.bot, round_.webhook, waiting)):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            if not taken:  # stopped: another webhook, or a poller, gets it
                round_.bot.queue.put_back(waiting)
        round_.bot.queue.taken(waiting)

    async def _send(self, bot: Bot, webhook: Webhook, waiting: Waiting) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        try:
            async with self._session.post(
                webhook.url, data=waiting.body.encode(), headers=headers
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as fault:
            self._failed(webhook, f"{type(fault).__name__}: the address does not answer")
            return False
        if not 200 <= answer.status <= 299:
            words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            self._failed(webhook, words)
            return False
        await self._answered(bot, body)
        return True

    def _failed(self, webhook: Webhook, words: str) -> None:
        webhook.failed_at, webhook.failed_with = int(self._world.now()), words
        self._world.tell("webhook", {"failed": words})

    async def _answered(self, bot: Bot, body: bytes) -> None:
        try:
            asked = json.loads(body) if body.startswith(b"{") else {}
        except ValueError:
            return
        method = str(asked.pop("method", ""))
        if method and not method.lower().startswith("get"):
            await self._call(bot, method, asked)


class Round:
    """What the workers of one bot share: its webhook and the chats that are being served."""

    def __init__(self, bot: Bot, wake: asyncio.Event) -> None:
        """Start with no chat busy."""
        self.bot = bot
        self.webhook = bot.webhook
        self.wake = wake
        self._busy: set[int] = set()

    def next(self) -> Waiting | None:
        """Take the next update whose chat is not being served."""
        waiting = self.bot.queue.pick(self._busy)
        if waiting is not None:
            self._busy.add(waiting.lane)
        return waiting

    def free(self, waiting: Waiting) -> None:
        """Let the next update of this chat go."""
        self._busy.discard(waiting.lane)
        self.wake.set()
