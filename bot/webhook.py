"""The webhook: 200 is answered after the commit, and only to who knows the secret."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from bot.intake import Intake, read_update
from storage.unit import StorageFault

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not its value
LARGEST = 1024 * 1024
ANYWHERE = "0.0.0.0"  # noqa: S104 - Telegram comes from outside, through the clinic's proxy


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates: its address, our port, and the secret of both."""

    url: str
    port: int
    secret: str


def webhook_app(intake: Intake, webhook: Webhook) -> web.Application:
    """Return the web application that receives updates at the path of the webhook's address."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "").encode(errors="replace")
        if not hmac.compare_digest(given, webhook.secret.encode()):
            return web.Response(status=403)
        update = read_update(await request.read())
        if update is None:
            return web.Response(status=400)
        try:
            await intake.take([update])
        except StorageFault:
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(urlsplit(webhook.url).path or "/", receive)
    return app


@asynccontextmanager
async def listening(webhook: Webhook, intake: Intake) -> AsyncIterator[None]:
    """Listen on the webhook's port while the context lasts."""
    runner = web.AppRunner(webhook_app(intake, webhook), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, ANYWHERE, webhook.port).start()
        yield
    finally:
        await runner.cleanup()
