"""Mending entries of every kind: replies, [Edit], [Undo], edited messages."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
