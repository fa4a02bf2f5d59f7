"""Access: every handler is given what it names, and strangers' handlers ask for nothing more."""

import inspect
from collections.abc import Callable, Iterator

import pytest
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter

from bot.access import FOR_EVERYBODY, FOR_MEMBERS
from handlers import all_routes, refusals, strangers
from handlers.entry_lines import SpokenEntry
from handlers.filters import IsStranger
from handlers.numbers import NamesMetric, NamesPeriod

AIOGRAM = frozenset({"state"})
"""What our handlers take of what aiogram itself provides."""

ASKED = {"metric", "rest"}
GIVES: dict[type, set[str]] = {
    Command: {"command"},
    CallbackQueryFilter: {"callback_data"},
    NamesPeriod: ASKED,
    NamesMetric: ASKED,
    SpokenEntry: {"kind", "line"},
}
FOR_ALL = {strangers.__name__, refusals.__name__}
"""Routers whom also people without a role reach."""


def routed() -> Iterator[tuple[str, str, HandlerObject]]:
    for router in all_routes():
        for kind, observer in router.observers.items():
            for handler in observer.handlers:
                yield router.name, kind, handler


def asked_for(callback: Callable[..., object]) -> set[str]:
    """The names of a handler's or filter's parameters behind the event; defaults need nobody."""
    _event, *rest = inspect.signature(callback).parameters.values()
    return {
        each.name
        for each in rest
        if each.default is each.empty and each.kind is not each.VAR_KEYWORD
    }


def given_by_filters(handler: HandlerObject) -> set[str]:
    filters = [each.callback for each in handler.filters or ()]
    found = [names for each in filters for kind, names in GIVES.items() if isinstance(each, kind)]
    return set().union(*found)


@pytest.mark.parametrize(
    ("router", "handler"),
    [
        pytest.param(router, handler, id=f"{router}.{handler.callback.__name__}-{kind}")
        for router, kind, handler in routed()
    ],
)
def test_every_handler_is_given_what_it_names(router: str, handler: HandlerObject) -> None:
    provided = FOR_EVERYBODY | AIOGRAM | given_by_filters(handler)
    provided |= frozenset() if router in FOR_ALL else FOR_MEMBERS

    assert asked_for(handler.callback) <= provided


def test_every_filter_is_given_what_it_names() -> None:
    for router in all_routes():
        provided = (
            FOR_EVERYBODY | AIOGRAM | (frozenset() if router.name in FOR_ALL else FOR_MEMBERS)
        )
        for observer in router.observers.values():
            own = list(observer._handler.filters or ())
            for each in [*own, *(one for h in observer.handlers for one in h.filters or ())]:
                if type(each.callback).__module__.startswith("handlers."):
                    assert asked_for(each.callback) <= provided, each.callback


def test_everything_that_strangers_reach_stands_behind_their_filter() -> None:
    router = next(router for router in all_routes() if router.name == strangers.__name__)
    for kind, observer in router.observers.items():
        if observer.handlers:
            filters = [each.callback for each in observer._handler.filters or ()]
            assert any(isinstance(each, IsStranger) for each in filters), kind


def test_the_walk_sees_the_handlers() -> None:
    names = {handler.callback.__name__ for _, _, handler in routed()}

    assert {"log_visits", "undo", "void", "invite", "enter", "say_refusal"} <= names
