"""Saving an entry of any kind, however it was written: what its text must not hold stays out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from clinic.calendar import day_from, day_number
from clinic.entries.kind import EntryDraft, Shape
from clinic.entries.money import CASH
from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers import entry_rules
from handlers.desk import Desk
from handlers.mark_rules import check_mark
from handlers.privacy import left_of, screen
from storage.keeping import amend_kept, log_entry
from storage.kept import Kept, standing_kept
from storage.unit import Unit


@dataclass(frozen=True)
class Saved(Kept):
    """An entry saved just now; ``held``: the question about what was left out of its words."""

    held: int | None = None


class NamesSomebody(Refusal):
    """A short name, such as an expense's category, looks like somebody's name or number."""

    template = _("I keep no names and numbers of people here. Write what it is: {example}")


class CashElsewhere(Refusal):
    """Somebody else has written down what the till says of this day."""

    template = _(
        "The cash total of {day} is written down already, by somebody else. Ask them or the owner "
        "to change it."
    )


class CashTwice(Refusal):
    """A cash total is moved to a day that has one."""

    template = _("{day} has a cash total already. Withdraw one of them first: /day")


def save_entry(
    desk: Desk, unit: Unit, draft: EntryDraft, token: str, entry_id: int | None = None
) -> Kept:
    """Add the entry to the unit and plan what follows; return it as it shall be.

    The caller shows it with ``show_saved`` or, in place of a form, asks what was left out of its
    words with ``ask_what_was_left_out``. A second cash total of a day corrects the first one.
    """
    entry_id = unit.ids.new() if entry_id is None else entry_id
    check_names(desk, draft)
    check_mark(desk, draft.kind, day_number(draft.day), entry_id)
    first = _cash_of(desk, draft)
    if first is not None:
        return _corrected(desk, unit, first, draft)
    screened = screen(desk, unit, draft.kind.name, entry_id, draft.note)
    draft, more = entry_rules.settled(desk, unit, replace(draft, note=screened.text))
    kept = log_entry(unit, desk.journal, draft, desk.reader.id, token, entry_id=entry_id, more=more)
    entry_rules.after_saving(desk, unit, kept)
    return _saved(kept, screened.held)


def check_names(desk: Desk, draft: EntryDraft) -> None:
    """Raise NamesSomebody where a name of the clinic's own begins or is somebody's."""
    for field in draft.kind.fields:
        name = draft.values.get(field.name)
        if field.shape is Shape.NAME and name and field.choice(name) is None:
            whole = f"{name} {draft.note}"
            if not left_of(desk, whole).startswith(name):
                raise NamesSomebody(example=draft.kind.example)


def check_cash(desk: Desk, kept: Kept, day: int) -> None:
    """Raise CashTwice where a cash total would move to a day that has one."""
    if kept.kind is CASH and day != kept.day and standing_kept(desk.journal, CASH.table, day):
        raise CashTwice(day=day_from(day))


def _cash_of(desk: Desk, draft: EntryDraft) -> Kept | None:
    """Return the cash total that stands for the draft's day, if that is what it is."""
    if draft.kind is not CASH:
        return None
    standing = standing_kept(desk.journal, CASH.table, day_number(draft.day))
    if standing and not desk.reader.may_mend(standing[0].author_id):
        raise CashElsewhere(day=draft.day)
    return standing[0] if standing else None


def _corrected(desk: Desk, unit: Unit, first: Kept, draft: EntryDraft) -> Kept:
    values: dict[str, Any] = dict(draft.values)
    screened = screen(desk, unit, first.kind.name, first.id, draft.note)
    if draft.note:
        values["note"] = screened.text
    changed = amend_kept(unit, desk.journal, first, values, desk.reader.id)
    entry_rules.after_change(desk, unit, first, changed)
    return _saved(changed, screened.held)


def _saved(kept: Kept, held: int | None) -> Saved:
    return Saved(**{each.name: getattr(kept, each.name) for each in fields(Kept)}, held=held)
