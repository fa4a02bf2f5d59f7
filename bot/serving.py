"""Serving until somebody says stop."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import Plan
from bot.settings import Settings
from bot.webhook import Webhook

YOUNG, OLDER = 20_000, 20
"""So many new objects, and so many looks at them, before the collector looks at the older ones."""


def plan_of(settings: Settings) -> Plan:
    """Return what the settings ask for; raises NoToken where there is none."""
    webhook = None
    if settings.webhook_url and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(settings.webhook_url, settings.webhook_port, secret)
    return Plan(settings.database, settings.token(), settings.api_url, webhook)


@contextmanager
def told_to_stop() -> Iterator[asyncio.Event]:
    """Yield what is set by SIGINT or SIGTERM; inside, neither interrupts an orderly end."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, told.set)
    try:
        yield told
    finally:
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(sign)


def spare_the_collector() -> None:
    """Let the collector of garbage look at less, and more rarely.

    Modules and catalogues stay until the end; an entry makes a thousand objects and hardly a
    cycle. Looking at them after every 700 takes a fifth of an entry's time.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, OLDER, OLDER)
