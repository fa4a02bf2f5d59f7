"""What a call's card asks: for which day, why not, what is better there, and whether for ever."""

from __future__ import annotations

from datetime import date, timedelta

from clinic.calendar import day_number
from clinic.calling import Outcome
from clinic.entries.reasons import LEAVINGS, RIVALS
from clinic.marks import mark as _
from handlers.call_buttons import AskCall, Asks, BookCall, EndCall, RefuseCall
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows
from storage.calls import Call

NEAR, WEEKS = 5, (2, 3, 4)
"""Working days, and weeks, ahead that are offered."""

COMPETITOR, UNANSWERED = "competitor", "no_answer"
UNSAID = "-"
"""Instead of a rival's advantage that the patient did not name."""

QUESTIONS = {
    Asks.DAY: _("For which day is <b>{code}</b> booked?"),
    Asks.REASON: _("Why does <b>{code}</b> not come back?"),
    Asks.RIVAL: _("What is better there for <b>{code}</b>?"),
    Asks.SILENCE: _("Shall nobody call <b>{code}</b> again? The owner can take it back."),
}


def question(desk: Desk, call: Call, asks: Asks) -> tuple[str, Rows]:
    """Return a question about a call with all that can be answered, and the way back."""
    text = desk.words(QUESTIONS[asks], code=call.code)
    back: list[Button] = [(desk.words(_("Back")), AskCall(**_of(call), asks=Asks.NOTHING))]
    return desk.marked(text), [*_ANSWERS[asks](desk, call), back]


def days_ahead(desk: Desk) -> list[date]:
    """Return today and the working days for which a visit is offered."""
    today, working = desk.calendar.today(), desk.settings.working_days
    near = [working.after(today, count) for count in range(1, NEAR + 1)]
    far = [working.after(today + timedelta(weeks=weeks, days=-1), 1) for weeks in WEEKS]
    return list(dict.fromkeys([today, *near, *far]))


def _of(call: Call) -> dict[str, int]:
    return {"call": call.id, "seen": call.attempts}


def _days(desk: Desk, call: Call) -> Rows:
    words = desk.words
    chips: list[Button] = [
        (f"{words.weekday(day)} {words.short_day(day)}", BookCall(**_of(call), day=day_number(day)))
        for day in days_ahead(desk)
    ]
    return in_rows(chips, 3)


def _reasons(desk: Desk, call: Call) -> Rows:
    chips: list[Button] = [
        (desk.words(each.label), _refusing(call, each.value))
        for each in LEAVINGS
        if each.value != UNANSWERED
    ]
    return in_rows(chips, 2)


def _rivals(desk: Desk, call: Call) -> Rows:
    chips: list[Button] = [
        (desk.words(each.label), _refusing(call, COMPETITOR, each.value)) for each in RIVALS
    ]
    unsaid = _refusing(call, COMPETITOR, UNSAID)
    return [*in_rows(chips, 2), [(desk.words(_("Not said")), unsaid)]]


def _refusing(call: Call, reason: str, rival: str = "") -> RefuseCall:
    return RefuseCall(call=call.id, seen=call.attempts, reason=reason, rival=rival)


def _for_ever(desk: Desk, call: Call) -> Rows:
    silence = EndCall(**_of(call), outcome=Outcome.DO_NOT_CALL)
    return [[(desk.words(_("Never call again")), silence)]]


_ANSWERS = {
    Asks.DAY: _days,
    Asks.REASON: _reasons,
    Asks.RIVAL: _rivals,
    Asks.SILENCE: _for_ever,
}
