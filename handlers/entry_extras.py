"""What the card of some kinds of entries offers besides Undo and Edit."""

from __future__ import annotations

from clinic.entries.appointments import ARRIVED
from clinic.entries.money import EXPENSE
from clinic.entries.outside import REVIEW
from clinic.entries.promises import PROMISE
from clinic.marks import mark as _
from clinic.people import Right
from handlers.arrival_waits import wait_of
from handlers.desk import Desk
from handlers.entry_extra_buttons import (
    RepeatExpense,
    ReviewAnswered,
    SeatPatient,
    StopExpense,
)
from handlers.expense_rules import rule_of
from handlers.letters import Rows
from handlers.promise_cards import promise_lines, promise_rows
from storage.kept import Kept

SEATED, ANSWERED = _("Called in"), _("Answered")
EVERY_MONTH, STOP = _("Every month"), _("Stop repeating")
SINCE, WAITED = _("waiting since {time}"), _("waited {minutes} min")
WAS_ANSWERED, COMPLAINED = _("answered"), _("noted as a complaint too: /open")
REPEATS, REPEATED = _("comes every month"), _("came every month, and no more")


def extra_rows(desk: Desk, kept: Kept) -> Rows:
    """Return the buttons of this very row that only its kind has."""
    if kept.kind is PROMISE:
        return promise_rows(desk, kept)
    if kept.kind is ARRIVED and kept.values["seated"] is None:
        return [[(desk.words(SEATED), SeatPatient(entry=kept.id))]]
    if kept.kind is REVIEW and kept.values["answered"] is None:
        return [[(desk.words(ANSWERED), ReviewAnswered(entry=kept.id))]]
    return _of_expense(desk, kept) if kept.kind is EXPENSE and not desk.in_group else []


def _of_expense(desk: Desk, kept: Kept) -> Rows:
    """Return how it begins to come every month, and for the owner how it ends."""
    if kept.values["recurring_id"] is None:
        return [[(desk.words(EVERY_MONTH), RepeatExpense(entry=kept.id))]]
    rule = rule_of(desk, kept)
    if not desk.reader.may(Right.SET) or (rule is not None and rule.ended is not None):
        return []
    return [[(desk.words(STOP), StopExpense(entry=kept.id))]]


def extra_lines(desk: Desk, kept: Kept) -> list[str]:
    """Return what only its kind says of itself, as safe text, line by line."""
    if kept.kind is PROMISE:
        return promise_lines(desk, kept)
    if kept.kind is ARRIVED:
        return _of_arrival(desk, kept)
    if kept.kind is REVIEW:
        said = {WAS_ANSWERED: kept.values["answered"], COMPLAINED: kept.values["complaint_id"]}
        return [desk.words(text) for text, value in said.items() if value is not None]
    if kept.kind is EXPENSE and kept.values["recurring_id"] is not None:
        rule = rule_of(desk, kept)
        return [desk.words(REPEATS if rule is None or rule.ended is None else REPEATED)]
    return []


def _of_arrival(desk: Desk, kept: Kept) -> list[str]:
    wait = wait_of(kept)
    if wait is not None:
        return [desk.words(WAITED, minutes=wait)]
    if kept.values["seated"] is not None:
        return []
    return [desk.words(SINCE, time=desk.calendar.time_of(kept.values["arrived"]))]
