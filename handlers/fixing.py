"""Fixing a mistake: [Undo], /undo, a choice among close names, and replies that correct a card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from clinic.calendar import HOUR
from clinic.catalogue import Field
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.amending import amend, correct_line
from handlers.callbacks import Choose, ShowLine, VoidLine
from handlers.desk import Desk
from handlers.filters import May
from handlers.letters import Rows
from handlers.showing import NoSuchLine, count_only, own_line, show_anew, show_everywhere
from storage.unit import Unit
from storage.visits import void_line

UNDO_REACH = 24 * HOUR


class NothingToUndo(Refusal):
    """The person has no standing entry of the last day."""

    template = _("You have logged nothing in the last 24 hours. /day lists the day.")


class EditedInVain(Refusal):
    """A message was edited in Telegram whose entry cannot follow."""

    template = _("The entry stays as it was: press Edit on its card, or reply to the card.")


def routes() -> Router:
    """Route what mends an entry."""
    router = Router(name=__name__)
    for observer in (router.message, router.callback_query, router.edited_message):
        observer.filter(May(Right.LOG))
    router.message.register(undo, Command("undo"))
    router.message.register(correct, F.reply_to_message, F.text, ~F.text.startswith("/"))
    router.edited_message.register(explain_editing)
    router.callback_query.register(void, VoidLine.filter())
    router.callback_query.register(show, ShowLine.filter())
    router.callback_query.register(choose, Choose.filter())
    return router


async def undo(message: Message, desk: Desk, unit: Unit) -> None:
    """Withdraw the person's newest entry and show which it was."""
    line = desk.journal.newest_of(desk.reader.id, unit.now - UNDO_REACH)
    if line is None:
        raise NothingToUndo
    gone = void_line(unit, line, desk.reader.id)
    show_everywhere(desk, gone, unit)
    show_anew(desk, gone, unit)


async def void(callback: CallbackQuery, callback_data: VoidLine, desk: Desk, unit: Unit) -> None:
    """Withdraw the button's own row; a second tap shows the same card again."""
    line = desk.journal.line(callback_data.line)
    if line is not None and line.voided is not None and desk.reader.may_mend(line.author_id):
        count_only(line, unit)
        show_everywhere(desk, line, unit)
        return
    gone = void_line(unit, own_line(desk, callback_data.line), desk.reader.id)
    show_everywhere(desk, gone, unit)


async def show(callback: CallbackQuery, callback_data: ShowLine, desk: Desk, unit: Unit) -> None:
    """Send the line's own card."""
    line = desk.journal.line(callback_data.line)
    if line is None or not desk.reader.may_mend(line.author_id):
        raise NoSuchLine
    show_anew(desk, line, unit)


async def choose(callback: CallbackQuery, callback_data: Choose, desk: Desk, unit: Unit) -> None:
    """Set a field to what was chosen; the card's other open questions stay open."""
    line = own_line(desk, callback_data.line)
    chosen: dict[str, Any] = {f"{callback_data.field.value}_id": callback_data.chosen}
    changed = amend(desk, line, replace(line, **chosen), unit)
    show_everywhere(desk, changed, unit, _other_choices(callback, callback_data.field))


def _other_choices(callback: CallbackQuery, settled: Field) -> Rows:
    """Return the chips of the other open questions, as the tapped message shows them."""
    markup = getattr(callback.message, "reply_markup", None)
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    buttons = [(button.text, button.callback_data or "") for row in rows for button in row]
    chips = [
        (text, Choose.unpack(carries))
        for text, carries in buttons
        if carries.startswith(f"{Choose.__prefix__}:")
    ]
    return [[chip] for chip in chips if chip[1].field is not settled]


async def correct(message: Message, desk: Desk, unit: Unit) -> None:
    """Change the replied card's own row: 4500, hygiene, w20, yesterday."""
    replied = message.reply_to_message
    line_id = replied and desk.mail.cards.entry_of(
        desk.reader.clinic_id, message.chat.id, replied.message_id
    )
    if not line_id:
        raise NoSuchLine
    correct_line(desk, own_line(desk, line_id), message.text or "", unit)


async def explain_editing(message: Message) -> None:
    """Say how an entry is changed."""
    raise EditedInVain
