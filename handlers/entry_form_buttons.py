"""What the chips of an entry's form carry: the entry that it will be, and what was tapped."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class BeginEntry(CallbackData, prefix="1mm"):
    """Begin an entry of the kind that has this command."""

    kind: str


class EntryChip(CallbackData, prefix="1mc"):
    """Answer one step of a form (by the field's place in its kind) with a value.

    ``before`` are the answers that came before it, where nobody else remembers them: in a group.
    """

    entry: int
    kind: str
    step: int
    value: str
    before: str = ""


class SkipStep(CallbackData, prefix="1ms"):
    """Leave one step of a form out."""

    entry: int
    step: str


class DropEntry(CallbackData, prefix="1mx"):
    """Drop the form; nothing is saved."""

    entry: int


class ShowMore(CallbackData, prefix="1ml"):
    """Show again what can be written down; the form in this message is dropped."""

    entry: int


class PromiseTo(CallbackData, prefix="1mp"):
    """Begin a promise to the patient of this line."""

    line: int
