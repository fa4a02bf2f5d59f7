"""What buttons on entries of every kind carry: the row they act on."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class VoidEntry(CallbackData, prefix="1nu"):
    """Withdraw this entry, or ask first."""

    entry: int


class WithdrawEntry(CallbackData, prefix="1nw"):
    """Withdraw this entry as it stood (its ``change``) when the person was asked."""

    entry: int
    seen: int


class EditEntry(CallbackData, prefix="1ne"):
    """Show which fields of this entry can be changed."""

    entry: int


class EditValue(CallbackData, prefix="1nf"):
    """Ask for a new value of one field."""

    entry: int
    field: str


class SetValue(CallbackData, prefix="1ns"):
    """Set a field to what was tapped: a choice's value, an id, a day number; nothing empties it."""

    entry: int
    field: str
    value: str = ""


class ShowEntry(CallbackData, prefix="1nb"):
    """Show the card as it stands, in place of a question."""

    entry: int


class OpenEntry(CallbackData, prefix="1no"):
    """Show this entry in the message of the list, with the way back to its page."""

    entry: int
    day: int
    first: int
