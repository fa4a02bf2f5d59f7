"""What was refused, said in the reader's language: one place for all handlers."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ErrorEvent, Message

from clinic.errors import Refusal
from clinic.people import StaffMember
from clinic.words import Words
from handlers import entry_cards
from handlers.desk import Desk
from handlers.entry_reach import kept_of
from handlers.group_answers import answer_in_group
from handlers.letters import message, to_stranger
from handlers.reach import OutOfReach, line_of
from handlers.showing import show_anew, show_everywhere, show_result, shows, still_asked, way_back
from storage.kept import Kept
from storage.unit import Unit


def routes() -> Router:
    """Route refusals; every other fault goes on to the lane, which tries the update again."""
    router = Router(name=__name__)
    router.errors.register(say_refusal, ExceptionTypeFilter(Refusal))
    return router


async def say_refusal(
    event: ErrorEvent,
    unit: Unit,
    words: Words,
    state: FSMContext,
    author: StaffMember | None = None,
    desk: Desk | None = None,
) -> None:
    """Answer what to write instead; nothing of the unit is written, and strangers wait."""
    refusal, update = event.exception, event.update
    spoke = update.message or update.edited_message or update.callback_query
    if not isinstance(refusal, Refusal) or spoke is None or spoke.from_user is None:
        return
    unit.reset()
    text = words.refusal(refusal)
    if desk is not None and desk.in_group:
        answer_in_group(spoke, desk, text, unit)
    else:
        say = message if author else to_stranger
        unit.send(say(_chat_of(spoke) or spoke.from_user.id, text))
    if isinstance(refusal, OutOfReach):
        await _end_form_of(refusal, state)
        if desk is not None:
            _show_fresh(desk, refusal, unit, spoke)


def _chat_of(spoke: Message | CallbackQuery) -> int | None:
    """Return the chat in which the person spoke; a button of an inline message has none."""
    shown = spoke.message if isinstance(spoke, CallbackQuery) else spoke
    return shown.chat.id if shown is not None else None


def _show_fresh(
    desk: Desk, refusal: OutOfReach, unit: Unit, spoke: Message | CallbackQuery
) -> None:
    """Show the line as it stands to who may see it: in the tapped message, or where he looks."""
    line_id = refusal.fields.get("line")
    if isinstance(line_id, int) and (kept := kept_of(desk, line_id)) is not None:
        _show_kept(desk, kept, unit, spoke)
        return
    line = line_of(desk, line_id) if isinstance(line_id, int) else None
    if line is None or not desk.reader.may_mend(line.author_id):
        return
    asked = still_asked(desk, line)
    if not isinstance(spoke, CallbackQuery):
        show_result(desk, line, unit, asked)
        return
    show_everywhere(desk, line, unit, asked, way_back(spoke.message))
    if not shows(desk, line, spoke.message):
        show_anew(desk, line, unit, asked)


def _show_kept(desk: Desk, kept: Kept, unit: Unit, spoke: Message | CallbackQuery) -> None:
    """Show an entry of another kind likewise."""
    if not desk.reader.may_mend(kept.author_id):
        return
    if isinstance(spoke, CallbackQuery):
        back = way_back(spoke.message)
        entry_cards.put(desk, kept, entry_cards.face_of(desk, kept), spoke.message, unit, back)
    else:
        entry_cards.show_result(desk, kept, unit)


async def _end_form_of(refusal: OutOfReach, state: FSMContext) -> None:
    """Let no form wait for a line that cannot be changed: it would refuse every answer."""
    form = await state.get_data()
    if form and form.get("line") == refusal.fields.get("line"):
        await state.clear()
