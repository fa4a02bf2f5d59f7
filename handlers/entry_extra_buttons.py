"""What the buttons carry that only some kinds of entries have: the row they act on."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    RELEASED = "released"


class PromiseIs(CallbackData, prefix="1mk"):
    """Say what became of this promise, or that it is open again."""

    entry: int
    state: PromiseState


class ShowPromise(CallbackData, prefix="1mo"):
    """Send the card of this promise."""

    entry: int


class DuePage(CallbackData, prefix="1md"):
    """Show a page of the open promises, from the one in this place on."""

    first: int


class SeatPatient(CallbackData, prefix="1ma"):
    """Say that the patient of this arrival was called in now."""

    entry: int


class ReviewAnswered(CallbackData, prefix="1mv"):
    """Say that this review was answered."""

    entry: int


class RepeatExpense(CallbackData, prefix="1mr"):
    """Let this expense come every month from now on."""

    entry: int


class StopExpense(CallbackData, prefix="1mt"):
    """Let this expense come no more by itself."""

    entry: int
