"""What became of an entry: its newest change as before → after, with who and when."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.entries.kind import DAY, NOTE, Field, Shape
from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from handlers.desk import Desk
from handlers.entry_values import said_value, sees_money_of
from handlers.history import BARE, CHANGED, SHORT, UNSEEN, signed
from handlers.letters import shortened
from storage.amendments import Change, changes_of
from storage.kept import Kept

RELABELLED = _("{label} {before} → {after}")


def last_change(desk: Desk, kept: Kept) -> str | None:
    """Return what was changed last, before → after, with who and when, as safe text; or None.

    What an author adds to his own entry corrects nothing; an amount shows to who may see it.
    """
    together = _newest(desk, kept)
    said = [text for text in (_said(desk, kept, each) for each in together) if text]
    return signed(desk, ", ".join(said), together[0].author_id, together[0].at) if said else None


def _newest(desk: Desk, kept: Kept) -> list[Change]:
    if kept.newest:
        return list(kept.newest)
    changes = changes_of(desk.journal, kept.id) if kept.change else []
    last = (changes[0].at, changes[0].author_id) if changes else None
    return [each for each in reversed(changes) if (each.at, each.author_id) == last]


def _said(desk: Desk, kept: Kept, change: Change) -> str | None:
    if change.before in (None, "") and change.author_id == kept.author_id:
        return None
    if change.field == NOTE:
        before, after = (shortened(each, SHORT) for each in (change.before, change.after))
        return desk.words(CHANGED[NOTE], before=before or ABSENT, after=after or ABSENT)
    if change.field == DAY:
        before, after = (desk.words.short_day(day_from(n)) for n in (change.before, change.after))
        return desk.words(BARE, before=before, after=after)
    fields = (each for each in kept.kind.fields if each.kept)
    field = next((each for each in fields if each.column == change.field), None)
    return None if field is None else _said_field(desk, kept, field, change)


def _said_field(desk: Desk, kept: Kept, field: Field, change: Change) -> str:
    if field.shape is Shape.MONEY and not sees_money_of(desk, kept):
        return desk.words(UNSEEN)
    before, after = (
        shortened(said_value(desk, kept, field, each), SHORT)
        for each in (change.before, change.after)
    )
    if field.shape is Shape.MONEY:
        return desk.words(BARE, before=before, after=after)
    label = Markup(desk.words(field.label))
    return desk.words(RELABELLED, label=label, before=before, after=after)
