"""The chips of [Edit] on an entry's card: its fields, and the likely values of each."""

from __future__ import annotations

from datetime import timedelta

from clinic.calendar import day_from, day_number
from clinic.entries.kind import DAY, NOTE, Field, Shape
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.editing import BadField
from handlers.entry_buttons import EditValue, SetValue
from handlers.entry_form_chips import chips_of, tapped
from handlers.entry_form_state import EntryForm
from handlers.fallback import OldButton
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.questions import ASKED, FIELDS
from storage.kept import Kept
from storage.team import members_of

A_ROW, LONGEST_LABEL = 2, 16
MOST = 8
NONE = _("None")
WHOLE_NOTE = _("What should it say?")
PAST_DAYS = ((_("Today"), 0), (_("Yesterday"), 1))

Chips = list[tuple[str, str]]
"""Labels, and what the buttons carry."""


def field_rows(desk: Desk, kept: Kept) -> Rows:
    """Return a button for each field, the day and the words."""
    labels = [(each.name, desk.words(each.label)) for each in kept.kind.fields if each.kept]
    labels += [(DAY, desk.words(FIELDS[DAY])), (NOTE, desk.words(FIELDS[NOTE]))]
    buttons: list[Button] = [
        (
            shortened(label[:1].upper() + label[1:], LONGEST_LABEL),
            EditValue(entry=kept.id, field=name),
        )
        for name, label in labels
    ]
    return in_rows(buttons, A_ROW)


def question_of(desk: Desk, kept: Kept, name: str) -> str:
    """Return what asks for a field, as safe text."""
    if name == NOTE:
        return desk.words(WHOLE_NOTE if kept.kind.words else ASKED[NOTE])
    field = kept.kind.field(name)
    return desk.words(ASKED[DAY] if field is None else field.question)


def chip_rows(desk: Desk, kept: Kept, name: str) -> Rows:
    """Return the likely values of a field, and none where it can do without."""
    chips = [(desk.words(label), str(_day_before(desk, n))) for label, n in PAST_DAYS]
    field = kept.kind.field(name)
    if field is not None:
        chips = _chips_of(desk, kept, field)[:MOST]
    elif name == NOTE:
        chips = []
    if _may_be_empty(kept, name):
        chips.append((desk.words(NONE), ""))
    buttons: list[Button] = [
        (shortened(label, LONGEST_LABEL), SetValue(entry=kept.id, field=name, value=value))
        for label, value in chips
    ]
    return in_rows(buttons, A_ROW)


def carried_value(desk: Desk, kept: Kept, name: str, carried: str) -> object:
    """Return what a tapped chip sets; raises OldButton for what no chip of now carries."""
    if carried == "":
        if not _may_be_empty(kept, name):
            raise OldButton
        return "" if name == NOTE else None
    field = kept.kind.field(name)
    if field is not None:
        return _tapped(desk, kept, field, carried)
    if name != DAY or carried not in {str(_day_before(desk, n)) for _label, n in PAST_DAYS}:
        raise BadField
    return day_from(int(carried))


def _tapped(desk: Desk, kept: Kept, field: Field, carried: str) -> object:
    if field.shape in (Shape.DOCTOR, Shape.KEEPER):
        if carried not in {value for _label, value in _chips_of(desk, kept, field)}:
            raise OldButton
        return int(carried)
    value = tapped(desk, _as_form(desk, kept), field, carried)
    return day_from(value) if field.shape is Shape.DUE and isinstance(value, int) else value


def _chips_of(desk: Desk, kept: Kept, field: Field) -> Chips:
    if field.shape is Shape.DOCTOR:
        return [(each.name, str(each.id)) for each in desk.catalogue.doctors if not each.hidden]
    if field.shape is Shape.KEEPER:
        return [(each.name, str(each.id)) for each in members_of(desk.journal)]
    return chips_of(desk, _as_form(desk, kept), field)


def _as_form(desk: Desk, kept: Kept) -> EntryForm:
    return EntryForm(desk.reader.clinic_id, kept.id, kept.kind.command, 0, {})


def _may_be_empty(kept: Kept, name: str) -> bool:
    """Return whether a field holds something that it can do without."""
    if name == NOTE:
        return kept.kind.words is None and bool(kept.note)
    field = kept.kind.field(name)
    if field is None or field.needed or field.shape in (Shape.DUE, Shape.KEEPER):
        return False
    return kept.values.get(field.column) is not None


def _day_before(desk: Desk, days: int) -> int:
    return day_number(desk.calendar.today() - timedelta(days=days))
