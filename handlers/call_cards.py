"""How the call list looks: its beginning, the card of one patient, and what came of a call."""

from __future__ import annotations

from clinic.calendar import day_from, day_number
from clinic.calling import Outcome, Reason
from clinic.marks import mark as _
from clinic.people import Right
from clinic.words import Markup
from handlers.call_buttons import (
    BEGINNING,
    AskCall,
    Asks,
    EndCall,
    NextCall,
    ShowOutcomes,
    ShowSilent,
)
from handlers.call_list import Picked
from handlers.desk import Desk
from handlers.letters import Button, Rows, shortened
from storage.calls import Call, last_attempt

NOBODY = _("Nobody is left to call now. The list is renewed every day when the clinic opens.")
NEXT, NO_ANSWER = _("Next"), _("No answer")
REASONS = {
    Reason.COMPLAINT: _("has an unresolved complaint"),
    Reason.PROMISE: _("was let down on a promise"),
    Reason.RATING: _("gave a low rating"),
    Reason.OVERDUE: _("stays away longer than usual"),
    Reason.RECALL: _("is due again"),
}
TRIED = {
    Outcome.REACHED: _("spoken to"),
    Outcome.BOOKED: _("booked"),
    Outcome.NO_ANSWER: _("no answer"),
    Outcome.REFUSED: _("refused"),
    Outcome.DO_NOT_CALL: _("wants no calls"),
}
LONGEST_NAME = 40
WORTH_DIGITS = 2
"""Of an estimate the last digits, those of a hundredth, say nothing."""


def first_page(desk: Desk, to_call: int) -> tuple[str, Rows]:
    """Return how many are to be called, and the way to the first of them."""
    words, clinic_id = desk.words, desk.reader.clinic_id
    beneath: list[Button] = [(words(_("What came of it")), ShowOutcomes(clinic=clinic_id))]
    if desk.reader.may(Right.MEND_OTHERS):
        beneath.append((words(_("No calls to")), ShowSilent(clinic=clinic_id)))
    if not to_call:
        return desk.marked(words(NOBODY)), [beneath]
    number = words.plural("<b>{n}</b> patient to call.", "<b>{n}</b> patients to call.", to_call)
    how = words(_("Complaints and broken promises come first, then those worth most."))
    begin = NextCall(clinic=clinic_id, after=BEGINNING)
    return desk.marked(f"{number} {how}"), [[(words(_("First patient")), begin)], beneath]


def call_card(desk: Desk, picked: Picked) -> tuple[str, Rows]:
    """Return one patient's card: why, since when, what was tried, and what a call is worth."""
    call, words = picked.call, desk.words
    why = ", ".join(words(REASONS[reason]) for reason in picked.wanted.reasons)
    lines = [words(_("<b>{code}</b> {why}"), code=call.code, why=Markup(why))]
    lines += [_last_visit(desk, picked), _last_call(desk, call)]
    if call.worth is not None and desk.reader.may(Right.SEE_MONEY):
        worth = Markup(desk.money(round(call.worth, -WORTH_DIGITS)))
        lines.append(words(_("A call is worth about {worth} a year."), worth=worth))
    until = desk.calendar.time_of(call.held_until or 0)
    lines.append(words(_("Yours until {time}."), time=until))
    return desk.marked("\n".join(lines)), _card_rows(desk, call)


def _card_rows(desk: Desk, call: Call) -> Rows:
    words, of = desk.words, {"call": call.id, "seen": call.attempts}
    reached = EndCall(**of, outcome=Outcome.REACHED)
    unanswered = EndCall(**of, outcome=Outcome.NO_ANSWER)
    return [
        [(words(_("Called")), reached), (words(_("Booked")), AskCall(**of, asks=Asks.DAY))],
        [
            (words(NO_ANSWER), unanswered),
            (words(_("Refused")), AskCall(**of, asks=Asks.REASON)),
        ],
        [
            (words(_("Do not call")), AskCall(**of, asks=Asks.SILENCE)),
            next_button(desk, call.id),
        ],
    ]


def next_button(desk: Desk, call_id: int) -> Button:
    """Return the way to whoever comes after this call."""
    return desk.words(NEXT), NextCall(clinic=desk.reader.clinic_id, after=call_id)


def _last_visit(desk: Desk, picked: Picked) -> str:
    story, words = picked.wanted.story, desk.words
    services = {service.id: service.name for service in desk.catalogue.services}
    name = services.get(picked.wanted.service_id or 0)
    day = Markup(words.full_day(day_from(story.last)))
    ago = day_number(desk.calendar.today()) - story.last
    passed = Markup(words.plural("{n} day ago", "{n} days ago", ago))
    if name is None:
        return words(_("Last visit: {day}, {passed}"), day=day, passed=passed)
    service = shortened(name, LONGEST_NAME)
    return words(
        _("Last visit: {day}, {passed}, {service}"), day=day, passed=passed, service=service
    )


def _last_call(desk: Desk, call: Call) -> str:
    attempt, words = last_attempt(desk.journal, call.patient_id), desk.words
    if attempt is None:
        return words(_("Not called yet."))
    said = Markup(words(TRIED[Outcome(attempt.outcome)]))
    day = desk.calendar.day_of(attempt.at)
    lines = [words(_("Last call: {day}, {said}."), day=day, said=said)]
    if call.attempts:
        lines.append(words.plural("{n} attempt.", "{n} attempts.", call.attempts))
    return " ".join(lines)
