"""Two codes of one patient become one, and two again."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
