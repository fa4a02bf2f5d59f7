"""What follows from an expense that comes every month: when it posts itself, and like which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clinic.calendar import Calendar, day_from, day_number
from clinic.entries.kind import EntryDraft
from clinic.entries.monthly import following_month, month_of
from clinic.settings import ClinicSettings
from clinic.working import minutes_of
from handlers.desk import Desk
from storage.jobs import drop, plan
from storage.kept import Kept
from storage.recurring import (
    Recurring,
    add_recurring,
    amend_recurring,
    end_recurring,
    recurring_by_id,
)
from storage.unit import Unit

POSTING = "expense"
"""The kind of the jobs; the key is the id of what comes every month, and the month."""

TABLE = "expenses"


def repeated(unit: Unit, draft: EntryDraft, author_id: int) -> Recurring:
    """Let an expense come every month from its day on; the first one is the draft itself."""
    values = draft.values
    rule = Recurring(
        id=unit.ids.new(),
        category=values["category"],
        bucket=values["bucket"],
        channel_id=values.get("channel"),
        amount=values["amount"],
        note=draft.note,
        day_of_month=draft.day.day,
        since=day_number(draft.day),
        author_id=author_id,
    )
    add_recurring(unit, rule)
    return rule


def plan_next(
    settings: ClinicSettings, calendar: Calendar, unit: Unit, rule: Recurring, after: date
) -> None:
    """Let it post itself at the opening hour of its day in the month after this day's."""
    day = following_month(after, rule.day_of_month)
    at = calendar.moment_at(day, minutes_of(settings.opens))
    plan(unit, POSTING, _key(rule, day), at, recurring=rule.id, day=day_number(day))


def plan_after_saving(desk: Desk, unit: Unit, rule: Recurring) -> None:
    """Plan the second month of what was begun in this unit."""
    plan_next(desk.settings, desk.calendar, unit, rule, day_from(rule.since))


def after_change(desk: Desk, unit: Unit, before: Kept, after: Kept) -> None:
    """Let the coming months be like the newest one; the first one withdrawn ends them all."""
    rule = rule_of(desk, before)
    if rule is None or rule.ended is not None:
        return
    if after.voided is not None:
        if before.day == rule.since:
            end_recurring(unit, rule.id, desk.reader.id)
    elif following_month(day_from(before.day), rule.day_of_month) > desk.calendar.today():
        _carry_on(desk, unit, rule, (before, after))


def _carry_on(desk: Desk, unit: Unit, rule: Recurring, change: tuple[Kept, Kept]) -> None:
    before, after = change
    names = ("category", "bucket", "channel_id", "amount")
    changed = replace(rule, note=after.note, **{name: after.values[name] for name in names})
    if after.day != before.day:
        changed = replace(changed, day_of_month=day_from(after.day).day)
        planned = following_month(day_from(before.day), rule.day_of_month)
        coming = following_month(day_from(after.day), changed.day_of_month)
        if month_of(planned) != month_of(coming):  # else it moves by being planned again
            drop(unit, POSTING, _key(rule, planned))
        plan_next(desk.settings, desk.calendar, unit, changed, day_from(after.day))
    amend_recurring(unit, changed)


def rule_of(desk: Desk, kept: Kept) -> Recurring | None:
    """Return what an expense repeats, or None."""
    recurring_id = kept.values["recurring_id"]
    return None if recurring_id is None else recurring_by_id(desk.journal, recurring_id)


def _key(rule: Recurring, day: date) -> str:
    return f"{rule.id}:{month_of(day)}"
