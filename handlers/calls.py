"""The call list: whom to call, why, and what came of it."""

from __future__ import annotations

from aiogram import Router

from handlers.chores import Chore, Daily


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {}, ()
