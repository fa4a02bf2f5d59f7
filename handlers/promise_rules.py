"""What follows from a promise: by when and by whom it is kept, and when its keeper is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clinic.calendar import Calendar, day_from
from clinic.entries.kind import EntryDraft
from clinic.settings import ClinicSettings
from clinic.working import minutes_of
from handlers.desk import Desk
from storage.jobs import drop, plan
from storage.kept import Kept
from storage.promises import OPEN
from storage.unit import Unit

REMINDER = "promise"
"""The kind of the jobs; the key is the entry's id and the day it is due, and tells a second one."""

TABLE = "promises"
SECOND = 2
"""Marks the key of the second reminder, that it is overdue."""


def settled(desk: Desk, draft: EntryDraft) -> EntryDraft:
    """Return a promise that its author keeps by the next working day, unless it says otherwise."""
    following = desk.settings.working_days.after(desk.calendar.today(), 1)
    values = {"due": following, "keeper": desk.reader.id}
    said = {name: value for name, value in draft.values.items() if value is not None}
    return replace(draft, values={**values, **said})


def is_open(kept: Kept) -> bool:
    """Return whether a promise stands and waits to be kept."""
    return kept.voided is None and kept.values["state"] == OPEN


def is_overdue(desk: Desk, kept: Kept) -> bool:
    """Return whether an open promise was due on a day before today."""
    return is_open(kept) and day_from(kept.values["due"]) < desk.calendar.today()


def plan_reminder(settings: ClinicSettings, calendar: Calendar, unit: Unit, kept: Kept) -> None:
    """Remind on the day it is due at the opening hour; where that is past, when it is overdue."""
    at = calendar.moment_at(day_from(kept.values["due"]), minutes_of(settings.opens))
    if at > unit.now:
        plan(unit, REMINDER, _key(kept), at, entry=kept.id)
    else:
        plan_overdue(settings, calendar, unit, kept)


def plan_overdue(settings: ClinicSettings, calendar: Calendar, unit: Unit, kept: Kept) -> None:
    """Remind once more at the opening hour of the first working day on which it is overdue."""
    last: date = max(day_from(kept.values["due"]), calendar.day_of(unit.now))
    day = settings.working_days.after(last, 1)
    at = calendar.moment_at(day, minutes_of(settings.opens))
    plan(unit, REMINDER, _second_key(kept), at, entry=kept.id, overdue=True)


def drop_reminders(unit: Unit, kept: Kept) -> None:
    """Remind of it no more."""
    drop(unit, REMINDER, _key(kept))
    drop(unit, REMINDER, _second_key(kept))


def after_change(desk: Desk, unit: Unit, before: Kept, after: Kept) -> None:
    """Plan the reminder anew where the day moved, or a promise is open again; drop it where not."""
    if is_open(after) and is_open(before) and after.values["due"] == before.values["due"]:
        return
    if is_open(before):
        drop_reminders(unit, before)
    if is_open(after):
        plan_reminder(desk.settings, desk.calendar, unit, after)


def _key(kept: Kept) -> str:
    due = kept.values["due"]
    return f"{kept.id}:{due}"


def _second_key(kept: Kept) -> str:
    return f"{_key(kept)}:{SECOND}"
