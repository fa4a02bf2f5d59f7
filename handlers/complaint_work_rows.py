"""The buttons of those who work on a complaint: the next sensible steps, the rest behind [More]."""

from __future__ import annotations

from clinic.complaint_work import CLOSED, OPEN, WAITING, State, may_become
from clinic.marks import mark as _
from clinic.people import Right
from handlers import complaint_work_texts as texts
from handlers.complaint_work_buttons import (
    DropMeasure,
    MeasureDone,
    Page,
    ShowWork,
    TakeStep,
    Tell,
    Told,
)
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows
from handlers.said_buttons import ShowSaid
from storage.complaint_lists import rooms_in
from storage.complaints import AmendedComplaint, Complaint
from storage.measures import Measure, measure_of

FIRST = {
    State.NEW: (State.ACKNOWLEDGED,),
    State.REOPENED: (State.ACKNOWLEDGED,),
    State.ACKNOWLEDGED: (State.ANSWERED, State.RESOLVED),
    State.INVESTIGATING: (State.ANSWERED, State.RESOLVED),
    State.ANSWERED: (State.RESOLVED,),
}
"""The steps that the card itself shows; the others are behind [More]."""

ALWAYS = {
    Page.SUBJECTS: _("Also about…"),
    Page.CONTACT: _("Who it is…"),
    Page.VIA: _("How it came…"),
}
AT_CLOSING = {Page.CAUSE: _("Main cause…"), Page.CAUSES: _("Other causes…")}
DOCTOR, ROOM, HISTORY = _("Doctor…"), _("Room…"), _("History")
OTHER_MEASURE = _("Drop the measure")


def works_on(desk: Desk, complaint: Complaint) -> bool:
    """Return whether the reader works on it here: in his own chat, and while it stands."""
    may = desk.reader.may(Right.MEND_OTHERS) and not desk.in_group
    return may and complaint.voided is None


def work_rows(desk: Desk, complaint: Complaint) -> Rows:
    """Return the rows on the card; none for who does not work on complaints."""
    if not works_on(desk, complaint):
        return []
    rows: list[list[Button]] = []
    if complaint.state in CLOSED and complaint.outcome is None:
        rows.append(_told(desk, complaint.id, Told.OUTCOME))
    if complaint.state in CLOSED and complaint.emotion_after is None:
        rows.append(_told(desk, complaint.id, Told.AFTER))
    return [*rows, [*_first(desk, complaint), _page(desk, complaint, Page.MORE, texts.MORE)]]


def _told(desk: Desk, entry: int, told: Told) -> list[Button]:
    listed = texts.OUTCOMES if told is Told.OUTCOME else texts.AFTERWARDS
    return [
        (desk.words(label), Tell(entry=entry, told=told, value=value, on=True))
        for value, label in listed.items()
    ]


def _first(desk: Desk, complaint: Complaint) -> list[Button]:
    if complaint.state in CLOSED:
        return _of_measure(desk, complaint)
    steps = [_step(desk, complaint, state) for state in FIRST[complaint.state]]
    if complaint.state in WAITING:
        steps.append(_page(desk, complaint, Page.ASSIGN, texts.ASSIGN))
    return steps


def _of_measure(desk: Desk, complaint: Complaint) -> list[Button]:
    if complaint.state is State.RESOLVED and complaint.measure is None:
        return [_page(desk, complaint, Page.MEASURE, texts.MEASURE)]
    measure = standing_measure(desk, complaint)
    if measure is None or not measure.waits:
        return []
    return [(desk.words(texts.DONE), MeasureDone(measure=measure.id))]


def standing_measure(desk: Desk, complaint: Complaint) -> Measure | None:
    """Return the newest measure of a complaint, that of this very unit included, or None."""
    if isinstance(complaint, AmendedComplaint) and complaint.planned is not None:
        return None if complaint.planned.dropped else complaint.planned
    return measure_of(desk.journal, complaint.id)


def _step(desk: Desk, complaint: Complaint, to: State) -> Button:
    """Return the button of a step; to be resolved, a cause is asked for first."""
    if to is State.RESOLVED:
        return _page(desk, complaint, Page.CAUSE, texts.STEPS[to])
    take = TakeStep(entry=complaint.id, seen=complaint.state, to=to)
    return desk.words(texts.STEPS[to]), take


def _page(desk: Desk, complaint: Complaint, page: Page, label: str) -> Button:
    return desk.words(label), ShowWork(entry=complaint.id, page=page)


def more_rows(desk: Desk, complaint: Complaint) -> Rows:
    """Return everything that can be done with the complaint, two a row."""
    buttons = [
        _step(desk, complaint, state) for state in texts.STEPS if may_become(complaint.state, state)
    ]
    pages = {Page.ASSIGN: texts.ASSIGN} if complaint.state in OPEN else AT_CLOSING
    buttons += [_page(desk, complaint, page, label) for page, label in pages.items()]
    measure = standing_measure(desk, complaint)
    if measure is not None and measure.waits:
        buttons.append((desk.words(OTHER_MEASURE), DropMeasure(measure=measure.id)))
    buttons += [_page(desk, complaint, page, label) for page, label in ALWAYS.items()]
    buttons += [_page(desk, complaint, *each) for each in _places(desk)]
    buttons.append(_page(desk, complaint, Page.STEPS, HISTORY))
    return [*in_rows(buttons, 2), [back_to(desk, complaint)]]


def _places(desk: Desk) -> list[tuple[Page, str]]:
    """Return the pages of doctors and rooms, where the clinic has any."""
    doctors = any(not each.hidden for each in desk.catalogue.doctors)
    rooms = any(not hidden for _id, _name, hidden in rooms_in(desk.journal))
    return [*([(Page.DOCTOR, DOCTOR)] if doctors else []), *([(Page.ROOM, ROOM)] if rooms else [])]


def back_to(desk: Desk, complaint: Complaint) -> Button:
    """Return the way back to the card."""
    return desk.words(texts.BACK), ShowSaid(entry=complaint.id)
