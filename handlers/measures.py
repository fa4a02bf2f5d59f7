"""Prevention measures: who does what by when, and whether it helped after 30 and 90 days."""

from __future__ import annotations

from aiogram import Router

from handlers.chores import Chore, Daily


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {}, ()
