"""The main screen: at most six keys, those that each role presses most; the rest is on /more."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from clinic.people import Right, Role, StaffMember
from clinic.words import Markup, Words
from handlers.day import list_day
from handlers.desk import Desk
from handlers.filters import May
from handlers.keys import (
    CHART,
    CLINICS,
    COMPLAINT,
    DAY,
    MORE,
    PRACTICE,
    PRAISE,
    TODAY,
    VISIT,
    Pressed,
)
from handlers.letters import Keys, shortened, with_keys
from handlers.letters import message as letter
from handlers.numbers import draw_period
from handlers.reporting import Reporting
from storage.unit import Letter, Unit

LONGEST_NAME = 24
"""Characters of a clinic's name on a key: two keys stand side by side on a phone."""


def routes() -> Router:
    """Route the keys that stand for a command."""
    router = Router(name=__name__)
    router.message.register(list_today, Pressed(DAY), May(Right.LOG))
    router.message.register(draw_week, Pressed(CHART), May(Right.SEE_COUNTS))
    return router


async def list_today(message: Message, desk: Desk, unit: Unit) -> None:
    """List today, as /day does."""
    await list_day(message, CommandObject(), desk, unit)


async def draw_week(message: Message, desk: Desk, reports: Reporting, unit: Unit) -> None:
    """Send the picture of this week, as /chart does."""
    await draw_period(message, CommandObject(), desk, reports, unit)


def keys_of(desk: Desk) -> Keys:
    """Return the labels of the reader's main screen, row by row, in his language."""
    return keys_for(desk.words, desk.reader, desk.settings.name)


def keys_for(words: Words, reader: StaffMember, clinic: str) -> Keys:
    """Return the labels for a staff member as he is in the clinic of this name.

    Who practises finds the end of it, who works in several clinics the one where he is; the list
    of the day gives way to it.
    """
    owner = reader.role is Role.OWNER
    last = words(MORE)
    if reader.several:
        # Keys are plain text: what Words escapes would be seen as typed.
        last = words(CLINICS, name=Markup(shortened(clinic, LONGEST_NAME)))
    if reader.practises:
        last = words(PRACTICE)
    day = MORE if reader.several or reader.practises else DAY
    rows = (
        ((VISIT, COMPLAINT), (TODAY, CHART), (day,))
        if owner
        else ((VISIT, COMPLAINT), (PRAISE, day), (TODAY,))
    )
    board = [[words(key) for key in row] for row in rows]
    board[-1].append(last)
    return board


def with_home(desk: Desk, text: str) -> Letter:
    """Return a message that shows the main screen; in a group, where all would press it, none."""
    if desk.in_group:
        return letter(desk.chat_id, text)
    return with_keys(desk.chat_id, text, keys_of(desk))
