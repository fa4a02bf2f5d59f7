"""The clinic's journal as a file, by role."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
