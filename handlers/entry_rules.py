"""What some kinds of entries need besides what is typed, and what follows once they are saved."""

from __future__ import annotations

from typing import Any

from clinic.calendar import day_number
from clinic.complaint import ComplaintDraft, Subject
from clinic.entries.appointments import ARRIVED, CANCELLED, MISSED
from clinic.entries.kind import EntryDraft
from clinic.entries.money import EXPENSE
from clinic.entries.outside import REVIEW
from clinic.entries.promises import PROMISE
from handlers import expense_rules, promise_rules
from handlers.desk import Desk
from storage.complaining import log_complaint
from storage.kept import Kept
from storage.recurring import Recurring
from storage.unit import Unit

BAD_REVIEW = 2
"""A review of so many stars or fewer is a complaint too."""


def settled(desk: Desk, unit: Unit, draft: EntryDraft) -> tuple[EntryDraft, dict[str, Any]]:
    """Return the draft with what follows from it, and the columns that nobody types."""
    kind = draft.kind
    if kind is PROMISE:
        return promise_rules.settled(desk, draft), {"state": "open", "closed": None}
    if kind is ARRIVED:
        return draft, {"arrived": unit.now}
    if kind in (MISSED, CANCELLED):
        return draft, {"planned": day_number(draft.day)}
    if kind is REVIEW and (draft.values.get("stars") or BAD_REVIEW + 1) <= BAD_REVIEW:
        return draft, {"complaint_id": _complain(desk, unit, draft)}
    if kind is EXPENSE and draft.values.get("every"):
        return draft, {"recurring_id": _repeat(desk, unit, draft).id}
    return draft, {}


def _complain(desk: Desk, unit: Unit, draft: EntryDraft) -> int:
    """Write a bad review down as a complaint too, by nobody in particular; return its id."""
    entry = unit.ids.new()
    said = ComplaintDraft(Subject.OTHER, draft.day, None, rude=False, words=draft.note)
    log_complaint(unit, desk.journal, said, desk.reader.id, f"{REVIEW.name}:{entry}", entry)
    return entry


def _repeat(desk: Desk, unit: Unit, draft: EntryDraft) -> Recurring:
    rule = expense_rules.repeated(unit, draft, desk.reader.id)
    expense_rules.plan_next(desk.settings, desk.calendar, unit, rule, draft.day)
    return rule


def after_saving(desk: Desk, unit: Unit, kept: Kept) -> None:
    """Plan what falls due because of a new entry."""
    if kept.kind is PROMISE:
        promise_rules.plan_reminder(desk.settings, desk.calendar, unit, kept)


def after_change(desk: Desk, unit: Unit, before: Kept, after: Kept) -> None:
    """Plan anew what falls due because of an entry that was amended or withdrawn."""
    if before.kind is PROMISE:
        promise_rules.after_change(desk, unit, before, after)
    if before.kind is EXPENSE:
        expense_rules.after_change(desk, unit, before, after)
