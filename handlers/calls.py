"""The call list: whom to call, why, and what came of it."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.calling import LEFT_IN_PEACE
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.call_attempts import route_attempts
from handlers.call_buttons import (
    EndSilence,
    NextCall,
    OfCallList,
    ShowNoted,
    ShowOutcomes,
    ShowSilent,
)
from handlers.call_cards import call_card, first_page
from handlers.call_list import count_to_call, pick_next, renew_list
from handlers.call_reach import put
from handlers.call_undoing import TO_THE_LIST, route_undoing
from handlers.chores import Chore, Daily, next_time
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.letters import message as letter
from handlers.setting_form import refuse_another_clinic
from storage.call_outcomes import Outcomes, outcomes
from storage.calling import end_silence, is_renewed
from storage.calls import is_silent, silent_patients
from storage.unit import Unit

KIND = "calls"
A_YEAR = timedelta(days=364)
LONGEST_CODE = 14
NOBODY_REACHED = _(
    "Nobody was reached yet in the last 365 days. Press Called, Booked or Refused on a card once "
    "you have spoken to the patient, and here stands what came of it."
)
SILENT = _("These patients are not called. Tap one who may be called again:")
NOBODY_SILENT = _("There is no patient who wants no calls.")


def routes() -> Router:
    """Route the list and its pages."""
    router = Router(name=__name__)
    logs, mends = May(Right.LOG), May(Right.MEND_OTHERS)
    router.message.register(show_list, command("calls"), logs)
    router.callback_query.register(show_list_here, OfCallList.filter(), logs)
    router.callback_query.register(show_next, NextCall.filter(), logs)
    router.callback_query.register(show_outcomes, ShowOutcomes.filter(), logs)
    router.callback_query.register(show_silent, ShowSilent.filter(), mends)
    router.callback_query.register(take_back, EndSilence.filter(), mends)
    route_attempts(router)
    route_undoing(router)
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due: the list is renewed when the clinic opens."""
    opening = Daily(
        KIND, lambda settings, calendar: next_time(settings.opens, calendar), renew_list
    )
    return {}, (opening,)


async def show_list(message: Message, desk: Desk, unit: Unit) -> None:
    """Say how many are to be called."""
    to_call = await count_to_call(desk, unit)
    unit.send(letter(desk.chat_id, *first_page(desk, to_call)))


async def show_list_here(
    callback: CallbackQuery, callback_data: OfCallList, desk: Desk, unit: Unit
) -> None:
    """Say in the tapped message how many are to be called."""
    refuse_another_clinic(desk, callback_data.clinic)
    put(desk, callback, unit, *first_page(desk, await count_to_call(desk, unit)))


async def show_next(
    callback: CallbackQuery, callback_data: NextCall, desk: Desk, unit: Unit
) -> None:
    """Show the card of the next patient, who is this person's for half an hour."""
    refuse_another_clinic(desk, callback_data.clinic)
    if not is_renewed(desk.journal, desk.calendar.today()):
        await show_list_here(callback, callback_data, desk, unit)
        return
    picked = pick_next(desk, unit, callback_data.after)
    if picked is None:
        put(desk, callback, unit, *first_page(desk, 0))
    else:
        put(desk, callback, unit, *call_card(desk, picked))


async def show_outcomes(
    callback: CallbackQuery, callback_data: ShowOutcomes, desk: Desk, unit: Unit
) -> None:
    """Show what came of a year's calls; money to whoever may see it."""
    refuse_another_clinic(desk, callback_data.clinic)
    today = desk.calendar.today()
    found = outcomes(desk.journal, desk.calendar, today - A_YEAR, today)
    text = desk.words(NOBODY_REACHED) if not found.contacted else _summed(desk, found)
    put(desk, callback, unit, desk.marked(text), [*_to_noted(desk), [_back(desk)]])


def _to_noted(desk: Desk) -> Rows:
    """Return the way to what was noted lately, for whoever may take back what others noted."""
    if not desk.reader.may(Right.MEND_OTHERS):
        return []
    return [[(desk.words(_("Take a call back")), ShowNoted(clinic=desk.reader.clinic_id))]]


def _summed(desk: Desk, found: Outcomes) -> str:
    words, n = desk.words, found.contacted
    head = words.plural(
        "Reached in the last 365 days: <b>{n}</b> patient.",
        "Reached in the last 365 days: <b>{n}</b> patients.",
        n,
    )
    lines = [
        head,
        words(_("Booked a visit: {n}"), n=found.booked),
        words(
            _("Came within {days} days: {returned} of {n}"),
            days=LEFT_IN_PEACE,
            returned=found.returned,
            n=n,
        ),
        words(_("May still come: {n}"), n=found.waited),
        words(_("Attempts made: {n}"), n=found.attempts),
    ]
    if desk.reader.may(Right.SEE_MONEY):
        revenue = Markup(desk.money(found.revenue))
        lines.append(words(_("Those visits brought {revenue}."), revenue=revenue))
    return "\n".join(lines)


async def show_silent(
    callback: CallbackQuery, callback_data: ShowSilent, desk: Desk, unit: Unit
) -> None:
    """Show who wants no calls, newest first; a tap takes it back."""
    refuse_another_clinic(desk, callback_data.clinic)
    _put_silent(desk, callback, unit)


async def take_back(
    callback: CallbackQuery, callback_data: EndSilence, desk: Desk, unit: Unit
) -> None:
    """Let the patient be called again; a second tap changes nothing."""
    if is_silent(desk.journal, callback_data.patient):
        end_silence(unit, desk.journal, callback_data.patient, desk.reader.id)
    _put_silent(desk, callback, unit, but=callback_data.patient)


def _put_silent(desk: Desk, callback: CallbackQuery, unit: Unit, but: int | None = None) -> None:
    buttons: list[Button] = [
        (shortened(code, LONGEST_CODE), EndSilence(patient=id))
        for id, code in silent_patients(desk.journal)
        if id != but
    ]
    text = desk.words(SILENT if buttons else NOBODY_SILENT)
    rows: Rows = [*in_rows(buttons, 2), [_back(desk)]]
    put(desk, callback, unit, desk.marked(text), rows)


def _back(desk: Desk) -> Button:
    return desk.words(TO_THE_LIST), OfCallList(clinic=desk.reader.clinic_id)
