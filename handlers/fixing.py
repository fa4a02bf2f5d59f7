"""Fixing a mistake: [Undo], /undo, a choice among close names, and replies that correct a card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, MaybeInaccessibleMessageUnion, Message

from clinic.calendar import HOUR
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.amending import amend, correct_line, is_whole_visit, read_correction
from handlers.callbacks import Choose, ShowLine, VoidLine
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.letters import token_of
from handlers.questions import listed, open_questions
from handlers.showing import any_line, count_only, own_line, show_anew, show_everywhere, show_here
from storage.unit import Unit
from storage.visits import void_line

UNDO_REACH = 24 * HOUR


class NothingToUndo(Refusal):
    """The person has no standing entry of the last day."""

    template = _("You have logged nothing in the last 24 hours. /day lists the day.")


class NotACard(Refusal):
    """A reply to a message that shows no single entry; taken as a line it would be a new visit."""

    template = _(
        "I can't tell which entry you mean. Reply to its own card, or press Edit there; /day lists "
        "the day."
    )


class NoSuchChoice(Refusal):
    """The button chooses what the catalogue does not have."""

    template = _("This choice is gone. Press Edit on the card and choose again.")


class EditedInVain(Refusal):
    """A message was edited in Telegram whose entry cannot follow."""

    template = _(
        "The entry stays as it was: I don't follow edited messages yet. Press Edit on its card, or "
        "reply to the card with what is right."
    )


def routes() -> Router:
    """Route what mends an entry."""
    router = Router(name=__name__)
    for observer in (router.message, router.callback_query, router.edited_message):
        observer.filter(May(Right.LOG))
    router.message.register(undo, command("undo"))
    router.message.register(correct, F.reply_to_message, F.text, ~IsCommand())
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
    line = any_line(desk, callback_data.line)
    if line.voided is not None:
        count_only(line, unit)
        show_everywhere(desk, line, unit)
        return
    show_everywhere(desk, void_line(unit, line, desk.reader.id), unit)


async def show(callback: CallbackQuery, callback_data: ShowLine, desk: Desk, unit: Unit) -> None:
    """Send the line's own card."""
    show_anew(desk, any_line(desk, callback_data.line), unit)


async def choose(
    callback: CallbackQuery, callback_data: Choose, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Set a field to what was chosen; the card's other open questions stay open."""
    line, field = own_line(desk, callback_data.line), callback_data.field
    if callback_data.chosen not in {each.id for each in listed(desk, field)}:
        raise NoSuchChoice
    chosen: dict[str, Any] = {f"{field.value}_id": callback_data.chosen}
    changed = amend(desk, line, replace(line, **chosen), unit)
    still_open = open_questions(desk, callback.message)
    show_everywhere(desk, changed, unit, still_open.without(field))
    tapped = callback.message
    if tapped is not None and _entry_of(desk, tapped) != line.id:
        show_here(desk, changed, unit, tapped.message_id)
    if await state.get_value("line") == line.id:
        await state.clear()


async def correct(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change the replied card's own row: 4500, hygiene, w20, yesterday."""
    replied = message.reply_to_message
    line_id = replied and (_entry_of(desk, replied) or _typed_in(desk, replied))
    if not line_id:
        if await state.get_state() is None and not is_whole_visit(desk, message.text or ""):
            raise NotACard
        raise SkipHandler
    fields = read_correction(desk, message.text or "")
    correct_line(desk, own_line(desk, line_id), fields, unit, open_questions(desk, replied))


def _entry_of(desk: Desk, shown: MaybeInaccessibleMessageUnion) -> int | None:
    """Return the line that a message shows as its card."""
    chat_id, clinic_id = shown.chat.id, desk.reader.clinic_id
    return desk.mail.cards.entry_of(clinic_id, chat_id, shown.message_id)


def _typed_in(desk: Desk, message: Message) -> int | None:
    """Return the line that a message was typed for; of several lines none is meant."""
    written = [desk.journal.line_by_token(token_of(message, number)) for number in (0, 1)]
    return written[0].id if written[0] and not written[1] else None


async def explain_editing(message: Message, desk: Desk) -> None:
    """Say how an entry is changed; what was not saved yet can still become one."""
    if desk.journal.line_by_token(token_of(message, 0)) is None:
        raise SkipHandler
    raise EditedInVain
