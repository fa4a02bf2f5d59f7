"""Entries of every kind by a typed line: `/expense ads 20000 instagram`, or the bare words."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
