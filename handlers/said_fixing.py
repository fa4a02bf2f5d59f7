"""Withdrawing complaints and praise: [Undo] at once for ten minutes, with a question afterwards."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers import said_forms as forms
from handlers.alarm import see
from handlers.cards import WHOLE
from handlers.complaint_cards import LOGGED
from handlers.desk import Desk
from handlers.editing import DROPPED as STAYS
from handlers.filters import May, command
from handlers.form_life import DROPPED
from handlers.history import signed
from handlers.letters import edit_card
from handlers.letters import message as letter
from handlers.said import (
    Face,
    Said,
    any_said,
    face_of,
    head_of,
    put,
    said_of,
    show_anew,
    show_everywhere,
    show_result,
    void_said,
)
from handlers.said_buttons import DropSaid, OpenSaid, ShowSaid, VoidSaid, WithdrawSaid
from handlers.said_forms import Saying
from handlers.withdrawal import (
    UNDO_REACH,
    WITHDRAW_IT,
    goes_at_once,
    refuse_if_changed,
    refuse_if_gone,
)
from storage.complaints import Complaint, newest_complaint
from storage.journal import VisitLine
from storage.kept import Kept, newest_kept
from storage.praises import newest_praise
from storage.unit import Unit


def routes() -> Router:
    """Route what takes complaints and praise back, and what shows them."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.callback_query.register(void, VoidSaid.filter())
    router.callback_query.register(withdraw, WithdrawSaid.filter())
    router.callback_query.register(show, ShowSaid.filter())
    router.callback_query.register(open_card, OpenSaid.filter())
    router.callback_query.register(drop, DropSaid.filter())
    router.message.register(undo, command("undo"))
    router.message.register(drop_waiting, command("cancel"), StateFilter(Saying))
    return router


async def undo(message: Message, desk: Desk, unit: Unit) -> None:
    """Withdraw the person's newest entry where it is a complaint or praise; else go on."""
    since = unit.now - UNDO_REACH
    where = (desk.journal, desk.reader.id, since)
    found = [each for each in (newest_complaint(*where), newest_praise(*where)) if each]
    newest = max(found, key=_logged, default=None)
    others = [desk.journal.newest_of(desk.reader.id, since), newest_kept(*where)]
    if newest is None or any(each and _logged(each) > _logged(newest) for each in others):
        raise SkipHandler
    if goes_at_once(desk, newest, unit):
        gone = void_said(unit, newest, desk.reader.id)
        show_everywhere(desk, gone, unit)
        show_anew(desk, gone, unit)
    else:
        put(desk, newest.id, question(desk, newest), None, unit)


def _logged(entry: Said | VisitLine | Kept) -> tuple[int, int]:
    return entry.logged, entry.id


async def void(callback: CallbackQuery, callback_data: VoidSaid, desk: Desk, unit: Unit) -> None:
    """Withdraw the button's own row, or ask first; a second tap shows the same card again."""
    said = any_said(desk, callback_data.entry)
    refuse_if_gone(desk, said)
    if said.voided is None and not goes_at_once(desk, said, unit):
        put(desk, said.id, question(desk, said), callback.message, unit)
    else:
        _withdraw(desk, said, unit)


async def withdraw(
    callback: CallbackQuery, callback_data: WithdrawSaid, desk: Desk, unit: Unit
) -> None:
    """Withdraw the row that the person was asked about, if it is still as it was."""
    said = any_said(desk, callback_data.entry)
    refuse_if_gone(desk, said)
    refuse_if_changed(said, callback_data.seen)
    _withdraw(desk, said, unit)


def _withdraw(desk: Desk, said: Said, unit: Unit) -> None:
    gone = said if said.voided is not None else void_said(unit, said, desk.reader.id)
    show_result(desk, gone, unit)


def question(desk: Desk, said: Said) -> Face:
    """Return the question before an entry goes: what it is, who wrote it down, and when."""
    written = signed(desk, desk.words(LOGGED), said.author_id, said.logged)
    head = Markup(head_of(desk, said, WHOLE))
    text = desk.words(WITHDRAW_IT, head=head, written=Markup(written))
    yes = (desk.words(_("Withdraw")), WithdrawSaid(entry=said.id, seen=said.change))
    return text, [[yes, (desk.words(_("Keep")), ShowSaid(entry=said.id))]]


async def show(
    callback: CallbackQuery, callback_data: ShowSaid, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the card as it stands, in place of a question."""
    said = any_said(desk, callback_data.entry)
    await forms.forget(state, said.id)
    put(desk, said.id, face_of(desk, said), callback.message, unit)


async def open_card(
    callback: CallbackQuery, callback_data: OpenSaid, desk: Desk, unit: Unit
) -> None:
    """Send the entry's own card; the first owner to see a complaint is kept with it."""
    said = any_said(desk, callback_data.entry)
    if isinstance(said, Complaint):
        see(desk, said, unit)
    show_anew(desk, said, unit)


async def drop(
    callback: CallbackQuery, callback_data: DropSaid, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Drop the form; what was saved meanwhile stays, and is shown."""
    entry = callback_data.entry
    if said_of(desk, entry) is not None:
        face = face_of(desk, any_said(desk, entry))
    else:
        forms.check_fresh(desk, entry, unit.now)
        face = desk.words(DROPPED), []
    put(desk, entry, face, callback.message, unit)
    await forms.forget(state, entry)


async def drop_waiting(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the form that waits, and its buttons; a question about a saved entry goes likewise."""
    entry = (await state.get_data())["entry"]
    said = said_of(desk, entry)
    face: Face = (desk.words(DROPPED), []) if said is None else face_of(desk, said)
    for card_id, chat_id in desk.mail.cards.of_entry(desk.reader.clinic_id, entry):
        if chat_id == desk.chat_id:
            unit.send(edit_card(chat_id, card_id, *face))
    text = DROPPED if said is None else STAYS
    unit.send(letter(desk.chat_id, desk.words(text)))
    await state.clear()
