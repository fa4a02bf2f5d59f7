"""Files that are sent in chat: what their columns are, a dry run, and the import."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
