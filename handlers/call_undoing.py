"""Taking back what was noted of a call: at once for ten minutes, later by a manager."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calling import Outcome
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.call_buttons import AskCall, Asks, OfCallList, ShowNoted, UndoCall, WithdrawCall
from handlers.call_cards import TRIED, next_button
from handlers.call_reach import NoSuchCall, SomebodyElses, name_of, put
from handlers.desk import Desk
from handlers.entry_withdrawing import gone_from
from handlers.filters import May
from handlers.history import signed
from handlers.letters import Button, Rows, shortened
from handlers.setting_form import refuse_another_clinic
from handlers.withdrawal import AT_ONCE, WITHDRAW_IT
from storage.call_undoing import Noted, noted_by_id, noted_lately, noted_of, take_back
from storage.calls import Call, call_by_id
from storage.kept import kept_by_token
from storage.unit import Unit

OF_A_CALL = "call"
"""The part of a token that says it was a call and no message that wrote the entry."""

LONGEST_CODE = 14
TAKEN_BACK = _("<b>{code}</b>: taken back. It counts as not called.")
LATELY = _("Noted lately. Tap what was a mistake:")
NOTHING = _("Nothing was noted yet.")
TO_THE_LIST, TO_THE_CARD = _("To the list"), _("To the card")


class NotYourCall(Refusal):
    """Somebody else noted it, or it is more than ten minutes ago, and the role does not reach."""

    template = _("Only who noted it can take it back, within ten minutes. Ask the owner later.")


class TriedSince(Refusal):
    """The patient was tried again, and only the newest attempt can be taken back."""

    template = _("This patient was called again since. /calls shows the list.")


def token_of_call(call_id: int, attempt_id: int) -> str:
    """Return the token of the entry that an attempt wrote down, found again when it is undone."""
    return f"{OF_A_CALL}:{call_id}:{attempt_id}"


def route_undoing(router: Router) -> None:
    """Route what takes calls back."""
    logs, mends = May(Right.LOG), May(Right.MEND_OTHERS)
    router.callback_query.register(undo_call, UndoCall.filter(), logs)
    router.callback_query.register(withdraw_call, WithdrawCall.filter(), mends)
    router.callback_query.register(show_noted, ShowNoted.filter(), mends)


def undo_button(desk: Desk, attempt_id: int) -> Button:
    """Return the button that takes an attempt back."""
    return desk.words(_("Undo")), UndoCall(attempt=attempt_id)


async def undo_call(
    callback: CallbackQuery, callback_data: UndoCall, desk: Desk, unit: Unit
) -> None:
    """Take the button's own attempt back, or ask a manager first; a second tap changes nothing."""
    noted = _noted(desk, callback_data.attempt)
    own = noted.author_id == desk.reader.id
    if noted.voided is None and not (own and unit.now - noted.at <= AT_ONCE):
        _ask(desk, callback, unit, noted)
    elif noted.voided is not None and not (own or desk.reader.may(Right.MEND_OTHERS)):
        raise NotYourCall
    else:
        _take_back(desk, callback, unit, noted)


async def withdraw_call(
    callback: CallbackQuery, callback_data: WithdrawCall, desk: Desk, unit: Unit
) -> None:
    """Take back the attempt that a manager was asked about."""
    _take_back(desk, callback, unit, _noted(desk, callback_data.attempt))


async def show_noted(
    callback: CallbackQuery, callback_data: ShowNoted, desk: Desk, unit: Unit
) -> None:
    """Show what was noted lately by whomever, for what is to be taken back."""
    refuse_another_clinic(desk, callback_data.clinic)
    lately = noted_lately(desk.journal)
    rows: Rows = [[(_label(desk, each), UndoCall(attempt=each.id))] for each in lately]
    text = desk.words(LATELY if rows else NOTHING)
    put(desk, callback, unit, desk.marked(text), [*rows, [_to_list(desk)]])


def _noted(desk: Desk, attempt_id: int) -> Noted:
    noted = noted_by_id(desk.journal, attempt_id)
    if noted is None:
        raise NoSuchCall
    return noted


def _ask(desk: Desk, callback: CallbackQuery, unit: Unit, noted: Noted) -> None:
    if not desk.reader.may(Right.MEND_OTHERS):
        raise NotYourCall
    said = desk.words(TRIED[Outcome(noted.outcome)])
    written = signed(desk, said, noted.author_id, noted.at)
    head = Markup(desk.words(_("<b>{code}</b>"), code=noted.code))
    text = desk.words(WITHDRAW_IT, head=head, written=Markup(written))
    yes = (desk.words(_("Withdraw")), WithdrawCall(attempt=noted.id))
    keep = (desk.words(_("Keep")), ShowNoted(clinic=desk.reader.clinic_id))
    put(desk, callback, unit, desk.marked(text), [[yes, keep]])


def _take_back(desk: Desk, callback: CallbackQuery, unit: Unit, noted: Noted) -> None:
    call = call_by_id(desk.journal, noted.call_id)
    if call is None:
        raise NoSuchCall
    if noted.voided is None:
        _withdraw(desk, unit, call, noted)
    seen = len([each for each in noted_of(desk.journal, call.id) if each.id != noted.id])
    again = AskCall(call=call.id, seen=seen, asks=Asks.NOTHING)
    rows: Rows = [[(desk.words(TO_THE_CARD), again), next_button(desk, call.id)]]
    put(desk, callback, unit, desk.marked(desk.words(TAKEN_BACK, code=noted.code)), rows)


def _withdraw(desk: Desk, unit: Unit, call: Call, noted: Noted) -> None:
    """Withdraw an attempt, and the entry that was written down with it."""
    holder = call.held_by(unit.now)
    if holder not in (None, desk.reader.id):
        raise SomebodyElses(name=name_of(desk, holder))
    if noted_of(desk.journal, call.id)[0].id != noted.id:
        raise TriedSince
    kept = kept_by_token(desk.journal, token_of_call(call.id, noted.id))
    if kept is not None and kept.voided is None:
        gone_from(desk, kept, unit)
    take_back(unit, desk.journal, call, noted, desk.reader.id)


def _label(desk: Desk, noted: Noted) -> str:
    said = Markup(desk.words(TRIED[Outcome(noted.outcome)]))
    code = shortened(noted.code, LONGEST_CODE)
    return desk.words(_("{code} {said}"), code=code, said=said)


def _to_list(desk: Desk) -> Button:
    return desk.words(TO_THE_LIST), OfCallList(clinic=desk.reader.clinic_id)
