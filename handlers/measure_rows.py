"""The questions about a prevention measure: what, who, by when, and the chips that answer them."""

from __future__ import annotations

from datetime import timedelta

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.measure import TERMS, MeasureKind
from handlers import complaint_work_texts as texts
from handlers.complaint_work_buttons import PickMeasure
from handlers.complaint_work_rows import back_to
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from storage.complaints import Complaint
from storage.team import Team

LABEL, MOST_NAMES = 16, 30
WHO, BY_WHEN = _("Who does it?"), _("By when?")
WHY_NONE = _("Why is no measure needed? Write it in a few words.")
WHAT_EXACTLY = _("What exactly will be done? Write it in a few words, or leave it at that.")


def kind_rows(desk: Desk, complaint: Complaint) -> Rows:
    """Return a chip for each kind of measure."""
    buttons: list[Button] = [
        (desk.words(label), PickMeasure(entry=complaint.id, kind=kind))
        for kind, label in texts.MEASURES.items()
    ]
    return in_rows(buttons, 2)


def keeper_rows(desk: Desk, complaint: Complaint, kind: MeasureKind, team: Team) -> Rows:
    """Return a chip for everybody who works here."""
    buttons: list[Button] = [
        (shortened(each.name, LABEL), PickMeasure(entry=complaint.id, kind=kind, keeper=each.id))
        for each in team.members(desk.reader.clinic_id)[:MOST_NAMES]
    ]
    return [*in_rows(buttons, 2), [back_to(desk, complaint)]]


def term_rows(desk: Desk, complaint: Complaint, kind: MeasureKind, keeper: int) -> Rows:
    """Return a chip for each term, with the day it ends on."""
    buttons: list[Button] = [
        (
            desk.words.short_day(desk.calendar.today() + timedelta(days=days)),
            PickMeasure(entry=complaint.id, kind=kind, keeper=keeper, days=days),
        )
        for days in TERMS
    ]
    return [*in_rows(buttons, 2), [back_to(desk, complaint)]]


def due_in(desk: Desk, days: int) -> int:
    """Return the day's number so many days from today."""
    return day_number(desk.calendar.today()) + days
