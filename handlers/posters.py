"""Posters that ask patients for their rating: a place, a link and a QR code."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
