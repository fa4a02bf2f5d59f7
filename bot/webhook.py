"""The webhook: 200 is answered after the commit, and only to who knows the secret."""

from __future__ import annotations

import hmac

from aiohttp import web

from bot.intake import Intake, read_update
from storage.unit import StorageFault

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not its value
LARGEST = 1024 * 1024


def webhook_app(intake: Intake, path: str, secret: str) -> web.Application:
    """Return the web application that receives updates at ``path``."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "").encode(errors="replace")
        if not hmac.compare_digest(given, secret.encode()):
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
    app.router.add_post(path, receive)
    return app
