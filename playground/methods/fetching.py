"""How a bot gets its updates: long polling with one poller, or a webhook.

Source: telegram-bot-api/Client.cpp, process_get_updates_query, do_get_updates,
long_poll_wakeup and do_set_webhook; Client.h, LONG_POLL_MAX_TIMEOUT, LONG_POLL_WAIT_AFTER.
Not kept from there: the pause of 3 s between two answers of 409, and the bigger timeout for a
poller that asks again and again with the same offset.
"""

import asyncio
import re
from urllib.parse import urlsplit

from playground import errors
from playground.asked import Asked
from playground.bots import Bot, Webhook
from playground.errors import Refused
from playground.methods.method import Method, Raw
from playground.wire import Wire, without_none

LONGEST_POLL = 50
WAIT_AFTER_FIRST = 0.001
_LOCAL = ("127.0.0.1", "localhost", "::1")


async def get_updates(bot: Bot, asked: Asked) -> Raw:
    """Return the updates from the offset on; wait for one up to timeout seconds."""
    if bot.webhook.url:
        raise errors.WEBHOOK_ACTIVE
    if asked.has("allowed_updates"):
        bot.queue.allow(asked.names("allowed_updates"))
    offset = asked.number("offset")
    limit = min(max(asked.number("limit", 100), 1), 100)
    timeout = min(max(asked.number("timeout"), 0), LONGEST_POLL)
    bodies = bot.queue.take(offset, limit)
    if not bodies and timeout and await _arrival(bot, timeout):
        bodies = bot.queue.take(offset, limit)
    return Raw(f"[{','.join(bodies)}]")


async def _arrival(bot: Bot, seconds: int) -> bool:
    """Wait for an update; another poller or a webhook ends the waiting with 409."""
    loop = asyncio.get_running_loop()
    bot.end_poll(errors.OTHER_POLLER)
    poll: asyncio.Future[Refused | None] = loop.create_future()
    bot.poll = poll
    bot.queue.on_put = lambda: _wake(bot, loop)
    bot.world.tell("polls", {"bot": bot.bot_id})
    try:
        ended = await asyncio.wait_for(poll, seconds)
    except TimeoutError:
        return False
    finally:
        bot.poll = None if bot.poll is poll else bot.poll
    if ended is not None:
        raise ended
    return True


def _wake(bot: Bot, loop: asyncio.AbstractEventLoop) -> None:
    bot.queue.on_put = lambda: None
    loop.call_later(WAIT_AFTER_FIRST, bot.end_poll, None)


def set_webhook(bot: Bot, asked: Asked) -> bool:
    """Send updates to an address from now on; an empty one ends it."""
    _drop_pending(bot, asked)
    if asked.has("allowed_updates"):
        bot.queue.allow(asked.names("allowed_updates"))
    url, secret = asked.text("url"), asked.text("secret_token")
    if url:
        _check_address(url, secret)
        bot.end_poll(errors.WEBHOOK_CAME)
    connections = min(max(asked.number("max_connections", 40), 1), 100)
    bot.webhook = Webhook(url, secret, connections)
    bot.world.webhook_changed(bot)
    return True


def delete_webhook(bot: Bot, asked: Asked) -> bool:
    """End the webhook."""
    _drop_pending(bot, asked)
    bot.webhook = Webhook()
    bot.world.webhook_changed(bot)
    return True


def get_webhook(bot: Bot, _asked: Asked) -> Wire:
    """Return the state of the webhook."""
    webhook, queue = bot.webhook, bot.queue
    return without_none(
        url=webhook.url,
        has_custom_certificate=False,
        pending_update_count=queue.pending,
        last_error_date=webhook.failed_at or None,
        last_error_message=webhook.failed_with or None,
        max_connections=webhook.connections if webhook.url else None,
        ip_address="127.0.0.1" if webhook.url else None,
        allowed_updates=sorted(queue.allowed) or None,
    )


def log_out(bot: Bot, _asked: Asked) -> bool:
    """Leave the server, or close the instance: nothing keeps a bot from coming back here."""
    bot.end_poll(errors.UNAUTHORIZED)
    return True


def _drop_pending(bot: Bot, asked: Asked) -> None:
    if asked.flag("drop_pending_updates"):
        bot.queue.forget()


def _check_address(url: str, secret: str) -> None:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if not parts.hostname or parts.scheme not in ("http", "https"):
        errors.bad(errors.WEBHOOK_ADDRESS)
    if len(secret) > 256:
        errors.bad(errors.WEBHOOK_SECRET_LONG)
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        errors.bad(errors.WEBHOOK_SECRET)
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        errors.bad(errors.WEBHOOK_HTTPS)


METHODS = (
    Method("getUpdates", get_updates, (), ("offset", "limit", "timeout", "allowed_updates")),
    Method(
        "setWebhook",
        set_webhook,
        ("url",),
        ("secret_token", "max_connections", "allowed_updates", "drop_pending_updates"),
        ("certificate", "ip_address"),
    ),
    Method("deleteWebhook", delete_webhook, (), ("drop_pending_updates",)),
    Method("getWebhookInfo", get_webhook),
    Method("logOut", log_out),
    Method("close", log_out),
)
