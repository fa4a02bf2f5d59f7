"""What came of a call, by taps on its card."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import day_from, day_number
from clinic.calling import LEFT_IN_PEACE, Outcome, next_attempt
from clinic.entries.appointments import BOOKED
from clinic.entries.due import FURTHEST
from clinic.entries.kind import EntryDraft, Kind, Values
from clinic.entries.reasons import LEAVING, LEAVINGS, RIVALS
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.call_buttons import AskCall, Asks, BookCall, EndCall, EndSilence, RefuseCall
from handlers.call_cards import call_card, next_button
from handlers.call_list import Picked, wanted_now
from handlers.call_questions import COMPETITOR, UNANSWERED, question
from handlers.call_reach import NotOnTheList, OldCard, own_call, put
from handlers.desk import Desk
from handlers.entry_rules import after_saving, settled
from handlers.filters import May
from handlers.letters import Button
from storage.calling import hold, note_attempt, silence
from storage.calls import Call
from storage.keeping import log_entry
from storage.unit import Unit

REACHED = _("<b>{code}</b>: spoken to. Off the list for {days} days, unless something goes wrong.")
SILENT = _("<b>{code}</b> is not called any more. The owner or a manager can take it back.")
BOOKED_FOR = _("<b>{code}</b>: booked for {day}.")
REFUSED = _("<b>{code}</b>: does not come back, {reason}.")
AGAIN = _("<b>{code}</b>: no answer. Comes back on {day}.")
IN_VAIN = _("<b>{code}</b>: no answer after {count} attempts. Off the list for {days} days.")
TAKE_BACK = _("Take it back")
OF_A_CALL = "call"
"""The part of a token that says it was a call and no message that wrote the entry."""


def route_attempts(router: Router) -> None:
    """Route the buttons of a call's card."""
    logs = May(Right.LOG)
    router.callback_query.register(ask, AskCall.filter(), logs)
    router.callback_query.register(end_call, EndCall.filter(), logs)
    router.callback_query.register(book, BookCall.filter(), logs)
    router.callback_query.register(refuse, RefuseCall.filter(), logs)


async def ask(callback: CallbackQuery, callback_data: AskCall, desk: Desk, unit: Unit) -> None:
    """Ask on the card for what the outcome needs, or show the card again; it stays his."""
    call = own_call(desk, unit, callback_data)
    wanted = wanted_now(desk, call)
    if wanted is None:
        raise NotOnTheList
    held = hold(unit, call, desk.reader.id)
    if callback_data.asks is Asks.NOTHING:
        put(desk, callback, unit, *call_card(desk, Picked(held, wanted)))
    else:
        put(desk, callback, unit, *question(desk, held, callback_data.asks))


async def end_call(callback: CallbackQuery, callback_data: EndCall, desk: Desk, unit: Unit) -> None:
    """Note that the patient was spoken to, did not answer, or wants no calls."""
    call, outcome = own_call(desk, unit, callback_data), callback_data.outcome
    if outcome is Outcome.NO_ANSWER:
        text = _not_answered(desk, unit, call)
    elif outcome is Outcome.REACHED:
        note_attempt(unit, call, outcome, desk.reader.id)
        text = desk.words(REACHED, code=call.code, days=LEFT_IN_PEACE)
    elif outcome is Outcome.DO_NOT_CALL:
        note_attempt(unit, call, outcome, desk.reader.id)
        silence(unit, call.patient_id, desk.reader.id)
        text = desk.words(SILENT, code=call.code)
    else:
        raise OldCard
    _show(desk, callback, unit, text, call, _taking_back(desk, call, outcome))


async def book(callback: CallbackQuery, callback_data: BookCall, desk: Desk, unit: Unit) -> None:
    """Note for which day the patient is booked, as an entry of the journal too."""
    call, today = own_call(desk, unit, callback_data), desk.calendar.today()
    if not day_number(today) <= callback_data.day <= day_number(today + FURTHEST):
        raise OldCard
    planned = day_from(callback_data.day)
    _log(desk, unit, call, BOOKED, {"planned": planned})
    note_attempt(unit, call, Outcome.BOOKED, desk.reader.id)
    text = desk.words(BOOKED_FOR, code=call.code, day=planned)
    _show(desk, callback, unit, text, call)


async def refuse(
    callback: CallbackQuery, callback_data: RefuseCall, desk: Desk, unit: Unit
) -> None:
    """Note why the patient does not come back; of a competitor it is asked what is better there."""
    call = own_call(desk, unit, callback_data)
    reason, rival = callback_data.reason, callback_data.rival
    choice = next((each for each in LEAVINGS if each.value == reason), None)
    if choice is None or reason == UNANSWERED:
        raise OldCard
    if reason == COMPETITOR and not rival:
        held = hold(unit, call, desk.reader.id)
        put(desk, callback, unit, *question(desk, held, Asks.RIVAL))
        return
    drawn = {"rival": rival} if rival in {each.value for each in RIVALS} else {}
    _log(desk, unit, call, LEAVING, {"reason": reason, **drawn})
    note_attempt(unit, call, Outcome.REFUSED, desk.reader.id, reason=reason)
    text = desk.words(REFUSED, code=call.code, reason=Markup(desk.words(choice.label)))
    _show(desk, callback, unit, text, call)


def _not_answered(desk: Desk, unit: Unit, call: Call) -> str:
    count = call.attempts + 1
    later = next_attempt(count, desk.calendar.today(), desk.settings.working_days)
    note_attempt(unit, call, Outcome.NO_ANSWER, desk.reader.id, later=later)
    if later is None:
        return desk.words(IN_VAIN, code=call.code, count=count, days=LEFT_IN_PEACE)
    return desk.words(AGAIN, code=call.code, day=later)


def _log(desk: Desk, unit: Unit, call: Call, kind: Kind, values: Values) -> None:
    """Write what the patient said down as an entry of its own, as if it had been typed."""
    typed = EntryDraft(kind, desk.calendar.today(), {"patient": call.code, **values})
    draft, more = settled(desk, unit, typed)
    token = f"{OF_A_CALL}:{call.id}:{call.attempts}"
    kept = log_entry(unit, desk.journal, draft, desk.reader.id, token, more=more)
    after_saving(desk, unit, kept)


def _taking_back(desk: Desk, call: Call, outcome: Outcome) -> Sequence[Button]:
    if outcome is not Outcome.DO_NOT_CALL or not desk.reader.may(Right.MEND_OTHERS):
        return []
    return [(desk.words(TAKE_BACK), EndSilence(patient=call.patient_id))]


def _show(
    desk: Desk,
    callback: CallbackQuery,
    unit: Unit,
    text: str,
    call: Call,
    more: Sequence[Button] = (),
) -> None:
    """Show what was noted in place of the card, with the way to the next patient."""
    put(desk, callback, unit, desk.marked(text), [[*more, next_button(desk, call.id)]])
