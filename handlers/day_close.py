"""The day's close: who logged today is asked for what is missing, if anything is."""

from __future__ import annotations

from aiogram import Router

from handlers.chores import Chore, Daily


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {}, ()
