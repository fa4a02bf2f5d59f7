"""Withdrawing an entry of any kind: at once for ten minutes, with a question afterwards."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers import entry_rules
from handlers.complaint_cards import LOGGED
from handlers.desk import Desk
from handlers.entry_buttons import ShowEntry, VoidEntry, WithdrawEntry
from handlers.entry_cards import Face, put, show_anew, show_everywhere, show_result
from handlers.entry_reach import any_kept
from handlers.entry_views import entry_head
from handlers.filters import May, command
from handlers.history import signed
from handlers.showing import way_back
from handlers.withdrawal import (
    UNDO_REACH,
    WITHDRAW_IT,
    goes_at_once,
    refuse_if_changed,
    refuse_if_gone,
)
from storage.keeping import void_kept
from storage.kept import Kept, newest_kept
from storage.unit import Unit


def routes() -> Router:
    """Route what takes entries back."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(undo, command("undo"))
    router.callback_query.register(void, VoidEntry.filter())
    router.callback_query.register(withdraw, WithdrawEntry.filter())
    return router


async def undo(message: Message, desk: Desk, unit: Unit) -> None:
    """Withdraw the person's newest entry where it is of these kinds; else go on."""
    since = unit.now - UNDO_REACH
    newest = newest_kept(desk.journal, desk.reader.id, since)
    line = desk.journal.newest_of(desk.reader.id, since)
    if newest is None or (line and (line.logged, line.id) > (newest.logged, newest.id)):
        raise SkipHandler
    if goes_at_once(desk, newest, unit):
        gone = gone_from(desk, newest, unit)
        show_everywhere(desk, gone, unit)
        show_anew(desk, gone, unit)
    else:
        put(desk, newest, question(desk, newest), None, unit)


async def void(callback: CallbackQuery, callback_data: VoidEntry, desk: Desk, unit: Unit) -> None:
    """Withdraw the button's own row, or ask first; a second tap shows the same card again."""
    kept = any_kept(desk, callback_data.entry)
    refuse_if_gone(desk, kept)
    if kept.voided is None and not goes_at_once(desk, kept, unit):
        shown = callback.message
        put(desk, kept, question(desk, kept), shown, unit, way_back(shown))
    else:
        _withdraw(desk, kept, unit, callback)


async def withdraw(
    callback: CallbackQuery, callback_data: WithdrawEntry, desk: Desk, unit: Unit
) -> None:
    """Withdraw the row that the person was asked about, if it is still as it was."""
    kept = any_kept(desk, callback_data.entry)
    refuse_if_gone(desk, kept)
    refuse_if_changed(kept, callback_data.seen)
    _withdraw(desk, kept, unit, callback)


def _withdraw(desk: Desk, kept: Kept, unit: Unit, callback: CallbackQuery) -> None:
    gone = gone_from(desk, kept, unit) if kept.voided is None else kept
    show_result(desk, gone, unit, way_back(callback.message))


def gone_from(desk: Desk, kept: Kept, unit: Unit) -> Kept:
    """Withdraw the entry with what was planned because of it; return it as it shall be."""
    gone = void_kept(unit, kept, desk.reader.id)
    entry_rules.after_change(desk, unit, kept, gone)
    return gone


def question(desk: Desk, kept: Kept) -> Face:
    """Return the question before an entry goes: what it is, who wrote it down, and when."""
    written = signed(desk, desk.words(LOGGED), kept.author_id, kept.logged)
    head = Markup(entry_head(desk, kept))
    text = desk.words(WITHDRAW_IT, head=head, written=Markup(written))
    yes = (desk.words(_("Withdraw")), WithdrawEntry(entry=kept.id, seen=kept.change))
    return text, [[yes, (desk.words(_("Keep")), ShowEntry(entry=kept.id))]]
