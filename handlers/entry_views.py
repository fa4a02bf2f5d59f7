"""How an entry of any kind reads: on one line, on a line of a list, and whole on its card."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.entries.kind import Field, Shape
from clinic.marks import mark as _
from clinic.words import Markup
from handlers.cards import DOT, WHOLE
from handlers.complaint_cards import LOGGED
from handlers.desk import Desk
from handlers.entry_history import last_change
from handlers.entry_values import sees_money_of, value_of
from handlers.history import signed
from handlers.letters import LONGEST, shortened
from storage.kept import Kept

IN_HEAD = frozenset({Shape.PATIENT, Shape.NAME, Shape.MONEY})
"""What tells one entry of a kind from another; the other fields stand below."""

LABELLED = _("{label}: {value}")
ON_DAY = _("on {value}")


def entry_card(desk: Desk, kept: Kept, more: list[str]) -> str:
    """Return the card's text; ``more`` is what only its kind says of itself, as safe lines."""
    head = entry_head(desk, kept)
    if kept.voided is not None and kept.voided_by is not None:
        gone = desk.marked(desk.words("<s>{head}</s>", head=Markup(head)))
        return f"{gone}\n{signed(desk, desk.words(_('Withdrawn')), kept.voided_by, kept.voided)}"
    below = [*more, signed(desk, desk.words(LOGGED), kept.author_id, kept.logged)]
    changed = last_change(desk, kept)
    parts = [desk.marked(head), *_details(desk, kept), *([changed] if changed else [])]
    room = LONGEST - sum(len(part) + 1 for part in (*parts, *below))
    return "\n".join([*parts, *_note(desk, kept, room), *below])


def entry_head(desk: Desk, kept: Kept, longest: int = WHOLE) -> str:
    """Return what it is, whose and how much on one line; names of at most so many characters."""
    title = desk.words("<b>{title}</b>", title=Markup(desk.words(kept.kind.title)))
    named = [
        desk.words("{value}", value=shortened(value_of(desk, kept, field), longest))
        for field in kept.kind.fields
        if field.kept and field.shape in IN_HEAD and _is_shown(desk, kept, field)
    ]
    return DOT.join([title, *named])


def entry_line(desk: Desk, kept: Kept, longest: int) -> str:
    """Return the entry on a line of a list: where it is about its words, with their beginning."""
    head = entry_head(desk, kept, longest)
    if kept.kind.words is None or not kept.note:
        return head
    words = shortened(" ".join(kept.note.split()), longest)
    return DOT.join([head, desk.words("{words}", words=words)])


def _is_shown(desk: Desk, kept: Kept, field: Field) -> bool:
    if kept.values.get(field.column) is None:
        return False
    return field.shape is not Shape.MONEY or sees_money_of(desk, kept)


def _details(desk: Desk, kept: Kept) -> list[str]:
    """Return the other fields on one line, and the day where it is not today; none without any."""
    said = [
        desk.words(
            LABELLED,
            label=Markup(desk.words(field.label)),
            value=shortened(value_of(desk, kept, field), WHOLE),
        )
        for field in kept.kind.fields
        if field.kept and field.shape not in IN_HEAD and _is_shown(desk, kept, field)
    ]
    day = day_from(kept.day)
    if day != desk.calendar.today():
        said.append(desk.words(ON_DAY, value=day))
    return [DOT.join(said)] if said else []


def _note(desk: Desk, kept: Kept, room: int) -> list[str]:
    """Return its words as far as there is room: imported ones may be long."""
    if not kept.note:
        return []
    text = "{note}" if kept.kind.words else _("Note: {note}")
    return [desk.words(text, note=shortened(kept.note, room - len(desk.words(text, note=""))))]
