"""What a promise's card says and offers: what became of it, by whoever keeps it or may mend it."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.entry_extra_buttons import PromiseIs, PromiseState
from handlers.letters import Button, Rows, in_rows
from handlers.promise_rules import is_open, is_overdue
from storage.kept import Kept

CLOSED = {
    PromiseState.KEPT: _("kept on {day}"),
    PromiseState.LATE: _("kept late, on {day}"),
    PromiseState.BROKEN: _("broken, on {day}"),
    PromiseState.RELEASED: _("released, on {day}"),
}
LABELS = {
    PromiseState.KEPT: _("Kept"),
    PromiseState.LATE: _("Late"),
    PromiseState.BROKEN: _("Broken"),
    PromiseState.RELEASED: _("Released"),
    PromiseState.OPEN: _("Open again"),
}
OVERDUE = _("overdue since {day}")
A_ROW = 2


def promise_lines(desk: Desk, kept: Kept) -> list[str]:
    """Return what became of it; of one that is still in time, nothing."""
    if is_overdue(desk, kept):
        return [desk.words(OVERDUE, day=day_from(kept.values["due"]))]
    if is_open(kept):
        return []
    day = desk.calendar.day_of(kept.values["closed"])
    return [desk.words(CLOSED[PromiseState(kept.values["state"])], day=day)]


def promise_rows(desk: Desk, kept: Kept) -> Rows:
    """Return the buttons for whoever may say what became of it; a group's show to all."""
    if not (desk.in_group or may_close(desk, kept)):
        return []
    if not is_open(kept):
        return [[_button(desk, kept, PromiseState.OPEN)]]
    states = (state for state in LABELS if state is not PromiseState.OPEN)
    return in_rows([_button(desk, kept, state) for state in states], A_ROW)


def may_close(desk: Desk, kept: Kept) -> bool:
    """Return whether the reader keeps the promise, or may mend its author's entries."""
    keeps = kept.values["keeper_id"] == desk.reader.id
    return keeps or desk.reader.may_mend(kept.author_id)


def _button(desk: Desk, kept: Kept, state: PromiseState) -> Button:
    return desk.words(LABELS[state]), PromiseIs(entry=kept.id, state=state)
