"""What buttons carry: a version and the row they act on, in at most 64 bytes."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from clinic.catalogue import Field


class VoidLine(CallbackData, prefix="1u"):
    """Withdraw this line."""

    line: int


class ShowLine(CallbackData, prefix="1s"):
    """Show this line as a card of its own."""

    line: int


class EditLine(CallbackData, prefix="1e"):
    """Show which fields of this line can be changed."""

    line: int


class EditField(CallbackData, prefix="1f"):
    """Ask for a new value of one field."""

    line: int
    field: str


class Choose(CallbackData, prefix="1c"):
    """Set a field that is chosen from the catalogue."""

    line: int
    field: Field
    chosen: int


class CloseEdit(CallbackData, prefix="1x"):
    """Show the card again as it was."""

    line: int


class WithdrawLine(CallbackData, prefix="1hw"):
    """Withdraw this line as it stood (its ``change``) when the person was asked."""

    line: int
    seen: int


class ShowDay(CallbackData, prefix="1d"):
    """Show a page of a day (as days since 1970) that begins at its first line's id."""

    day: int
    first: int


class OpenLine(CallbackData, prefix="1ho"):
    """Show this line in the message of the list, with the way back to its page."""

    line: int
    day: int
    first: int


class SetLanguage(CallbackData, prefix="1l"):
    """Speak this language from now on."""

    code: str
