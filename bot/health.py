"""What a monitor asks: ``/health`` and Prometheus figures, on a port of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.app import App
from clinic.calendar import MINUTE, SECOND
from storage.standing import Standing

EVERYWHERE = "0.0.0.0"  # noqa: S104 - the monitor runs on another machine; no patient is shown
LONGEST_WAIT = MINUTE
"""How long an update may wait for its handler before the bot counts as unwell."""

CONTENT_TYPE = "text/plain; version=0.0.4"


class Figures(Collector):
    """Reads the running application's counts when it is asked."""

    def __init__(self, app: App) -> None:
        """Take the application to look at."""
        self._app = app
        self._standing = Standing(app.reader, app.office.bot_id)

    def collect(self) -> Iterator[Metric]:
        """Yield counts of the post and of the writer; none of them names a person."""
        app = self._app
        now = {
            "updates_waiting": (app.lanes.busy.count, "Updates on disk that wait for a handler"),
            "letters_waiting": (app.delivery.busy.count, "Messages on disk that wait to be sent"),
            "updates_put_aside": (
                self._standing.put_aside(),
                "Updates kept that were given up",
            ),
            "letters_dead": (self._standing.dead_letters(), "Messages kept that were given up"),
        }
        ever = {
            "commits": (app.office.writer.commits, "Transactions, each of one or many units"),
            "replays": (app.office.writer.replays, "Transactions that were replayed apart"),
            "updates": (app.lanes.taken, "Updates taken in"),
            "letters": (app.delivery.taken, "Messages taken out"),
        }
        for name, (value, about) in now.items():
            yield GaugeMetricFamily(f"clinicpulse_{name}", about, value=value)
        for name, (value, about) in ever.items():
            yield CounterMetricFamily(f"clinicpulse_{name}", about, value=value)


@asynccontextmanager
async def watched(app: App, port: int | None) -> AsyncIterator[None]:
    """Answer a monitor while the context lasts; without a port nothing listens."""
    if port is None:
        yield
        return
    runner = web.AppRunner(_monitor(app), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, EVERYWHERE, port).start()
        yield
    finally:
        await runner.cleanup()


def _monitor(app: App) -> web.Application:
    registry = CollectorRegistry()
    registry.register(Figures(app))

    async def figures(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE})

    async def health(_request: web.Request) -> web.Response:
        reason = _unwell(app)
        said: dict[str, object] = {"status": "unwell" if reason else "ok"}
        if reason:
            said["reason"] = reason
        said["worker"] = app.reports.pid is not None
        return web.json_response(said, status=503 if reason else 200)

    monitor = web.Application()
    monitor.router.add_get("/metrics", figures)
    monitor.router.add_get("/health", health)
    return monitor


def _unwell(app: App) -> str | None:
    """Return why the bot does not keep up, or None; in English, as monitors' words are."""
    since = Standing(app.reader, app.office.bot_id).waiting_since()
    waited = 0 if since is None else app.office.clock.now() - since
    if waited <= LONGEST_WAIT:
        return None
    return f"an update has waited {waited // SECOND} s to be handled"
