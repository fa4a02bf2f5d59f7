"""Telegram in, words out: each file has ``routes()`` on top and thin functions below."""

from __future__ import annotations

from aiogram import Router

from handlers import (
    day,
    editing,
    fallback,
    fixing,
    forwarded,
    help,
    invites,
    language,
    numbers,
    refusals,
    strangers,
    visits,
)


def all_routes() -> list[Router]:
    """Return the routers in the order in which they are asked."""
    first = (strangers, refusals, forwarded)
    areas = (invites, help, language, numbers, day, fixing, editing, visits)
    return [area.routes() for area in (*first, *areas, fallback)]
