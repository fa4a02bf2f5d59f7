"""What holds of a mark, from which numbers are compared anew: one a day, none before the records.

That it lies ahead is refused as of every entry.
"""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.entries.kind import Kind
from clinic.entries.outside import MARK
from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.desk import Desk
from storage.beginnings import first_day
from storage.kept import standing_kept


class MarkTwice(Refusal):
    """The day has a mark already."""

    template = _("{day} has a change already: {note}. Add to it or withdraw it: /day")


class MarkTooEarly(Refusal):
    """The mark's day lies before the first visit."""

    template = _("Your records begin on {first}: mark a change on that day or later.")


def check_mark(desk: Desk, kind: Kind, day: int, entry_id: int | None = None) -> None:
    """Raise what keeps a mark from standing on this day; ``entry_id`` is its own if it has one."""
    if kind is not MARK:
        return
    first = first_day(desk.journal)
    if first is not None and day < first:
        raise MarkTooEarly(first=day_from(first))
    for other in standing_kept(desk.journal, MARK.table, day):
        if other.id != entry_id:
            raise MarkTwice(day=day_from(day), note=other.note)
