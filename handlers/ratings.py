"""What patients say themselves: stars, chips and words, behind a poster's link."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
