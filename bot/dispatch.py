"""The dispatcher: every handler behind the access check, in the order in which they are asked."""

from __future__ import annotations

from aiogram import Dispatcher

from bot.access import Access, Provisions
from bot.chats import Chats
from bot.forms import Forms
from handlers import all_routes


def dispatcher_of(given: Provisions, chats: Chats) -> Dispatcher:
    """Return a dispatcher whose handlers are given what ``bot.access`` lists."""
    dispatcher = Dispatcher(storage=Forms(given.mail), events_isolation=None)
    dispatcher.update.outer_middleware(Access(given, chats))
    dispatcher.include_routers(*all_routes())
    return dispatcher
