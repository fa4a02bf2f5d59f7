"""Telegram in, words out: each file has ``routes()`` on top and thin functions below."""

from __future__ import annotations

from aiogram import Router

from handlers import (
    clinics,
    day,
    editing,
    fallback,
    fixing,
    forwarded,
    help,
    home,
    invites,
    inviting,
    language,
    numbers,
    refusals,
    strangers,
    team,
    team_changes,
    visits,
)


def all_routes() -> list[Router]:
    """Return the routers in the order in which they are asked."""
    first = (strangers, refusals, forwarded)
    # A reply or an answer comes before a question: "yesterday" is a day there, and no period.
    people = (invites, inviting, team, team_changes, clinics)
    areas = (help, home, language, day, fixing, editing, numbers, visits)
    return [area.routes() for area in (*first, *people, *areas, fallback)]
