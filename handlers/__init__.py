"""Telegram in, words out: each file has ``routes()`` on top and thin functions below."""

from __future__ import annotations

from aiogram import Router

from handlers import (
    alarm_due,
    arrivals,
    at_risk_due,
    calls,
    chips,
    clinics,
    code_book,
    complaint_fixing,
    complaint_work,
    complaints,
    day,
    day_close,
    edited,
    editing,
    entry_edited,
    entry_editing,
    entry_forms,
    entry_lines,
    entry_replies,
    entry_withdrawing,
    expenses,
    exporting,
    fallback,
    fixing,
    form_picks,
    forwarded,
    group_rest,
    groups,
    guessing,
    help,
    home,
    importing,
    invites,
    inviting,
    language,
    measures,
    more,
    next_steps,
    number_lists,
    number_taps,
    numbers,
    offering,
    origins,
    patient_merging,
    posters,
    practice,
    praise,
    promise_states,
    promises,
    put_back,
    ratings,
    refusals,
    report_list,
    reviews,
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
from handlers.chores import Chore, Daily

SAID = (complaints, complaint_fixing, praise, said_fixing, said_replies, said_edited, put_back)
"""What patients say: replies to these cards come before those to visits."""

ENTRIES = (
    *(more, promise_states, arrivals, reviews, entry_forms, entry_withdrawing),
    *(entry_replies, entry_editing, entry_edited),
)
"""Everything else that is written down: replies to these cards come before those to visits too."""

_GROUPS_TOO = (
    *(refusals, groups, day, chips, origins, fixing, edited, numbers, number_taps, visits),
    *(*SAID, *ENTRIES, entry_lines, group_rest, fallback),
)
IN_GROUPS = frozenset(area.__name__ for area in _GROUPS_TOO)
"""Whom a staff group reaches: the others ask questions, or show what is one person's own."""


def all_routes() -> list[Router]:
    """Return the routers in the order in which they are asked."""
    patients = (ratings,)
    first = (*patients, strangers, refusals, forwarded, groups, practice)
    # A reply or an answer comes before a question: "yesterday" is a day there, and no period.
    people = (invites, inviting, team, team_changes, clinics)
    owners = (setup, settings, offering, setting_answers, code_book, patient_merging, posters)
    files = (importing, exporting)
    work = (complaint_work, measures, calls, promises, expenses, day_close)
    areas = (
        help,
        home,
        language,
        day,
        visit_form,
        form_picks,
        *SAID,
        *work,
        *ENTRIES,
        chips,
        origins,
        fixing,
        edited,
        editing,
        numbers,
        next_steps,
        number_taps,
        guessing,
        number_lists,
        report_list,
        entry_lines,  # answers, replies and periods come before its words
        visits,
    )
    return [
        area.routes() for area in (*first, *people, *owners, *files, *areas, group_rest, fallback)
    ]


def all_chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return the chores by the kind of their jobs, and those that every clinic has daily."""
    said = (complaint_work, at_risk_due, alarm_due, measures, ratings)
    areas = (*said, promises, expenses, calls, day_close)
    once: dict[str, Chore] = {}
    daily: tuple[Daily, ...] = ()
    for area in areas:
        more, again = area.chores()
        once |= more
        daily += again
    return once, daily
