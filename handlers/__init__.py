"""Telegram in, words out: each file has ``routes()`` on top and thin functions below."""

from __future__ import annotations

from aiogram import Router

from handlers import (
    chips,
    clinics,
    complaint_fixing,
    complaints,
    day,
    edited,
    editing,
    fallback,
    fixing,
    form_picks,
    forwarded,
    group_rest,
    groups,
    help,
    home,
    invites,
    inviting,
    language,
    numbers,
    offering,
    origins,
    practice,
    praise,
    put_back,
    refusals,
    said_edited,
    said_fixing,
    said_replies,
    setting_answers,
    settings,
    setup,
    strangers,
    team,
    team_changes,
    visit_form,
    visits,
)

SAID = (complaints, complaint_fixing, praise, said_fixing, said_replies, said_edited, put_back)
"""What patients say: replies to these cards come before those to visits."""

_GROUPS_TOO = (
    *(refusals, groups, day, chips, origins, fixing, edited, numbers, visits),
    *(*SAID, group_rest, fallback),
)
IN_GROUPS = frozenset(area.__name__ for area in _GROUPS_TOO)
"""Whom a staff group reaches: the others ask questions, or show what is one person's own."""


def all_routes() -> list[Router]:
    """Return the routers in the order in which they are asked."""
    first = (strangers, refusals, forwarded, groups, practice)
    # A reply or an answer comes before a question: "yesterday" is a day there, and no period.
    people = (invites, inviting, team, team_changes, clinics)
    owners = (setup, settings, offering, setting_answers)
    areas = (
        help,
        home,
        language,
        day,
        visit_form,
        form_picks,
        *SAID,
        chips,
        origins,
        fixing,
        edited,
        editing,
        numbers,
        visits,
    )
    return [area.routes() for area in (*first, *people, *owners, *areas, group_rest, fallback)]
