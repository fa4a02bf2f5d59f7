"""Promises: the list of those that wait, and the reminder to whoever keeps one."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.people import Right
from handlers.chores import Chore, Daily
from handlers.desk import Desk
from handlers.entry_extra_buttons import DuePage
from handlers.filters import May, command
from handlers.letters import edit_message
from handlers.letters import message as letter
from handlers.promise_pages import due_page
from handlers.promise_reminders import remind
from handlers.promise_rules import REMINDER
from storage.unit import Unit


def routes() -> Router:
    """Route the list of what is due."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(list_due, command("due"))
    router.callback_query.register(turn_page, DuePage.filter())
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {REMINDER: remind}, ()


async def list_due(message: Message, desk: Desk, unit: Unit) -> None:
    """List the promises that wait."""
    unit.send(letter(desk.chat_id, *due_page(desk)))


async def turn_page(
    callback: CallbackQuery, callback_data: DuePage, desk: Desk, unit: Unit
) -> None:
    """Show another page of them in the same message."""
    page = due_page(desk, callback_data.first)
    if callback.message is None:
        unit.send(letter(desk.chat_id, *page))
    else:
        unit.send(edit_message(desk.chat_id, callback.message.message_id, *page))
