"""Every route of the bot as its routers have it: what it listens to, its filters, its right."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData

import handlers
from clinic.people import Right
from handlers.filters import ForAll, IsStranger, May

DECLARED = (May, ForAll, IsStranger)


@dataclass(frozen=True)
class Route:
    """A handler and everything that is asked before it, its router's filters first."""

    name: str
    kind: str
    filters: tuple[object, ...]

    @property
    def declares(self) -> bool:
        return any(isinstance(each, DECLARED) for each in self.filters)

    @property
    def rights(self) -> set[Right]:
        """The rights that are asked for; none where any member may."""
        return {each._right for each in self.filters if isinstance(each, May)}

    @property
    def commands(self) -> set[str]:
        listed = [each.commands for each in self.filters if isinstance(each, Command)]
        return {str(name) for names in listed for name in names}


def routes_of(routers: Iterable[Router]) -> Iterator[Route]:
    """Yield the routes in the order in which they are asked; errors are asked about nobody."""
    for router in routers:
        yield from _own(router)
        yield from routes_of(router.sub_routers)


def _own(router: Router) -> Iterator[Route]:
    for kind, observer in router.observers.items():
        if kind == "error":
            continue
        before = [each.callback for each in observer._handler.filters or ()]
        for handler in observer.handlers:
            named = f"{handler.callback.__module__}.{handler.callback.__name__}"
            own = [each.callback for each in handler.filters or ()]
            yield Route(named, kind, (*before, *own))


def undeclared(routers: Iterable[Router]) -> list[str]:
    """Return a sentence about each route that does not say who may reach it."""
    return [
        f"{route.name} takes a {route.kind} and declares no right: give it, or its router, "
        "May(Right.…), ForAll() or IsStranger()"
        for route in routes_of(routers)
        if not route.declares
    ]


def button_classes() -> list[type[CallbackData]]:
    """Return every kind of callback data that a module of handlers defines, by prefix."""
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        importlib.import_module(module.name)
    found = [each for each in _below(CallbackData) if each.__module__.startswith("handlers.")]
    return sorted(found, key=lambda each: each.__prefix__)


def _below(parent: type[CallbackData]) -> Iterator[type[CallbackData]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)
