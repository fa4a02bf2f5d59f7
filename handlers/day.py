"""/day: a day's entries, page by page; a number opens that entry's card in the same message."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from clinic.calendar import day_number
from clinic.days import read_day
from clinic.people import Right
from handlers.callbacks import OpenLine, ShowDay
from handlers.day_views import day_page
from handlers.desk import Desk
from handlers.entry_buttons import OpenEntry
from handlers.entry_cards import face_of, put
from handlers.entry_reach import any_kept
from handlers.filters import May, command
from handlers.keys import DAY, Pressed
from handlers.letters import edit_card, edit_message
from handlers.letters import message as letter
from handlers.reach import LARGEST_ID, any_line
from handlers.showing import show_here
from storage.cards import NOTHING_SHOWN, show_entry
from storage.unit import Unit


def routes() -> Router:
    """Route the list of a day."""
    router = Router(name=__name__)
    router.message.register(list_day, command("day"), May(Right.LOG))
    router.message.register(list_today, Pressed(DAY), May(Right.LOG))
    router.callback_query.register(turn_page, ShowDay.filter(), May(Right.LOG))
    router.callback_query.register(open_line, OpenLine.filter(), May(Right.LOG))
    router.callback_query.register(open_entry, OpenEntry.filter(), May(Right.LOG))
    return router


async def list_day(message: Message, command: CommandObject, desk: Desk, unit: Unit) -> None:
    """List the day that is named behind the command, or today."""
    today = desk.calendar.today()
    day = read_day(command.args, today) if command.args else today
    unit.send(letter(desk.chat_id, *day_page(desk, day_number(day))))


async def list_today(message: Message, desk: Desk, unit: Unit) -> None:
    """List today's entries."""
    unit.send(letter(desk.chat_id, *day_page(desk, day_number(desk.calendar.today()))))


async def turn_page(
    callback: CallbackQuery, callback_data: ShowDay, desk: Desk, unit: Unit
) -> None:
    """Show another page or day in the same message; a card that was opened in it goes."""
    page = day_page(desk, _day(desk, callback_data.day), callback_data.first)
    if callback.message is None:
        unit.send(letter(desk.chat_id, *page))
        return
    message_id = callback.message.message_id
    card = desk.mail.cards.at(desk.reader.clinic_id, desk.chat_id, message_id)
    if card is None:
        unit.send(edit_message(desk.chat_id, message_id, *page))
        return
    card_id, shown = card
    if shown != NOTHING_SHOWN:
        show_entry(unit, card_id, NOTHING_SHOWN)
    unit.send(edit_card(desk.chat_id, card_id, *page))


async def open_line(
    callback: CallbackQuery, callback_data: OpenLine, desk: Desk, unit: Unit
) -> None:
    """Show the line's card where the list was, with the way back to the same place."""
    line = any_line(desk, callback_data.line)
    back = _place(desk, callback_data)
    message_id = callback.message.message_id if callback.message else None
    show_here(desk, line, unit, message_id, back)


async def open_entry(
    callback: CallbackQuery, callback_data: OpenEntry, desk: Desk, unit: Unit
) -> None:
    """Show the card of an entry of another kind likewise."""
    kept = any_kept(desk, callback_data.entry)
    back = _place(desk, callback_data)
    put(desk, kept, face_of(desk, kept), callback.message, unit, back)


def _place(desk: Desk, opened: OpenLine | OpenEntry) -> ShowDay:
    """Return the place in the list from which a card is opened."""
    first = min(max(opened.first, 0), LARGEST_ID)
    return ShowDay(day=_day(desk, opened.day), first=first)


def _day(desk: Desk, day: int) -> int:
    """Return the day of a button, or the nearest that can be listed."""
    return min(max(day, 0), day_number(desk.calendar.today()))
