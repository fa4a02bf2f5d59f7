"""What came of a call, by taps on its card."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import day_from, day_number
from clinic.calling import LEFT_IN_PEACE, Outcome, next_attempt
from clinic.entries.appointments import BOOKED
from clinic.entries.due import FURTHEST
from clinic.entries.kind import EntryDraft
from clinic.entries.reasons import LEAVING, LEAVINGS, RIVALS
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.call_buttons import AskCall, Asks, BookCall, EndCall, RefuseCall
from handlers.call_cards import call_card, next_button
from handlers.call_list import Picked, wanted_now
from handlers.call_questions import COMPETITOR, UNANSWERED, question
from handlers.call_reach import NotOnTheList, OldCard, own_call, put
from handlers.call_undoing import token_of_call, undo_button
from handlers.desk import Desk
from handlers.entry_rules import after_saving, settled
from handlers.filters import May
from storage.calling import hold, note_attempt, silence
from storage.calls import Call
from storage.keeping import log_entry
from storage.unit import Unit

REACHED = _("<b>{code}</b>: spoken to. Off the list for {days} days, unless something goes wrong.")
SILENT = _("<b>{code}</b> is not called any more. The owner or a manager can take it back.")
SAID = {Outcome.REACHED: REACHED, Outcome.DO_NOT_CALL: SILENT}
BOOKED_FOR = _("<b>{code}</b>: booked for {day}.")
REFUSED = _("<b>{code}</b>: does not come back, {reason}.")
AGAIN = _("<b>{code}</b>: no answer. Comes back on {day}.")
IN_VAIN = _("<b>{code}</b>: no answer after {count} attempts. Off the list for {days} days.")


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
        text, attempt_id = _not_answered(desk, unit, call)
    elif outcome in SAID:
        attempt_id = note_attempt(unit, call, outcome, desk.reader.id)
        text = desk.words(SAID[outcome], code=call.code, days=LEFT_IN_PEACE)
    else:
        raise OldCard
    if outcome is Outcome.DO_NOT_CALL:
        silence(unit, call.patient_id, desk.reader.id)
    _show(desk, callback, unit, text, call, attempt_id)


async def book(callback: CallbackQuery, callback_data: BookCall, desk: Desk, unit: Unit) -> None:
    """Note for which day the patient is booked, as an entry of the journal too."""
    call, today = own_call(desk, unit, callback_data), desk.calendar.today()
    if not day_number(today) <= callback_data.day <= day_number(today + FURTHEST):
        raise OldCard
    planned = day_from(callback_data.day)
    attempt_id = note_attempt(unit, call, Outcome.BOOKED, desk.reader.id)
    _log(desk, unit, call, attempt_id, EntryDraft(BOOKED, today, {"planned": planned}))
    text = desk.words(BOOKED_FOR, code=call.code, day=planned)
    _show(desk, callback, unit, text, call, attempt_id)


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
    attempt_id = note_attempt(unit, call, Outcome.REFUSED, desk.reader.id, reason=reason)
    said = EntryDraft(LEAVING, desk.calendar.today(), {"reason": reason, **drawn})
    _log(desk, unit, call, attempt_id, said)
    text = desk.words(REFUSED, code=call.code, reason=Markup(desk.words(choice.label)))
    _show(desk, callback, unit, text, call, attempt_id)


def _not_answered(desk: Desk, unit: Unit, call: Call) -> tuple[str, int]:
    """Note an attempt in vain; return what is said of it, and its id."""
    count = call.attempts + 1
    later = next_attempt(count, desk.calendar.today(), desk.settings.working_days)
    attempt_id = note_attempt(unit, call, Outcome.NO_ANSWER, desk.reader.id, later=later)
    if later is None:
        text = desk.words(IN_VAIN, code=call.code, count=count, days=LEFT_IN_PEACE)
    else:
        text = desk.words(AGAIN, code=call.code, day=later)
    return text, attempt_id


def _log(desk: Desk, unit: Unit, call: Call, attempt_id: int, said: EntryDraft) -> None:
    """Write what the patient said down as an entry of its own, as if it had been typed."""
    typed = replace(said, values={"patient": call.code, **said.values})
    draft, more = settled(desk, unit, typed)
    token = token_of_call(call.id, attempt_id)
    kept = log_entry(unit, desk.journal, draft, desk.reader.id, token, more=more)
    after_saving(desk, unit, kept)


def _show(
    desk: Desk, callback: CallbackQuery, unit: Unit, text: str, call: Call, attempt_id: int
) -> None:
    """Show what was noted in place of the card, with the way back and to the next patient."""
    buttons = [undo_button(desk, attempt_id), next_button(desk, call.id)]
    put(desk, callback, unit, desk.marked(text), [buttons])
