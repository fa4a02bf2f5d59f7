"""An entry of any kind as a correction leaves it, and what follows from that."""

from __future__ import annotations

from typing import Any

from clinic.calendar import day_number
from clinic.entries.kind import DAY, NOTE, EntryDraft, Shape, Values
from clinic.entries.refusals import SameCode
from clinic.text import folded
from handlers import entry_rules
from handlers.callbacks import ShowDay
from handlers.desk import Desk
from handlers.entry_cards import show_result
from handlers.entry_saving import check_cash, check_names
from handlers.mark_rules import check_mark
from handlers.privacy import ask_about, screen
from storage.amendments import code_of
from storage.keeping import amend_kept
from storage.kept import Kept
from storage.unit import Unit


def correct_kept(
    desk: Desk,
    kept: Kept,
    values: Values,
    unit: Unit,
    *,
    typed: bool = False,
    back: ShowDay | None = None,
) -> Kept:
    """Change fields of the entry, everywhere it is shown, and where the person looks.

    ``values`` by field, ``day`` and ``note`` among them. What words must not hold stays out, and
    is asked about. Returns it as it shall be; raises what would make it none.
    """
    _check(desk, kept, values)
    wanted: dict[str, Any] = {**_following(kept, values), **values}
    screened = screen(desk, unit, kept.kind.name, kept.id, wanted.get(NOTE, ""))
    if NOTE in wanted:
        wanted[NOTE] = screened.text
    changed = amend_kept(unit, desk.journal, kept, wanted, desk.reader.id, typed=typed)
    if changed is not kept:
        entry_rules.after_change(desk, unit, kept, changed)
    show_result(desk, changed, unit, back)
    ask_about(desk, unit, screened)
    return changed


def _check(desk: Desk, kept: Kept, values: Values) -> None:
    day = values.get(DAY, desk.calendar.today())
    check_names(desk, EntryDraft(kept.kind, day, values, values.get(NOTE, kept.note)))
    if DAY in values:
        check_cash(desk, kept, day_number(values[DAY]))
        check_mark(desk, kept.kind, day_number(values[DAY]), kept.id)
    codes = [code for code in _codes(desk, kept, values) if code]
    if len(codes) != len(set(codes)):
        raise SameCode(example=kept.kind.example)


def _codes(desk: Desk, kept: Kept, values: Values) -> list[str]:
    """Return the keys of the patients whom the entry would name."""
    fields = [each for each in kept.kind.fields if each.shape is Shape.PATIENT]
    ids = [kept.values.get(each.column) for each in fields]
    before = [code_of(desk.journal, id) if id else None for id in ids]
    return [
        folded(values.get(field.name, code) or "")
        for field, code in zip(fields, before, strict=True)
    ]


def _following(kept: Kept, values: Values) -> Values:
    """Return what follows from the change, where it followed from what stood there before."""
    before = {each.name: kept.values.get(each.column) for each in kept.kind.fields if each.kept}
    usual = kept.kind.defaults(before)
    after = kept.kind.defaults({**before, **values})
    return {name: value for name, value in after.items() if before[name] == usual.get(name)}
