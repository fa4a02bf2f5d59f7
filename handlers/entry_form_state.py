"""An entry's form: what is filled in, kept with the person's state until it is saved or dropped."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from clinic.calendar import day_from, day_number
from clinic.entries.kind import NOTE, EntryDraft, Kind, Shape, Values
from clinic.entries.kinds import BY_COMMAND
from handlers.desk import Desk
from handlers.form_shelf import SHELF, put_by

CENTRAL: dict[str, tuple[str, ...]] = {
    "promise": ("patient", NOTE, "due"),
    "review": ("site", "stars", NOTE),
    "expense": ("category", "amount", "bucket", "channel"),
    "left": ("patient", "reason", "rival"),
}
"""What is asked, in this order, of the kinds of which more is asked than they cannot do without."""

ONLY_WITH = {"channel": ("bucket", "acquire"), "rival": ("reason", "competitor")}
"""Steps that mean something only beside another value."""


class Entering(StatesGroup):
    """The form of an entry waits for taps or text."""

    field = State()


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What is filled in, as it is kept: values by field, a day as its number, a patient's code.

    ``entry`` is the id of the entry that it will be; ``day`` is None for the day of saving.
    """

    clinic: int
    entry: int
    command: str
    asked: int
    values: dict[str, Any]
    note: str = ""
    day: int | None = None
    skipped: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Return the kind of entry that it will be."""
        return BY_COMMAND[self.command]

    def step(self, *, needed_only: bool = False) -> str | None:
        """Return the field that is asked next, or the note; None where nothing is."""
        asked = (step for step in _steps(self.kind) if not self._is_answered(step))
        return next((step for step in asked if not needed_only or self.needs(step)), None)

    def needs(self, step: str) -> bool:
        """Return whether the entry cannot do without it."""
        field = self.kind.field(step)
        return self.kind.words is not None if field is None else field.needed

    def taking(self, values: Values) -> EntryForm:
        """Return the form with more values by field, the note among them, and what follows."""
        typed = dict(values)
        note = typed.pop(NOTE, self.note)
        return replace(
            self, values={**self.kind.defaults(typed), **self.values, **typed}, note=note
        )

    def without(self, step: str) -> EntryForm:
        """Return the form that asks for this step no more."""
        return replace(self, skipped=(*self.skipped, step))

    def draft(self, desk: Desk) -> EntryDraft:
        """Return the form as a draft."""
        day = desk.calendar.today() if self.day is None else day_from(self.day)
        days = {each.name for each in self.kind.fields if each.shape is Shape.DUE}
        typed = {
            name: day_from(value) if name in days and value is not None else value
            for name, value in self.values.items()
        }
        return EntryDraft(self.kind, day, typed, self.note)

    def _is_answered(self, step: str) -> bool:
        beside, value = ONLY_WITH.get(step, ("", None))
        if step in self.skipped or (beside and self.values.get(beside) != value):
            return True
        return bool(self.note) if step == NOTE else step in self.values


def _steps(kind: Kind) -> tuple[str, ...]:
    needed = tuple(field.name for field in kind.fields if field.needed)
    return CENTRAL.get(kind.command, (*needed, NOTE) if kind.words else needed)


def form_from(desk: Desk, entry: int, now: int, kind: Kind, draft: EntryDraft | None) -> EntryForm:
    """Return a form of the kind, with what the draft holds."""
    empty = EntryForm(desk.reader.clinic_id, entry, kind.command, now, {})
    if draft is None:
        return empty
    today = desk.calendar.today()
    day = None if draft.day == today else day_number(draft.day)
    return replace(empty.taking({**plain(draft.values), NOTE: draft.note}), day=day)


def plain(values: Values) -> dict[str, Any]:
    """Return values as a form keeps them: days as their numbers."""
    return {
        name: day_number(value) if isinstance(value, date) else value
        for name, value in values.items()
    }


async def form_of(state: FSMContext) -> EntryForm | None:
    """Return the form that waits, be it on the shelf, however old and of whichever clinic."""
    kept: dict[str, Any] | None
    if await state.get_state() == Entering.field.state:
        kept = await state.get_data()
        kept.pop(SHELF, None)
    else:
        kept = await put_by(state, Entering.__name__)
    if not kept or kept["command"] not in BY_COMMAND:
        return None
    return EntryForm(**{**kept, "skipped": tuple(kept["skipped"])})


async def keep(state: FSMContext, form: EntryForm) -> None:
    """Keep the form with the unit; it is the one that is asked now."""
    await state.set_state(Entering.field)
    await state.set_data(asdict(form))


async def end(state: FSMContext) -> None:
    """End the entry's form, be it on the shelf; what else waits goes on."""
    await state.set_state(Entering.field)
    await state.clear()
