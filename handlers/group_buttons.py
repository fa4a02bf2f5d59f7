"""What buttons in a staff group carry, and those that only a group's cards have."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.letters import Button
from storage.journal import VisitLine


class NoFormsHere(Refusal):
    """A form is begun in a group, where many speak at once and see what was asked of one."""

    template = _(
        "I ask nothing in a group. Reply to the card with what is right, for example 4500 or w20, "
        "or write a line: /visit 1042 hygiene 3500"
    )


class ShowAmount(CallbackData, prefix="1ga"):
    """Show this line's amount to whoever taps, if he may see it."""

    line: int


class LeaveGroup(CallbackData, prefix="1gu"):
    """Work in this group no more."""


def amount_buttons(desk: Desk, line: VisitLine) -> list[Button]:
    """Return the button behind which a group's card keeps the amount; none in a private chat."""
    if not desk.in_group or line.amount is None:
        return []
    return [(desk.words(_("Amount")), ShowAmount(line=line.id))]
