"""Promises: kept, late, broken or released, and the reminder to whoever gave one."""

from __future__ import annotations

from aiogram import Router

from handlers.chores import Chore, Daily


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {}, ()
