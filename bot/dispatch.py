"""The dispatcher: every handler behind the access check, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.handler import FilterObject

from bot.access import Access, Provisions
from bot.chats import Chats
from bot.forms import Forms
from handlers import all_routes


def dispatcher_of(given: Provisions, chats: Chats) -> Dispatcher:
    """Return a dispatcher whose handlers are given what ``bot.access`` lists."""
    dispatcher = Dispatcher(storage=Forms(given.mail), events_isolation=None)
    dispatcher.update.outer_middleware(Access(given, chats))
    dispatcher.include_routers(*all_routes())
    for router in dispatcher.sub_routers:
        _ask_at_once(router)
    return dispatcher


def _ask_at_once(router: Router) -> None:
    """Let the filters that are plain functions (``F.text``) answer where they are asked.

    aiogram hands each to a thread: six hops an update, a third of all its time.
    """
    for observer in router.observers.values():
        for handler in observer.handlers:
            for asked in handler.filters or ():
                if not asked.awaitable:
                    _answer_here(asked)


def _answer_here(asked: FilterObject) -> None:
    asked.callback = _awaitable(asked.callback)
    asked.awaitable = True


def _awaitable(plain: Callable[..., object]) -> Callable[..., Awaitable[object]]:
    async def answer(*event: object, **given: object) -> object:
        return plain(*event, **given)

    return answer
