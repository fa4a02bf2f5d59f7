"""The playground as an HTTP server on the loopback interface.

/bot<token>/<method>        the Bot API (playground/serving.py)
/file/bot<token>/<path>     files by the path that getFile gave
/play/...                   people and knobs for other processes (playground/control.py)
/, /page/..., /play/ws      the chat page (playground/pages.py)
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from playground import errors
from playground.control import control_routes
from playground.courier import Courier
from playground.pages import page_routes
from playground.serving import Serving
from playground.world import World

STOP_SECONDS = 0.5


def build(world: World) -> web.Application:
    """Return the application that serves this world."""
    serving = Serving(world)
    app = web.Application(client_max_size=errors.UPLOAD_BYTES + (1 << 20))
    app.add_routes(
        [
            web.route("*", "/bot{token}/{method}", serving.answer),
            web.get("/file/bot{token}/{path:.+}", serving.download),
            *control_routes(world),
            *page_routes(world),
        ]
    )
    app.cleanup_ctx.append(_courier(world, serving))
    return app


@asynccontextmanager
async def serve(world: World, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """Serve the world until the block ends; yields the address, as http://127.0.0.1:8081."""
    runner = web.AppRunner(
        build(world), access_log=None, handle_signals=False, shutdown_timeout=STOP_SECONDS
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, backlog=1024)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        for bot in world.bots.values():
            bot.end_poll(None)
        await runner.cleanup()


def _courier(world: World, serving: Serving) -> Callable[[web.Application], AsyncIterator[None]]:
    async def carry(_app: web.Application) -> AsyncIterator[None]:
        courier = Courier(world, serving.call)
        yield
        await courier.close()

    return carry
