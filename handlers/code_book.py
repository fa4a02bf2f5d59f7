"""Services and channels that are merged, rooms, holidays and deadlines."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
