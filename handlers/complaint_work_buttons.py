"""What the buttons of those who work on complaints carry: the row, and the state it was seen in."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from clinic.complaint_work import Cause, State
from clinic.measure import Effect, MeasureKind


class Page(StrEnum):
    """What the card of a complaint shows for those who work on it, instead of its own buttons."""

    MORE = "more"
    ASSIGN = "assign"
    CAUSE = "cause"
    CAUSES = "causes"
    SUBJECTS = "subjects"
    CONTACT = "contact"
    VIA = "via"
    DOCTOR = "doctor"
    ROOM = "room"
    MEASURE = "measure"
    STEPS = "steps"


class Told(StrEnum):
    """What is told of a complaint by a chip while it is worked on."""

    OUTCOME = "outcome"
    AFTER = "after"
    SUBJECTS = "subjects"
    CAUSES = "causes"
    CONTACT = "contact"
    VIA = "via"
    DOCTOR = "doctor"
    ROOM = "room"


class ShowWork(CallbackData, prefix="1wp"):
    """Show this page on the card."""

    entry: int
    page: Page


class TakeStep(CallbackData, prefix="1ws"):
    """Bring this complaint from the state it was ``seen`` in to another one."""

    entry: int
    seen: State
    to: State


class SetCause(CallbackData, prefix="1wc"):
    """Say why it happened; a complaint that is still open is resolved with this."""

    entry: int
    seen: State
    cause: Cause


class AssignTo(CallbackData, prefix="1wa"):
    """Let a person answer for this complaint instead of whom it was ``seen`` with, 0 for nobody."""

    entry: int
    seen: int
    person: int


class Tell(CallbackData, prefix="1wt"):
    """Set, or with ``on`` false take back, what a chip says."""

    entry: int
    told: Told
    value: str
    on: bool


class PickMeasure(CallbackData, prefix="1wm"):
    """Say what is done against repetition, then by whom, then within how many days."""

    entry: int
    kind: MeasureKind
    keeper: int = 0
    days: int = 0


class MeasureDone(CallbackData, prefix="1wd"):
    """Say that this measure is done."""

    measure: int


class DropMeasure(CallbackData, prefix="1wx"):
    """Let this measure be done no more."""

    measure: int


class SetEffect(CallbackData, prefix="1we"):
    """Say whether this measure has helped after so many days."""

    measure: int
    days: int
    effect: Effect


class Whose(StrEnum):
    """Which open complaints are listed: whose, or those past their deadline."""

    MINE = "mine"
    ALL = "all"
    NOBODYS = "nobodys"
    OVERDUE = "overdue"


class ShowOpen(CallbackData, prefix="1wl"):
    """List open complaints from the place on where the page begins: a day's number and an id.

    Without an id, from the newest on.
    """

    whose: Whose
    day: int
    first: int
