"""Fixing a mistake: [Undo], /undo, a choice among close names, and replies that correct a card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, MaybeInaccessibleMessageUnion, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.amending import amend, correct_line, is_whole_visit, read_correction
from handlers.callbacks import Choose, CloseEdit, ShowLine, VoidLine, WithdrawLine
from handlers.cards import headline
from handlers.desk import Desk
from handlers.editing import asks_on
from handlers.filters import IsCommand, May, command
from handlers.history import signed
from handlers.keys import IsKey
from handlers.letters import Rows, token_of
from handlers.questions import listed, open_questions
from handlers.reach import (
    any_line,
    line_of,
    no_card,
    own_line,
)
from handlers.showing import (
    ask_here,
    show_anew,
    show_everywhere,
    show_here,
    shows,
    still_asked,
    way_back,
)
from handlers.withdrawal import (
    UNDO_REACH,
    WITHDRAW_IT,
    goes_at_once,
    refuse_if_changed,
    refuse_if_gone,
)
from storage.journal import VisitLine
from storage.unit import Unit
from storage.visits import void_line


class NothingToUndo(Refusal):
    """The person has no standing entry of the last day."""

    template = _("You have logged nothing in the last 24 hours. /day lists the day.")


class NoSuchChoice(Refusal):
    """The button chooses what the catalogue does not have."""

    template = _("This choice is gone. Press Edit on the card and choose again.")


def routes() -> Router:
    """Route what mends an entry."""
    router = Router(name=__name__)
    for observer in (router.message, router.callback_query):
        observer.filter(May(Right.LOG))
    router.message.register(undo, command("undo"))
    router.message.register(correct, F.reply_to_message, F.text, ~IsCommand(), ~IsKey())
    router.callback_query.register(void, VoidLine.filter())
    router.callback_query.register(withdraw, WithdrawLine.filter())
    router.callback_query.register(show, ShowLine.filter())
    router.callback_query.register(choose, Choose.filter())
    return router


async def undo(message: Message, desk: Desk, unit: Unit) -> None:
    """Withdraw the person's newest entry and show which it was; a question comes before later."""
    line = desk.journal.newest_of(desk.reader.id, unit.now - UNDO_REACH)
    if line is None:
        raise NothingToUndo
    if goes_at_once(desk, line, unit):
        gone = void_line(unit, line, desk.reader.id)
        show_everywhere(desk, gone, unit)
        show_anew(desk, gone, unit)
    else:
        ask_here(desk, line, unit, None, _answers(desk, line), _question(desk, line))


async def void(callback: CallbackQuery, callback_data: VoidLine, desk: Desk, unit: Unit) -> None:
    """Withdraw the button's own row, or ask first; a second tap shows the same card again."""
    line = _still_standing(desk, callback_data.line)
    if line.voided is None and not goes_at_once(desk, line, unit):
        shown = callback.message
        ask_here(desk, line, unit, shown, _answers(desk, line), _question(desk, line))
    else:
        _withdraw(desk, line, unit, callback)


async def withdraw(
    callback: CallbackQuery, callback_data: WithdrawLine, desk: Desk, unit: Unit
) -> None:
    """Withdraw the row that the person was asked about, if it is still as it was."""
    line = _still_standing(desk, callback_data.line)
    refuse_if_changed(line, callback_data.seen)
    _withdraw(desk, line, unit, callback)


def _still_standing(desk: Desk, line_id: int) -> VisitLine:
    line = any_line(desk, line_id)
    refuse_if_gone(desk, line)
    return line


def _question(desk: Desk, line: VisitLine) -> str:
    """Return before → after, and who wrote the entry when."""
    written = signed(desk, desk.words(_("Logged")), line.author_id, line.logged)
    head = Markup(headline(desk, line))
    return desk.words(WITHDRAW_IT, head=head, written=Markup(written))


def _answers(desk: Desk, line: VisitLine) -> Rows:
    yes = (desk.words(_("Withdraw")), WithdrawLine(line=line.id, seen=line.change))
    return [[yes, (desk.words(_("Keep")), CloseEdit(line=line.id))]]


def _withdraw(desk: Desk, line: VisitLine, unit: Unit, callback: CallbackQuery) -> None:
    gone = void_line(unit, line, desk.reader.id) if line.voided is None else line
    show_everywhere(desk, gone, unit, back=way_back(callback.message))


async def show(callback: CallbackQuery, callback_data: ShowLine, desk: Desk, unit: Unit) -> None:
    """Send the line's own card."""
    line = any_line(desk, callback_data.line)
    show_anew(desk, line, unit, still_asked(desk, line))


async def choose(
    callback: CallbackQuery, callback_data: Choose, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Set a field to what was chosen; the card's other open questions stay open."""
    line, field = own_line(desk, callback_data.line), callback_data.field
    if callback_data.chosen not in {each.id for each in listed(desk, field)}:
        raise NoSuchChoice
    chosen: dict[str, Any] = {f"{field.value}_id": callback_data.chosen}
    changed = amend(desk, line, replace(line, **chosen), unit)
    tapped = callback.message
    still_open = open_questions(desk, tapped).without(field)
    show_everywhere(desk, changed, unit, still_open, way_back(tapped))
    if tapped is not None and not shows(desk, line, tapped):
        show_here(desk, changed, unit, tapped.message_id)
    if await state.get_value("line") == line.id:
        await state.clear()


async def correct(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Change the replied card's own row: 4500, hygiene, w20, yesterday."""
    replied = message.reply_to_message
    line_id = replied and (_entry_of(desk, replied) or _typed_in(desk, replied))
    if not line_id:
        if await state.get_state() is None and not is_whole_visit(desk, message.text or ""):
            raise no_card(desk)
        raise SkipHandler
    if line_of(desk, line_id) is None or await asks_on(state, line_id, unit.now):
        raise SkipHandler  # an entry of another kind, or an answer to what its card asks
    line = own_line(desk, line_id)
    fields = read_correction(desk, message.text or "")
    correct_line(desk, line, fields, unit, open_questions(desk, replied), way_back(replied))


def _entry_of(desk: Desk, shown: MaybeInaccessibleMessageUnion) -> int | None:
    """Return the line that a message shows as its card."""
    chat_id, clinic_id = shown.chat.id, desk.reader.clinic_id
    return desk.mail.cards.entry_of(clinic_id, chat_id, shown.message_id)


def _typed_in(desk: Desk, message: Message) -> int | None:
    """Return the line that a message was typed for; of several lines none is meant."""
    written = [desk.journal.line_by_token(token_of(message, number)) for number in (0, 1)]
    return written[0].id if written[0] and not written[1] else None
