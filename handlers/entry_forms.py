"""Entries of every kind by taps: [More] → what → its fields, on one living message."""

from __future__ import annotations

from aiogram import Router


def routes() -> Router:
    """Route it."""
    return Router(name=__name__)
